using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Triage;
using SinglePointOfReferral.App.Worklist;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.App.Tests.Journeys;

/// <summary>Referrals that may be of the same person find each other, and the hub decides.</summary>
public sealed class SamePerson : IAsyncLifetime
{
    private static readonly ReferralForm Unnumbered = The.Form with { NhsNumber = null };

    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task The_same_NHS_number_in_another_open_referral_is_found_whatever_else_differs()
    {
        var first = await Refer(The.Form);
        var second = await Refer(The.Form with { Name = "E. Sample", DateOfBirth = "1942-03-10", Postcode = "SS2 6XX" }, TestApp.Paramedic);
        Assert.Equal([(first, "True")], await Matches(second));
        Assert.Empty(await Matches(first));
    }

    [Theory]
    [InlineData("edith  example")]
    [InlineData("EDITH-EXAMPLE")]
    [InlineData("Edith Exam'ple")]
    public async Task Without_an_NHS_number_the_same_name_date_of_birth_and_postcode_is_found(string name)
    {
        var first = await Refer(Unnumbered);
        Assert.Equal([(first, "False")], await Matches(await Refer(Unnumbered with { Name = name, Postcode = "ss12ab" })));
    }

    [Fact]
    public async Task A_referral_with_a_number_and_one_without_are_found_by_name_whichever_comes_first()
    {
        var without = await Refer(Unnumbered);
        var with = await Refer(The.Form);
        var again = await Refer(Unnumbered);
        Assert.Equal([(without, "False")], await Matches(with));
        Assert.Equal(new[] { (with, "False"), (without, "False") }.Order(), (await Matches(again)).Order());
    }

    [Fact]
    public async Task Two_different_NHS_numbers_are_two_people_even_of_the_same_name()
    {
        await Refer(The.Form);
        Assert.Empty(await Matches(await Refer(The.Form with { NhsNumber = "999 000 0026" })));
    }

    [Theory]
    [InlineData("Edith Elder", "1942-03-09", "SS1 2AB")]
    [InlineData("Edith Example", "1942-03-10", "SS1 2AB")]
    [InlineData("Edith Example", "1942-03-09", "SS1 2AD")]
    public async Task Without_an_NHS_number_all_three_must_be_the_same(string name, string born, string postcode)
    {
        await Refer(Unnumbered);
        Assert.Empty(await Matches(await Refer(Unnumbered with { Name = name, DateOfBirth = born, Postcode = postcode })));
    }

    [Fact]
    public async Task A_referral_that_was_made_separate_with_a_reason_is_not_matched_by_its_number()
    {
        await Refer(The.Form);
        var submission = await app.Get<ReferralJournal>().Begin(Submitted.Of(The.Details, "Another need."), null, The.Gp, "separate", default);
        await app.Settle();
        Assert.Empty(await Matches(submission.Reference.Text));
    }

    [Fact]
    public async Task What_is_closed_or_withdrawn_is_not_matched()
    {
        var (gp, nurse) = (app.As(TestApp.Gp), app.As(TestApp.RapidResponse));
        var withdrawn = await Refer(The.Form);
        await gp.Tell($"/api/referrals/{withdrawn}/withdraw", new { reason = "already-referred" });
        await app.Settle();
        var closed = await Refer(The.Form);
        await nurse.Tell($"/api/referrals/{closed}/strands/1/accept");
        await nurse.Tell($"/api/referrals/{closed}/strands/1/close", new { outcome = "same-support" });
        await app.Settle();
        Assert.Empty(await Matches(closed));
        Assert.Empty(await Matches(await Refer(The.Form)));
    }

    [Fact]
    public async Task A_referral_is_matched_by_what_it_says_since_it_was_corrected()
    {
        var reference = await Refer(Unnumbered);
        await Correct(reference, new { nhsNumber = "999 000 0018", name = "Edith Elder" });
        Assert.Empty(await Matches(await Refer(Unnumbered)));
        Assert.Contains((reference, "True"), await Matches(await Refer(The.Form)));
        Assert.Equal([(reference, "False")], await Matches(await Refer(Unnumbered with { Name = "Edith Elder" })));

        await Correct(reference, new { nhsNumber = "", name = "Edith Oldest" });
        Assert.Equal([(reference, "False")], await Matches(await Refer(The.Form with { Name = "Edith Oldest", NhsNumber = "999 000 0026" })));
    }

    [Fact]
    public async Task Others_are_looked_for_again_when_a_correction_changes_who_it_is_and_only_then()
    {
        var first = await Refer(The.Form);
        var second = await Refer(Unnumbered with { Name = "Edith Elder" });
        await Correct(second, new { risks = "Two large dogs." });
        Assert.Empty(await Matches(second));
        await Correct(second, new { nhsNumber = "999 000 0018" });
        Assert.Equal([(first, "True")], await Matches(second));
        Assert.Equal(["False", "True"], (await app.As(TestApp.Clinician).Ask("/api/hub/referrals")).Each("", "hasMatches").Order());
        await Correct(second, new { name = "Edith Eldest" });
        Assert.Single(await Matches(second));
    }

