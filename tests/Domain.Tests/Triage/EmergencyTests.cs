using FsCheck;
using FsCheck.Fluent;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Notifications;
using SinglePointOfReferral.Domain.Triage;

namespace SinglePointOfReferral.Domain.Tests.Triage;

/// <summary>Red flags are answered at once, and never turn anybody away.</summary>
public sealed class EmergencyTests
{
    private static readonly DateOnly Today = new(2026, 3, 3);

    [Fact]
    public void Any_red_flag_whatever_else_is_said_means_999_and_a_text_to_the_hub() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Forms().ToArbitrary(), form =>
        {
            var details = SubmitReferral.Read(form, Today).Details!;
            var emergency = AdviseEmergency.Of(details, The.Town, OrganisationKind.GpPractice, The.Start);
            if (details.Need.Assessment.RedFlags.IsEmpty)
                return emergency is null == !(details.Need.Assessment.Observations.Total >= 7);
            var facts = new[] { Submitted.Of(details), (Fact)emergency! };
            var texts = TextMessages.Of(Given.Facts(facts).Referral, new(2, The.Start, The.Start, Actor.System, 1, emergency!), The.Town);
            return AdviseEmergency.Why(emergency!).Count >= details.Need.Assessment.RedFlags.Length
                && texts is [{ To.Text: "+447700900100" }] && TextMessages.Tells(emergency!);
        }));

    [Fact]
    public void A_red_flag_is_no_reason_to_turn_a_referral_away() => Assert.All(
        Enum.GetValues<RedFlag>(), flag => Assert.NotNull(SubmitReferral.Read(The.Form with { RedFlags = Code.Of(flag) }, Today).Details));

    [Fact]
    public void Why_is_told_in_sentences() => Assert.Equal(
        ["Crushing pain in the chest.", "NEWS2 is 7 or more."],
        AdviseEmergency.Why(AdviseEmergency.Of(
            SubmitReferral.Read(The.Form with { RedFlags = "chest-pain", News2 = "9" }, Today).Details!, The.Town, OrganisationKind.GpPractice, The.Start)!));

    /// <summary>The full form with any red flags, and a score or none.</summary>
    private static Gen<ReferralForm> Forms() =>
        from flags in Gen.Elements(Enum.GetValues<RedFlag>()).ListOf()
        from score in Gen.Choose(-1, 20)
        from howSoon in Gen.Elements("two-hours", "two-days", "routine")
        select The.Form with { RedFlags = string.Join(',', flags.Select(Code.Of)), News2 = score < 0 ? null : $"{score}", HowSoon = howSoon };
}
