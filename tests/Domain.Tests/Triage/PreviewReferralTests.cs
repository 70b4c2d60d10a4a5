using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Routing;
using SinglePointOfReferral.Domain.Triage;

namespace SinglePointOfReferral.Domain.Tests.Triage;

public sealed class PreviewReferralTests
{
    private static readonly DateOnly Today = new(2026, 3, 3);

    /// <summary>A town where the rapid response of the east opens at ten, and the west waits for nobody.</summary>
    private static readonly Locality SleepyTown = The.Town with
    {
        Services = [.. The.Town.Services.Select(s => s.Id switch
        {
            "rapid-response-east" => s with { Hours = From(600), StartsWithin = TimeSpan.FromMinutes(30) },
            "rapid-response-west" => s with { Hours = From(600), WhenClosed = WhenClosed.PassOver },
            _ => s,
        })],
    };

    [Fact]
    public void What_is_shown_before_is_what_happens_after() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Forms().ToArbitrary(), form =>
        {
            var preview = Preview(form, SleepyTown);
            var details = SubmitReferral.Read(form, Today).Details!;
            var given = Given.Facts(AdviseEmergency.Of(details, SleepyTown, OrganisationKind.GpPractice, The.Start) is { } emergency
                ? [Submitted.Of(details), emergency] : [Submitted.Of(details)]);
            var triaged = (Triaged)TriageReferral.Decide(given.Referral, SleepyTown, [], The.Start).Facts[0].Fact;
            var referral = given.Referral.With(new(given.Referral.Version + 1, The.Start, The.Start, Actor.System, null, triaged));
            var routed = RouteReferral.Decide(referral, SleepyTown, FreeCapacity.Untouched, The.Start).Facts.Select(f => f.Fact).Where(f => f is not StrandAdded);
            return routed.Select(Given.Told).Order().SequenceEqual(
                preview.Strands.Select(s => Given.Told(s.Offer is { } offer ? offer : s.WithHub!)).Order());
        }));

    [Fact]
    public void The_service_when_it_would_come_and_why_are_told()
    {
        var town = The.Town with { Services = [.. The.Town.Services.Select(s => s with { StartsWithin = TimeSpan.FromMinutes(120) })] };
        var preview = Preview(The.Form, town);
        Assert.Equal("Rapid Response East would be offered this now and would come by 11:00 today. If it has not answered by 09:15 today, the referral moves on.", Sentence(preview, town));
        Assert.Equal(["Within two hours."], PreviewSentences.Why(preview.Verdict));
        Assert.Null(preview.Emergency);
        Assert.Equal(
            ["Rapid Response West: it fits as well; the first by name was chosen."],
            preview.Strands[0].Offer!.PassedOver.Select(p => PreviewSentences.Of(p, town)));
    }

    [Fact]
    public void What_is_closed_is_told_with_when_it_opens()
    {
        var preview = Preview(The.Form, SleepyTown);
        Assert.Equal("Rapid Response East would be offered this now, takes referrals from 10:00 today, and would come by 10:30 today. If it has not answered by 10:15 today, the referral moves on.", Sentence(preview, SleepyTown));
        Assert.Equal(
            ["Rapid Response East is closed now; it next takes referrals at 10:00 today.", "Rapid Response West is closed now; it next takes referrals at 10:00 today."],
            preview.Strands[0].Closed.Select(c => PreviewSentences.Of(c, The.Start)));
        Assert.Equal(["Rapid Response West: it is closed."], preview.Strands[0].Offer!.PassedOver.Select(p => PreviewSentences.Of(p, SleepyTown)));
    }

    [Fact]
    public void Past_the_last_referral_of_the_day_is_told_otherwise_than_closed()
    {
        var hours = new OpeningHours([.. Enumerable.Repeat(ImmutableArray.Create(new OpenPeriod(480, 1020, 530)), 7)], []);
        var town = The.Town with { Services = [.. The.Town.Services.Select(s => s with { Hours = hours, WhenClosed = WhenClosed.PassOver })] };
        var preview = Preview(The.Form, town);
        Assert.Equal("Rapid Response East takes no more referrals for now; it next takes referrals at 08:00 tomorrow.", PreviewSentences.Of(preview.Strands[0].Closed[0], The.Start));
        Assert.Equal("Example single point of referral would find a service by telephone by 09:30 today: no service that could take it opens in time.", Sentence(preview, town));
    }

    [Fact]
    public void A_red_flag_is_told_first_and_a_clinician_decides()
    {
        var preview = Preview(The.Form with { RedFlags = "chest-pain" }, The.Town);
        Assert.Equal([RedFlag.ChestPain], preview.Emergency!.RedFlags);
        Assert.Equal("Example single point of referral would decide what is needed by 09:15 today: a clinician decides first.", Sentence(preview, The.Town));
    }

    [Fact]
    public void Whoever_is_of_unknown_age_is_seen_by_services_of_every_age()
    {
        var town = The.Town with { Services = [.. The.Town.Services.Select(s => s with { MinimumAge = 18 })] };
        Assert.NotNull(Preview(The.Form with { DateOfBirth = null }, town).Strands[0].Offer);
        Assert.NotNull(Preview(The.Form with { DateOfBirth = "2020-01-01" }, town).Strands[0].WithHub);
    }

    private static Preview Preview(ReferralForm form, Locality town) =>
        PreviewReferral.Of(SubmitReferral.ReadGlimpse(form, Today).Glimpse!, The.Surgery, town, FreeCapacity.Untouched, The.Start);

    private static string Sentence(Preview preview, Locality town) => PreviewSentences.Of(preview.Strands[0], town, The.Start);

    private static OpeningHours From(int minute) =>
        new([.. Enumerable.Repeat(ImmutableArray.Create(new OpenPeriod(minute, OpenPeriod.Day, OpenPeriod.Day)), 7)], []);

    private static Gen<ReferralForm> Forms() =>
        from reason in Gen.Elements(Code.All<Reason>().ToArray())
        from howSoon in Gen.Elements(Code.All<Urgency>().ToArray())
        from redFlags in Gen.Frequency((4, Gen.Constant<string?>(null)), (1, Gen.Constant<string?>("stroke")))
        from circumstances in Gen.Elements<string?>(null, "blood-thinners", "lives-alone")
        from score in Gen.Elements<string?>(null, "3", "7")
        from company in Gen.Elements<string?>(null, "yes")
        from postcode in Gen.Elements("SS1 2AB", "ZZ99 3WZ")
        select The.Form with
        {
            Reason = reason, HowSoon = howSoon, RedFlags = redFlags, Circumstances = circumstances, News2 = score, Company = company, Postcode = postcode,
        };
}
