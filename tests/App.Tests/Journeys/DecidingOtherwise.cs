using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Worklist;

namespace SinglePointOfReferral.App.Tests.Journeys;

/// <summary>What clinicians at the hub and providers decide after triage.</summary>
public sealed class DecidingOtherwise : IAsyncLifetime
{
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_clinician_decides_otherwise_and_the_service_is_told_the_next_is_offered_and_the_rules_answer_stays(bool accepted)
    {
        var (nurse, hub) = (app.As(TestApp.RapidResponse), app.As(TestApp.Clinician));
        var reference = await Offered();
        if (accepted)
            await nurse.Tell($"/api/referrals/{reference}/strands/1/accept");

        var decided = await hub.Tell($"/api/referrals/{reference}/strands/1/override", new { pathway = "reablement", urgency = "two-days", reason = "Not a crisis." });
        Assert.Equal((200, "reablement", "two-days", "awaiting-offer"), (decided.Status, decided["strands.0.pathway"], decided["strands.0.urgency"], decided["strands.0.stage"]));
        await app.Settle();

        var told = await hub.Ask($"/api/referrals/{reference}");
        Assert.Equal(("on-offer", "reablement-at-home"), (told["strands.0.stage"], told["strands.0.service"]));
        Assert.Contains(await app.Texts(), t => t.To == "+447700900101" && t.Body.Contains("the hub has taken it back", StringComparison.Ordinal));
        Assert.Contains(await app.Texts(), t => t.To == "+447700900103" && t.Body.Contains("offered to Reablement at Home", StringComparison.Ordinal));
        Assert.Empty((await nurse.Ask("/api/worklist")).Each("", "reference"));
        Assert.Equal([reference], (await app.As(TestApp.Reablement).Ask("/api/worklist")).Each("", "reference"));
        Assert.Equal(["Triaged: rapid response, within 2 hours."], told.Each("history", "sentence").Where(s => s.StartsWith("Triaged", StringComparison.Ordinal)));

        var why = await app.As(TestApp.Gp).Ask($"/api/referrals/{reference}/explanation");
        Assert.Contains("The rules asked for rapid response, within 2 hours.", why.Body, StringComparison.Ordinal);
        Assert.Contains("Nadia Rahman", why.Body, StringComparison.Ordinal);
        Assert.Contains("decided otherwise than the rules: reablement, within 2 days.", why.Body, StringComparison.Ordinal);
        Assert.Contains("Not a crisis.", why.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_hub_takes_an_accepted_referral_back_and_offers_it_to_another_service()
    {
        var (nurse, hub) = (app.As(TestApp.RapidResponse), app.As(TestApp.Clinician));
        var reference = await Offered();
        await nurse.Tell($"/api/referrals/{reference}/strands/1/accept");
        var offered = await hub.Tell($"/api/referrals/{reference}/strands/1/offer", new { service = "reablement-at-home", reason = "They know her." });
        await app.Settle();

        Assert.Equal("reablement-at-home", offered["strands.0.service"]);
        Assert.Equal(["offer-taken-back", "strand-offered"], offered.Each("history", "type").TakeLast(2));
        Assert.Equal(409, (await nurse.Tell($"/api/referrals/{reference}/strands/1/visit")).Status);
        Assert.Contains(await app.Texts(), t => t.To == "+447700900101" && t.Body.Contains("the hub has taken it back", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_service_has_seen_is_theirs_and_another_strand_is_added_instead()
    {
        var (nurse, hub) = (app.As(TestApp.RapidResponse), app.As(TestApp.Clinician));
        var reference = await Offered();
        await nurse.Tell($"/api/referrals/{reference}/strands/1/accept");
        await nurse.Tell($"/api/referrals/{reference}/strands/1/visit");
        foreach (var (action, body) in new (string, object)[]
        {
            ("override", new { pathway = "reablement", urgency = "two-days", reason = "x" }), ("offer", new { service = "reablement-at-home", reason = "x" }),
        })
            Assert.Equal("being-supported", (await hub.Tell($"/api/referrals/{reference}/strands/1/{action}", body)).AssertProblem()["refusal"]);
    }

    [Fact]
    public async Task Rapid_response_then_reablement_then_befriending_each_has_a_provider_a_clock_and_an_outcome_of_its_own()
    {
        var (gp, hub) = (app.As(TestApp.Gp), app.As(TestApp.Clinician));
        var reference = await Offered();
        await Support(TestApp.RapidResponse, 1, "rapid-response-east");
        app.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Equal("2026-03-20T09:00:00+00:00", await Add(TestApp.RapidResponse, "reablement", 2));
        Assert.Equal("True", await Close(TestApp.RapidResponse, 1, "more-support"));

        await Support(TestApp.Reablement, 2, "reablement-at-home");
        app.Clock.Advance(TimeSpan.FromDays(20));
        Assert.Equal("False", await Close(TestApp.Reablement, 2, "reduced-support"));
        Assert.Empty((await hub.Ask("/api/hub/referrals")).Each("", "reference"));
        Assert.Equal("2026-04-13T09:00:00+00:00", await Add(TestApp.Reablement, "voluntary-sector", 3));
        Assert.Equal([reference], (await hub.Ask("/api/hub/referrals")).Each("", "reference"));
        Assert.Contains(reference, (await hub.Tell("/api/hub/find", new { nhsNumber = "9990000018" })).Body, StringComparison.Ordinal);

        await Support(TestApp.Befriending, 3, "befriending");
        Assert.Equal("False", await Close(TestApp.Befriending, 3, "no-ongoing-support"));
        Assert.Empty((await hub.Ask("/api/hub/referrals")).Each("", "reference"));
        Assert.Equal("[]", (await hub.Tell("/api/hub/find", new { nhsNumber = "9990000018" })).Body);
        var told = await gp.Ask($"/api/referrals/{reference}");
        Assert.Equal(["rapid-response", "reablement", "voluntary-sector"], told.Each("strands", "pathway"));
        Assert.Equal(["more-support", "reduced-support", "no-ongoing-support"], told.Each("strands", "outcome"));
        foreach (var person in new[] { TestApp.RapidResponse, TestApp.Reablement, TestApp.Befriending })
            Assert.Equal(told["story.whatChanged"], (await app.As(person).Ask($"/api/referrals/{reference}"))["story.whatChanged"]);

        async Task Support(string person, int strand, string service)
        {
            Assert.Equal(service, (await app.As(person).Tell($"/api/referrals/{reference}/strands/{strand}/accept"))[$"strands.{strand - 1}.service"]);
            Assert.Equal(200, (await app.As(person).Tell($"/api/referrals/{reference}/strands/{strand}/visit")).Status);
        }

        async Task<string> Add(string person, string pathway, int strand)
        {
            var added = await app.As(person).Tell($"/api/referrals/{reference}/strands", new { pathway, urgency = "routine", reason = "What comes next." });
            await app.Settle();
            return added[$"strands.{strand - 1}.seeBy"];
        }

        async Task<string> Close(string person, int strand, string outcome)
        {
            var closed = await app.As(person).Tell($"/api/referrals/{reference}/strands/{strand}/close", new { outcome });
            await app.Settle();
            return closed["isOpen"];
        }
    }

    [Fact]
    public async Task All_three_at_once_are_three_strands_that_do_not_wait_for_each_other()
    {
        var (nurse, hub) = (app.As(TestApp.RapidResponse), app.As(TestApp.Clinician));
        var reference = await Offered();
        foreach (var pathway in new[] { "reablement", "voluntary-sector" })
            Assert.Equal(200, (await hub.Tell($"/api/referrals/{reference}/strands", new { pathway, urgency = "two-days", reason = "Wanted too." })).Status);
        await app.Settle();
        Assert.Equal(["on-offer", "on-offer", "on-offer"], (await hub.Ask($"/api/referrals/{reference}")).Each("strands", "stage"));
        foreach (var (person, strand) in new[] { (TestApp.Befriending, 3), (TestApp.Reablement, 2), (TestApp.RapidResponse, 1) })
        {
            Assert.Equal(200, (await app.As(person).Tell($"/api/referrals/{reference}/strands/{strand}/accept")).Status);
            Assert.Equal(200, (await app.As(person).Tell($"/api/referrals/{reference}/strands/{strand}/close", new { outcome = "same-support" })).Status);
        }
        Assert.Equal("False", (await nurse.Ask($"/api/referrals/{reference}"))["isOpen"]);
    }

    [Fact]
    public async Task A_provider_that_has_only_been_offered_it_adds_nothing_and_what_is_open_is_not_added_again()
    {
        var (nurse, hub) = (app.As(TestApp.RapidResponse), app.As(TestApp.Clinician));
        var reference = await Offered();
        Assert.Equal("not-taken-by-you", (await Add(nurse, "reablement"))["refusal"]);
        Assert.Equal("already-wanted", (await Add(hub, "rapid-response"))["refusal"]);

        Task<Answer> Add(HttpClient by, string pathway) =>
            by.Tell($"/api/referrals/{reference}/strands", new { pathway, urgency = "two-days", reason = "x" });
    }

    [Fact]
    public async Task The_explanation_names_rules_versions_the_chosen_and_every_other_service_with_its_reason()
    {
        var why = await app.As(TestApp.RapidResponse).Ask($"/api/referrals/{await Offered()}/explanation");
        Assert.Equal(200, why.Status);
        Assert.NotEmpty(why["strands.0.rulesVersion"]);
        Assert.Equal("True", why["strands.0.rules.0.decidedPathway"]);
        Assert.Equal("rapid-response-east", why["strands.0.steps.1.choice.chosen.service"]);
        var others = app.Get<LocalityInForce>().Now.OfKind(Domain.Pathway.RapidResponse).Length - 1;
        var notChosen = Enumerable.Range(0, others).Select(i => $"strands.0.steps.1.choice.notChosen.{i}.").ToDictionary(at => why[at + "service"], at => why[at + "because"]);
        Assert.Equal("outside-catchment", notChosen["rapid-response-west"]);
        Assert.Equal("not-eligible", notChosen["catheter-care"]);
        Assert.Equal("closed", notChosen["overnight-response"]);
        Assert.NotEmpty(why["strands.0.steps.1.choice.directoryVersion"]);
    }

    [Fact]
    public async Task That_999_was_advised_who_decides_and_what_could_help_is_told_to_programs_too()
    {
        var reference = await app.Refer(The.Form with { RedFlags = "chest-pain" });
        await app.Settle();
        var told = await app.As(TestApp.Gp).Ask($"/api/referrals/{reference}");
        Assert.Equal(("True", "True"), (told["isEmergency"], told["strands.0.askClinician"]));
        Assert.Contains("rapid-response-east", told.Json.GetProperty("strands")[0].GetProperty("alternatives").EnumerateArray().Select(a => a.GetProperty("service").GetString()));
        Assert.Equal(["True"], (await app.As(TestApp.Clinician).Ask("/api/hub/referrals")).Each("", "isEmergency"));
        Assert.Equal(["Crushing pain in the chest."], (await app.As(TestApp.Gp).Ask($"/api/referrals/{reference}/explanation")).Json
            .GetProperty("call999").EnumerateArray().Select(r => r.GetString()));
    }

    [Fact]
    public void The_flags_of_the_rules_stand_in_every_list_and_a_match_on_the_hub_s_board_alone()
    {
        var referral = Given.Facts(The.Submitted, The.Triaged with { Flags = ["bleeding-risk"] }, The.MatchFound, The.Offered).Referral;
        Assert.All(Lists.Places(referral, LocalityFiles.Read(TestApp.Southend)), place => Assert.Equal(["bleeding-risk"], place.Line!.Flags!));
        Assert.All(Lists.Places(referral, LocalityFiles.Read(TestApp.Southend)), place => Assert.Equal(place.List == Lists.Hub, place.Line!.HasMatches));
    }

    private async Task<string> Offered()
    {
        var reference = await app.Refer();
        await app.Settle();
        return reference;
    }
}
