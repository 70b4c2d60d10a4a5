namespace SinglePointOfReferral.App.Tests.Journeys;

/// <summary>Somebody is referred who is known already, or whose life is in danger.</summary>
public sealed class KnownAlready : IAsyncLifetime
{
    private const string HubAlert = "+447700900100";

    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_preview_says_where_it_would_go_and_by_which_rules_and_stores_nothing_but_that_somebody_looked()
    {
        var before = await app.Ground.Rows("referrals", "lists", "lookups", "audit");
        var unfinished = await app.As(TestApp.Gp).Tell("/api/triage/preview", new { postcode = "SS1 2AB", reason = "fall", howSoon = "two-hours" });
        Assert.Equal(("rapid-response", "two-hours"), (unfinished["pathway"], unfinished["urgency"]));
        Assert.Equal("rapid-response-east", unfinished["strands.0.service"]);
        Assert.Equal("2026-03-03T11:00:00+00:00", unfinished["strands.0.starts"]);
        Assert.NotEmpty(unfinished.Each("rules", "id"));
        Assert.All(new[] { "rulesVersion", "directoryVersion" }, v => Assert.Matches("^[0-9a-f]{12}$", unfinished[v]));
        Assert.Equal("", unfinished["emergency"]);
        Assert.Equal(before, await app.Ground.Rows("referrals", "lists", "lookups", "audit"));

        Assert.Equal("[]", (await app.As(TestApp.Gp).Tell("/api/triage/preview", The.Form))["alreadyKnown"]);
        Assert.Contains("POST /api/triage/preview", await app.Ground.Rows("audit"), StringComparison.Ordinal);
        Assert.Equal("", await app.Ground.Rows("referrals", "lists", "lookups"));
    }

    [Fact]
    public async Task What_the_preview_says_is_what_happens()
    {
        var form = The.Form with { Reason = "recovery", HowSoon = "two-days", Company = "yes" };
        var preview = await app.As(TestApp.Gp).Tell("/api/triage/preview", form);
        var reference = await app.Refer(form);
        await app.Settle();
        var told = await app.As(TestApp.Gp).Ask($"/api/referrals/{reference}");
        Assert.Equal(preview.Each("strands", "pathway"), told.Each("strands", "pathway"));
        Assert.Equal(preview.Each("strands", "service"), told.Each("strands", "service"));
        Assert.Equal(preview.Each("strands", "answerBy"), told.Each("strands", "answerBy"));
    }

    [Fact]
    public async Task A_red_flag_is_answered_at_once_and_the_hub_is_texted()
    {
        var gp = app.As(TestApp.Gp);
        var form = The.Form with { RedFlags = "stroke,bleeding" };
        var preview = await gp.Tell("/api/triage/preview", form);
        Assert.Contains("Send the referral as well", preview["emergency.advice"], StringComparison.Ordinal);

        var answer = await gp.Tell("/api/referrals", form, ("Idempotency-Key", "one"));
        Assert.Equal(201, answer.Status);
        Assert.StartsWith("Call 999 now.", answer["emergency.advice"], StringComparison.Ordinal);
        Assert.Equal(["Signs of a stroke.", "Severe bleeding."], Because(answer).Take(2));
        Assert.Equal(answer["emergency"], (await gp.Tell("/api/referrals", form, ("Idempotency-Key", "one")))["emergency"]);
        await app.Settle();
        var told = await gp.Ask(answer["address"]);
        Assert.Equal(["referral-submitted", "emergency-advised", "referral-triaged", "strand-handed-to-hub"], told.Each("history", "type").Take(4));
        Assert.Equal(answer["emergency"], told["emergency"]);
        Assert.Equal([HubAlert], (await app.Texts()).Select(t => t.To));
        Assert.Equal("", (await gp.Tell("/api/referrals", The.Form))["emergency"]);
    }

    [Fact]
    public async Task A_correction_that_adds_a_red_flag_is_answered_at_once_too()
    {
        var reference = await app.Refer();
        await app.Settle();
        var gp = app.As(TestApp.Gp);
        var corrected = await gp.Tell($"/api/referrals/{reference}/correct", new { reasonForChange = "Looked again", changes = new { redFlags = "sepsis" } });
        Assert.Equal(["Signs of sepsis."], Because(corrected).Take(1));
        await app.Settle();
        Assert.Contains(await app.Texts(), t => t.To == HubAlert);

        Assert.Equal(200, (await app.As(TestApp.RapidResponse).Tell($"/api/referrals/{reference}/strands/1/accept")).Status);
        Assert.NotEqual("", (await gp.Ask($"/api/referrals/{reference}"))["emergency"]);
        var asked = await app.As(TestApp.Clinician).Ask($"/api/referrals/{reference}");
        Assert.Equal(("decide", "with-hub"), (asked["next.todo"], asked["strands.1.stage"]));
        await app.As(TestApp.Clinician).Tell($"/api/referrals/{reference}/strands/2/close", new { outcome = "advice-given" });
        Assert.Equal("", (await gp.Ask($"/api/referrals/{reference}"))["emergency"]);
    }