    [Fact]
    public async Task What_is_withdrawn_while_it_is_triaged_is_not_found_afterwards()
    {
        var reference = await app.Refer();
        app.Ground.Tables.IsDown = table =>
        {
            if (table == "lookups")
            {
                app.Ground.Tables.IsDown = _ => false;
                Withdraw(reference);
            }
            return false;
        };
        await app.Get<TriageReferralStep>().Run(new Work(The.Read<Domain.Values.Reference>(reference), 1), default);
        Assert.DoesNotContain((await app.Ground.Rows("lookups")).Split('\n', StringSplitOptions.RemoveEmptyEntries), row => !row.StartsWith("lookups every-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_that_are_triaged_at_the_same_moment_find_each_other_at_least_one_way()
    {
        for (var round = 0; round < 10; round++)
        {
            var number = new[] { "9990000018", "9990000026" }[round % 2];
            var references = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => app.Refer(The.Form with { NhsNumber = number })));
            await app.Settle();
            var found = (await Matches(references[0])).Select(m => m.Other).Contains(references[1]) || (await Matches(references[1])).Select(m => m.Other).Contains(references[0]);
            Assert.True(found);
        }
    }

    [Fact]
    public async Task However_many_there_are_of_one_person_at_most_twenty_are_to_be_compared()
    {
        for (var i = 0; i < PersonIndex.MostMatches + 2; i++)
            await app.Refer();
        await app.Settle();
        Assert.Equal(PersonIndex.MostMatches, (await Matches(await Refer(The.Form))).Count);
    }

    [Fact]
    public async Task The_hub_sees_the_mark_on_its_board_decides_and_it_goes()
    {
        var hub = app.As(TestApp.Clinician);
        var first = await Refer(The.Form);
        var second = await Refer(The.Form);
        Assert.Equal([second], Marked(await hub.Ask("/api/hub/referrals")));
        Assert.DoesNotContain("\"hasMatches\":true", (await app.As(TestApp.Gp).Ask("/api/referrals")).Body, StringComparison.Ordinal);

        var decided = await hub.Tell($"/api/referrals/{second}/matches/{first}", new { same = true });
        Assert.Equal((200, first, 0), (decided.Status, decided["samePerson.0"], decided.Each("matches", "reference").Count));
        await app.Settle();
        Assert.Empty(Marked(await hub.Ask("/api/hub/referrals")));
        Assert.Equal(decided["version"], (await hub.Tell($"/api/referrals/{second}/matches/{first}", new { same = true }))["version"]);
        var otherwise = await hub.Tell($"/api/referrals/{second}/matches/{first}", new { same = false });
        Assert.Equal((200, first, "[]"), (otherwise.Status, otherwise["notSamePerson.0"], otherwise["samePerson"]));
        Assert.Equal(404, (await hub.Tell($"/api/referrals/{first}/matches/{second}", new { same = false })).AssertProblem().Status);

        static IEnumerable<string> Marked(Answer board) => board.Each("", "reference").Zip(board.Each("", "hasMatches")).Where(l => l.Second == "True").Select(l => l.First);
    }

    [Fact]
    public async Task Nobody_but_the_hub_is_told_which_other_referral_it_is()
    {
        var first = await Refer(The.Form, TestApp.Paramedic);
        var second = await Refer(The.Form);
        await app.As(TestApp.Clinician).Tell($"/api/referrals/{second}/matches/{first}", new { same = true });
        foreach (var person in new[] { TestApp.Gp, TestApp.RapidResponse })
        {
            Assert.DoesNotContain(first, (await app.As(person).Ask($"/api/referrals/{second}")).Body, StringComparison.Ordinal);
            Assert.DoesNotContain($"{first[..4]} {first[4..]}", (await app.As(person).Ask($"/api/referrals/{second}")).Body, StringComparison.Ordinal);
            Assert.DoesNotContain(first, (await app.As(person).Ask($"/api/referrals/{second}/explanation")).Body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("{}", 422)]
    [InlineData("{\"same\": null}", 422)]
    [InlineData("{\"same\": \"yes\"}", 400)]
    public async Task A_decision_that_says_neither_is_told_as_such(string body, int status)
    {
        var first = await Refer(The.Form);
        var answer = (await app.As(TestApp.Clinician).TellRaw($"/api/referrals/{await Refer(The.Form)}/matches/{first}", body)).AssertProblem();
        Assert.Equal((status, "same"), (answer.Status, Assert.Single(answer.Errors)));
    }

    private async Task<string> Refer(ReferralForm form, string by = TestApp.Gp)
    {
        var reference = await app.Refer(form, by);
        await app.Settle();
        return reference;
    }

    private async Task<IReadOnlyList<(string Other, string SameNhsNumber)>> Matches(string reference)
    {
        var told = await app.As(TestApp.Clinician).Ask($"/api/referrals/{reference}");
        return [.. told.Each("matches", "reference").Zip(told.Each("matches", "sameNhsNumber"))];
    }

    /// <summary>Withdraws it and brings the lists in line, all before it returns.</summary>
    private void Withdraw(string reference) => Task.Run(async () =>
    {
        Assert.Equal(200, (await app.As(TestApp.Gp).Tell($"/api/referrals/{reference}/withdraw", new { reason = "made-in-error" })).Status);
        await app.Get<UpdateListsStep>().Run(new Work(The.Read<Domain.Values.Reference>(reference), 2), default);
    }).Wait();

    private async Task Correct(string reference, object changes)
    {
        Assert.Equal(200, (await app.As(TestApp.Gp).Tell($"/api/referrals/{reference}/correct", new { reasonForChange = "Misheard", changes })).Status);
        await app.Settle();
    }
}
