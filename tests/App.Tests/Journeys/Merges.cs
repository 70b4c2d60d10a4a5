using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Tests.Pages;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Tests.Journeys;

/// <summary>Two referrals of one person become one, and nothing that either said is lost.</summary>
public sealed class Merges : IAsyncLifetime
{
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task The_duplicate_ends_and_its_referrer_follows_the_one_that_is_kept()
    {
        var (kept, duplicate) = await Pair();
        var (hub, medic) = (app.As(TestApp.Clinician), app.As(TestApp.Paramedic));
        Assert.Equal(403, (await medic.Ask($"/api/referrals/{kept}")).Status);
        var merged = await hub.Tell($"/api/referrals/{duplicate}/merge", new { into = kept });
        Assert.Equal(("False", kept), (merged["isOpen"], merged["mergedInto"]));
        await app.Settle();

        var now = await medic.Ask($"/api/referrals/{kept}");
        Assert.Equal((200, "Fell again.", duplicate), (now.Status, now["additions.0.story.whatChanged"], now["additions.0.from"]));
        Assert.Contains("addition-triaged", now.Each("history", "type"));
        Assert.Equal([kept], (await medic.Ask("/api/referrals")).Each("", "reference"));
        Assert.Equal([kept], (await hub.Ask("/api/hub/referrals")).Each("", "reference"));
        Assert.Equal([kept], (await app.As(TestApp.RapidResponse).Ask("/api/worklist")).Each("", "reference"));
        Assert.Equal([kept], (await hub.Tell("/api/hub/find", new { nhsNumber = The.Form.NhsNumber })).Json.EnumerateArray().Select(r => r.ToString()));
        var texts = (await app.Texts()).Select(t => t.Body).ToList();
        Assert.Contains(texts, t => t.EndsWith("was a duplicate and has ended. Nothing more to do under this number.", StringComparison.Ordinal));
        Assert.Contains(texts, t => t.Contains($"goes on as {kept[..4]} {kept[4..]}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Merged_again_nothing_changes()
    {
        var (kept, duplicate) = await Pair();
        var hub = app.As(TestApp.Clinician);
        await hub.Tell($"/api/referrals/{duplicate}/merge", new { into = kept });
        await app.Settle();
        var before = await app.Ground.Rows("referrals");
        Assert.Equal(200, (await hub.Tell($"/api/referrals/{duplicate}/merge", new { into = kept })).Status);
        Assert.Equal(before, await app.Ground.Rows("referrals"));
    }

    [Fact]
    public async Task Where_only_the_first_half_was_done_doing_it_again_does_the_second()
    {
        var (kept, duplicate) = await Pair();
        var journal = app.Get<ReferralJournal>();
        var (keptThen, its) = (await Load(kept), await Load(duplicate));
        await journal.Change(keptThen, r => MergeReferrals.Keep(r, its.Referral, app.Clock.GetUtcNow()), The.Gp, null, default);
        var merged = await app.As(TestApp.Clinician).Tell($"/api/referrals/{duplicate}/merge", new { into = kept });
        Assert.Equal(kept, merged["mergedInto"]);
        Assert.Single((await Load(kept)).Referral.Additions);

        async Task<Stored> Load(string reference) => (await journal.Load(The.Read<Reference>(reference)))!;
    }

    [Fact]
    public async Task What_is_added_to_the_duplicate_between_the_two_halves_is_not_lost_and_the_page_still_offers_the_second()
    {
        var (kept, duplicate) = await Pair();
        var journal = app.Get<ReferralJournal>();
        var its = (await journal.Load(The.Read<Reference>(duplicate)))!;
        await journal.Change((await journal.Load(The.Read<Reference>(kept)))!, r => MergeReferrals.Keep(r, its.Referral, app.Clock.GetUtcNow()), The.Gp, null, default);
        Assert.Equal(200, (await app.As(TestApp.Gp).Tell($"/api/referrals/{duplicate}/additions", The.Form with { WhatChanged = "Fell a third time." })).Status);
        using var hub = await Browser.Of(app, TestApp.Clinician);
        Assert.Contains($"/referrals/{kept}/merge/{duplicate}", (await hub.Open($"/referrals/{kept}")).Html, StringComparison.Ordinal);
        var merged = await app.As(TestApp.Clinician).Tell($"/api/referrals/{duplicate}/merge", new { into = kept });
        Assert.Equal(kept, merged["mergedInto"]);
        var now = await app.As(TestApp.Clinician).Ask($"/api/referrals/{kept}");
        Assert.Equal(("Fell again.", "Fell a third time."), (now["additions.0.story.whatChanged"], now["additions.1.story.whatChanged"]));
        Assert.Equal(("Tom Bright", "Dr Amara Okafor"), (now["additions.0.by"], now["additions.1.by"]));
    }

    [Fact]
    public async Task Whoever_made_the_duplicate_writes_about_the_other_but_neither_withdraws_nor_corrects_it()
    {
        var (kept, duplicate) = await Pair();
        await app.As(TestApp.Clinician).Tell($"/api/referrals/{duplicate}/merge", new { into = kept });
        var medic = app.As(TestApp.Paramedic);
        Assert.Equal(200, (await medic.Tell($"/api/referrals/{kept}/messages", new { text = "The key is with the neighbour." })).Status);
        Assert.Equal(403, (await medic.Tell($"/api/referrals/{kept}/withdraw", new { reason = "no-longer-needed" })).Status);
        Assert.Equal(403, (await medic.Tell($"/api/referrals/{kept}/correct", new { reasonForChange = "Misheard", name = "Edith Elder" })).Status);
        Assert.Equal(409, (await medic.Tell($"/api/referrals/{duplicate}/withdraw", new { reason = "no-longer-needed" })).AssertProblem().Status);
    }

    [Fact]
    public async Task What_the_hub_takes_down_for_an_open_referral_names_who_said_it()
    {
        var kept = await app.Refer();
        await app.Settle();
        var said = new { nhsNumber = The.Form.NhsNumber, name = The.Form.Name, dateOfBirth = The.Form.DateOfBirth, postcode = The.Form.Postcode, reason = "fall", howSoon = "two-hours", purpose = "prevent-admission", whatChanged = "Fell again.", callBack = "07700 900 202", onBehalfOf = "F81001", referrerName = "Jo Bell" };
        Assert.Equal(200, (await app.As(TestApp.Clinician).Tell($"/api/referrals/{kept}/additions", said)).Status);
        var now = await app.As(TestApp.Clinician).Ask($"/api/referrals/{kept}");
        Assert.Equal("Jo Bell", now["additions.0.by"]);
        Assert.Equal(422, (await app.As(TestApp.Paramedic).Tell($"/api/referrals/{kept}/additions", said)).Status);
    }

    [Fact]
    public async Task What_nobody_has_said_is_the_same_person_and_what_a_service_has_seen_is_not_merged()
    {
        var (kept, duplicate) = await Pair(decide: false);
        var (hub, nurse) = (app.As(TestApp.Clinician), app.As(TestApp.RapidResponse));
        Assert.Equal("not-the-same-person", (await hub.Tell($"/api/referrals/{duplicate}/merge", new { into = kept })).AssertProblem()["refusal"]);
        foreach (var nonsense in new[] { "", "12345678", "nobody", duplicate })
            Assert.Equal(409, (await hub.Tell($"/api/referrals/{duplicate}/merge", new { into = nonsense })).AssertProblem().Status);
        await hub.Tell($"/api/referrals/{duplicate}/matches/{kept}", new { same = true });
        await nurse.Tell($"/api/referrals/{duplicate}/strands/1/accept");
        await nurse.Tell($"/api/referrals/{duplicate}/strands/1/visit");
        Assert.Equal("seen-under-the-other", (await hub.Tell($"/api/referrals/{duplicate}/merge", new { into = kept })).AssertProblem()["refusal"]);
        Assert.Equal(200, (await hub.Tell($"/api/referrals/{kept}/merge", new { into = duplicate })).Status);
        foreach (var person in new[] { TestApp.Gp, TestApp.RapidResponse })
            Assert.Equal(403, (await app.As(person).Tell($"/api/referrals/{kept}/merge", new { into = duplicate })).Status);
    }

    /// <summary>The GP's referral and a paramedic's of the same person, both on offer.</summary>
    private async Task<(string Kept, string Duplicate)> Pair(bool decide = true)
    {
        var kept = await app.Refer();
        await app.Settle();
        var duplicate = await app.Refer(The.Form with { WhatChanged = "Fell again.", CallBack = "07700 900 202" }, TestApp.Paramedic);
        await app.Settle();
        if (decide)
            await app.As(TestApp.Clinician).Tell($"/api/referrals/{duplicate}/matches/{kept}", new { same = true });
        return (kept, duplicate);
    }
}