    [Fact]
    public async Task A_paramedic_adds_something_more_urgent_to_the_referral_of_a_GP()
    {
        var (gp, paramedic) = (app.As(TestApp.Gp), app.As(TestApp.Paramedic));
        var reference = await app.Refer(The.Form with { Reason = "loneliness", HowSoon = "routine" });
        await app.Settle();
        var known = await paramedic.Tell("/api/triage/preview", The.Form);
        Assert.Equal((reference, "on-offer", "False", ""), (known["alreadyKnown.0.reference"], known["alreadyKnown.0.status.stage"], known["alreadyKnown.0.mayOpen"], known["alreadyKnown.0.reason"]));
        Assert.Equal("loneliness", (await gp.Tell("/api/triage/preview", The.Form))["alreadyKnown.0.reason"]);

        var path = $"/api/referrals/{reference}/additions";
        var added = await paramedic.Tell(path, The.Form);
        Assert.Equal((200, reference, "on-offer", ""), (added.Status, added["reference"], added["status.stage"], added["emergency"]));
        Assert.DoesNotContain("Edith", added.Body, StringComparison.Ordinal);
        await app.Settle();
        var told = await gp.Ask($"/api/referrals/{reference}");
        Assert.Equal(["voluntary-sector", "rapid-response"], told.Each("strands", "pathway"));
        Assert.Equal("on-offer", told["strands.1.stage"]);
        Assert.Equal([reference], (await app.As(TestApp.RapidResponse).Ask("/api/worklist")).Each("", "reference"));
        Assert.Contains(await app.Texts(), t => t.Body.Contains("more was added to it", StringComparison.Ordinal));
        Assert.Equal(403, (await paramedic.Ask($"/api/referrals/{reference}")).Status);

        var before = await app.Ground.Rows("referrals", "lists");
        Assert.Equal(200, (await paramedic.Tell(path, The.Form)).Status);
        await app.Settle();
        Assert.Equal(before, await app.Ground.Rows("referrals", "lists"));
    }

    [Theory]
    [InlineData("999 000 0018", 200)]
    [InlineData("999 000 0026", 422)]
    public async Task Whoever_adds_by_an_NHS_number_has_searched_for_it_whether_or_not_it_is_that_person_s(string number, int status)
    {
        var reference = await app.Refer();
        await app.Settle();
        var answer = await app.As(TestApp.Paramedic).Tell($"/api/referrals/{reference}/additions", The.Form with { NhsNumber = number });
        Assert.Equal(status, answer.Status);
        Assert.Matches("audit .*about=search-[0-9a-f]+ .*by=tom-bright .*additions", await app.Ground.Rows("audit"));
    }

    [Fact]
    public async Task Of_many_open_referrals_the_five_oldest_are_told()
    {
        var references = new List<string>();
        for (var i = 0; i < 8; i++)
        {
            references.Add(await app.Refer(key: $"{i}"));
            app.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        await app.Settle();
        await app.As(TestApp.Gp).Tell($"/api/referrals/{references[0]}/withdraw", new { reason = "made-in-error" });
        Assert.Equal(references[1..6], (await app.As(TestApp.Gp).Tell("/api/triage/preview", The.Form)).Each("alreadyKnown", "reference"));
    }

    [Fact]
    public async Task What_is_open_already_and_soon_enough_is_not_wanted_twice()
    {
        var reference = await app.Refer();
        await app.Settle();
        await app.As(TestApp.Paramedic).Tell($"/api/referrals/{reference}/additions", The.Form with { WhatChanged = "Still on the floor." });
        await app.Settle();
        var told = await app.As(TestApp.Gp).Ask($"/api/referrals/{reference}");
        Assert.Equal(["rapid-response"], told.Each("strands", "pathway"));
        Assert.Equal("Still on the floor.", told["history.3.note"]);
    }

    [Fact]
    public async Task A_red_flag_in_what_is_added_is_answered_at_once_and_the_hub_is_texted()
    {
        var reference = await app.Refer();
        await app.Settle();
        var path = $"/api/referrals/{reference}/additions";
        var added = await app.As(TestApp.Paramedic).Tell(path, The.Form with { RedFlags = "unconscious" });
        Assert.Equal(["Unconscious, or was unconscious."], Because(added).Take(1));
        Assert.Equal(added["emergency"], (await app.As(TestApp.Paramedic).Tell(path, The.Form with { RedFlags = "unconscious" }))["emergency"]);
        await app.Settle();
        Assert.Single(await app.Texts(), t => t.To == HubAlert);
    }

    [Fact]
    public async Task A_referral_of_its_own_says_why()
    {
        await app.Refer();
        await app.Settle();
        var answer = await app.As(TestApp.Gp).Tell("/api/referrals", new SinglePointOfReferral.App.Intake.SubmitRequest
        {
            Name = "Edith Example", DateOfBirth = "1942-03-09", NhsNumber = "999 000 0018", Postcode = "SS1 2AB", Reason = "fall", HowSoon = "two-hours",
            WhatChanged = "The ramp is rotten.", CallBack = "07700 900 201", SeparateBecause = "Nothing to do with the fall.",
        });
        Assert.Equal(201, answer.Status);
        await app.Settle();
        Assert.Equal("Nothing to do with the fall.", (await app.As(TestApp.Gp).Ask(answer["address"]))["history.0.note"]);
        Assert.Equal("Nothing to do with the fall.", (await app.As(TestApp.Clinician).Ask(answer["address"]))["history.0.note"]);
        Assert.DoesNotContain("Nothing to do with the fall.", (await app.As(TestApp.RapidResponse).Ask(answer["address"])).Body, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Because(Answer answer) => answer.Json.GetProperty("emergency").GetProperty("because").EnumerateArray().Select(b => b.GetString()!);
}
