namespace SinglePointOfReferral.App.Tests.Journeys;

/// <summary>The ways a referral takes that are not the straight one.</summary>
public sealed class OtherWays : IAsyncLifetime
{
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_postcode_outside_every_catchment_goes_to_the_hub_s_named_owner()
    {
        var reference = await app.Refer(The.Form with { Postcode = "CM1 1AB" });
        await app.Settle();
        var told = await app.As(TestApp.Clinician).Ask($"/api/referrals/{reference}");

        Assert.Equal("Hub clinician on duty", told["next.owner"]);
        Assert.Equal("2026-03-03T09:30:00+00:00", told["next.due"]);
        Assert.Equal("with-hub", told["strands.0.stage"]);
        Assert.Equal(["Hub clinician on duty"], (await app.As(TestApp.Clinician).Ask("/api/hub/referrals")).Each("", "owner"));
        Assert.StartsWith($"Referral {reference[..4]} {reference[4..]}: no service could be offered it.", Assert.Single(await app.Texts()).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_strands_have_a_provider_each_and_the_referral_is_open_until_both_are_closed()
    {
        var (nurse, friend) = (app.As(TestApp.RapidResponse), app.As(TestApp.Befriending));
        var reference = await app.Refer(The.Form with { Company = "yes" });
        await app.Settle();
        Assert.Equal(["1"], (await nurse.Ask("/api/worklist")).Each("", "strand"));
        Assert.Equal(["2"], (await friend.Ask("/api/worklist")).Each("", "strand"));
        Assert.Equal(409, (await friend.Tell($"/api/referrals/{reference}/strands/1/accept")).Status);

        await nurse.Tell($"/api/referrals/{reference}/strands/1/accept");
        await friend.Tell($"/api/referrals/{reference}/strands/2/accept");
        Assert.Equal("true", (await nurse.Tell($"/api/referrals/{reference}/strands/1/close", new { outcome = "reduced-support" }))["isOpen"].ToLowerInvariant());
        await app.Settle();
        Assert.Empty((await nurse.Ask("/api/worklist")).Each("", "strand"));
        Assert.Equal(["befriending"], (await app.As(TestApp.Gp).Ask("/api/referrals")).Each("", "owner"));

        Assert.Equal("false", (await friend.Tell($"/api/referrals/{reference}/strands/2/close", new { outcome = "same-support" }))["isOpen"].ToLowerInvariant());
        await app.Settle();
        Assert.Empty((await app.As(TestApp.Gp).Ask("/api/referrals")).Each("", "owner"));
        Assert.Contains(await app.Texts(), t => t.Body.Contains("part of it is now closed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Taking_a_referral_back_takes_it_off_every_list_and_tells_the_provider()
    {
        var reference = await app.Refer();
        await app.Settle();
        var answer = await app.As(TestApp.Gp).Tell($"/api/referrals/{reference}/withdraw", new { reason = "admitted-to-hospital" });
        await app.Settle();

        Assert.Equal(200, answer.Status);
        Assert.Empty((await app.As(TestApp.RapidResponse).Ask("/api/worklist")).Each("", "reference"));
        Assert.Empty((await app.As(TestApp.Clinician).Ask("/api/hub/referrals")).Each("", "reference"));
        Assert.Contains(await app.Texts(), t => t.To == "+447700900101" && t.Body.Contains("was withdrawn", StringComparison.Ordinal));
        Assert.Equal("[]", (await Find("999 000 0018")).Body);
        Assert.Equal("withdrawn", (await app.As(TestApp.RapidResponse).Tell($"/api/referrals/{reference}/strands/1/accept"))["refusal"]);
    }

    [Fact]
    public async Task A_corrected_NHS_number_is_found_and_the_wrong_one_is_not_any_more()
    {
        var reference = await app.Refer();
        await app.Settle();
        Assert.Contains(reference, (await Find("999 000 0018")).Body);

        await Correct(reference, "nhsNumber", "999 000 0026");
        Assert.Equal("[]", (await Find("999 000 0018")).Body);
        Assert.Contains(reference, (await Find("9990000026")).Body);

        await Correct(reference, "nhsNumber", "999 000 0018");
        Assert.Contains(reference, (await Find("9990000018")).Body);

        await Correct(reference, "nhsNumber", "");
        Assert.Equal("[]", (await Find("9990000018")).Body);
    }

    [Fact]
    public async Task A_corrected_postcode_stands_in_the_lists_and_the_story_of_it_in_the_history()
    {
        var reference = await app.Refer();
        await app.Settle();
        await Correct(reference, "postcode", "SS2 6XX");
        var told = await app.As(TestApp.Gp).Ask($"/api/referrals/{reference}");

        Assert.Equal(["SS2"], (await app.As(TestApp.RapidResponse).Ask("/api/worklist")).Each("", "district"));
        Assert.Equal("SS2 6XX", told["person.postcode"]);
        Assert.Equal("Corrected: postcode.", told["history.3.sentence"]);
        Assert.Equal("Misheard", told["history.3.note"]);
    }

    [Fact]
    public async Task A_referral_withdrawn_before_it_was_triaged_is_offered_to_nobody()
    {
        var reference = await app.Refer();
        await app.As(TestApp.Gp).Tell($"/api/referrals/{reference}/withdraw", new { reason = "made-in-error" });
        await app.Settle();

        Assert.Empty(await app.Texts());
        Assert.Equal("[]", (await Find("999 000 0018")).Body);
        Assert.Empty((await app.As(TestApp.Clinician).Ask("/api/hub/referrals")).Each("", "reference"));
    }

    [Fact]
    public async Task A_referral_with_a_very_long_history_is_still_read_whole()
    {
        var reference = await app.Refer();
        await app.Settle();
        var gp = app.As(TestApp.Gp);
        var key = (await app.Get<Journal.ReferralJournal>().Load(Domain.Values.Reference.Read(reference).Value!))!.Key!;
        var facts = Enumerable.Range(4, 1100).Select(n => new Domain.Recorded(n, The.Start, The.Start, The.Gp, null, The.Corrected));
        foreach (var batch in facts.Chunk(100))
        {
            var writes = batch.Select(f => Ports.Write.Insert(Journal.FactRows.Key(f.Number), Journal.FactRows.Texts(f, key))).ToList();
            await app.Ground.Tables.Commit(Journal.ReferralJournal.Table, reference, writes);
        }

        Assert.Equal("1103", (await gp.Ask($"/api/referrals/{reference}"))["version"]);
        Assert.Equal(200, (await gp.Tell($"/api/referrals/{reference}/withdraw", new { reason = "made-in-error" })).Status);
    }

    private Task<Answer> Find(string nhsNumber) => app.As(TestApp.Clinician).Tell("/api/hub/find", new { nhsNumber });

    private async Task Correct(string reference, string field, string text)
    {
        var answer = await app.As(TestApp.Gp).Tell(
            $"/api/referrals/{reference}/correct", new { reasonForChange = "Misheard", changes = new Dictionary<string, string> { [field] = text } });
        Assert.Equal(200, answer.Status);
        await app.Settle();
    }
}
