namespace SinglePointOfReferral.App.Tests.Journeys;

/// <summary>The referrer, the provider and the hub write to each other about a referral.</summary>
public sealed class Conversations : IAsyncLifetime
{
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_provider_asks_the_referrer_is_texted_and_answers_and_the_mark_goes()
    {
        var (gp, nurse, hub) = (app.As(TestApp.Gp), app.As(TestApp.RapidResponse), app.As(TestApp.Clinician));
        var reference = await Offered();
        var asked = await nurse.Tell($"/api/referrals/{reference}/messages", new { text = "Is there a key safe?", answerWanted = true });
        Assert.Equal(("Is there a key safe?", "False", "True"), (asked["messages.0.text"], asked["messages.0.isAnswered"], asked["messages.0.answerWanted"]));
        await app.Settle();
        Assert.Contains((The.Details.CallBack.Text, $"Referral {Spaced(reference)}: you are asked a question. Sign in to answer it."), await app.Texts());
        Assert.Equal("True", (await gp.Ask("/api/referrals"))["0.hasQuestion"]);
        Assert.Equal("False", (await hub.Ask("/api/hub/referrals"))["0.hasQuestion"]);
        Assert.Equal("False", (await nurse.Ask("/api/worklist"))["0.hasQuestion"]);

        var answered = await gp.Tell($"/api/referrals/{reference}/messages", new { text = "By the door.", inAnswerTo = int.Parse(asked["messages.0.number"]) });
        Assert.Equal(("True", asked["messages.0.number"]), (answered["messages.0.isAnswered"], answered["messages.1.inAnswerTo"]));
        await app.Settle();
        Assert.Contains(await app.Texts(), t => t.Body == $"Referral {Spaced(reference)}: there is a message for you. Sign in to read it." && t.To != The.Details.CallBack.Text);
        Assert.Equal("False", (await gp.Ask("/api/referrals"))["0.hasQuestion"]);
        Assert.Equal("False", (await hub.Ask("/api/hub/referrals"))["0.hasQuestion"]);
    }

    [Fact]
    public async Task What_the_referrer_asks_is_marked_on_the_worklist_of_the_service_that_has_it()
    {
        var reference = await Offered();
        await app.As(TestApp.Gp).Tell($"/api/referrals/{reference}/messages", new { text = "When will you come?", answerWanted = true });
        await app.Settle();
        Assert.Equal("True", (await app.As(TestApp.RapidResponse).Ask("/api/worklist"))["0.hasQuestion"]);
        Assert.Equal("False", (await app.As(TestApp.Gp).Ask("/api/referrals"))["0.hasQuestion"]);
    }

    [Fact]
    public async Task The_hub_asks_the_service_that_has_it_which_is_texted_and_the_answer_comes_back_to_the_hub()
    {
        var (nurse, hub) = (app.As(TestApp.RapidResponse), app.As(TestApp.Clinician));
        var reference = await Offered();
        var asked = await hub.Tell($"/api/referrals/{reference}/messages", new { text = "Can you take her?", answerWanted = true, to = "service" });
        Assert.Equal("service", asked["messages.0.to"]);
        await app.Settle();
        Assert.DoesNotContain(await app.Texts(), t => t.To == The.Details.CallBack.Text && t.Body.Contains("question", StringComparison.Ordinal));
        Assert.Contains(await app.Texts(), t => t.Body == $"Referral {Spaced(reference)}: you are asked a question. Sign in to answer it.");
        Assert.Equal("True", (await nurse.Ask("/api/worklist"))["0.hasQuestion"]);
        Assert.Equal("False", (await app.As(TestApp.Gp).Ask("/api/referrals"))["0.hasQuestion"]);
        var answered = await nurse.Tell($"/api/referrals/{reference}/messages", new { text = "Yes.", inAnswerTo = int.Parse(asked["messages.0.number"]) });
        Assert.Equal("hub", answered["messages.1.to"]);
    }

    [Fact]
    public async Task What_is_asked_while_no_service_has_it_is_asked_of_the_hub()
    {
        var reference = await app.Refer();
        await app.As(TestApp.Gp).Tell($"/api/referrals/{reference}/messages", new { text = "Is it urgent enough?", answerWanted = true });
        await app.Settle();
        Assert.Equal("True", (await app.As(TestApp.Clinician).Ask("/api/hub/referrals"))["0.hasQuestion"]);
        Assert.Equal(["to"], (await app.As(TestApp.Clinician).Tell($"/api/referrals/{reference}/messages", new { text = "Hello", to = "everybody" })).AssertProblem().Errors);
    }

    [Fact]
    public async Task Nobody_without_a_part_in_it_can_write_and_nothing_empty_or_too_long_is_taken()
    {
        var reference = await Offered();
        var address = $"/api/referrals/{reference}/messages";
        foreach (var stranger in new[] { TestApp.Reablement, TestApp.Paramedic, TestApp.Commissioner })
            Assert.Equal(403, (await app.As(stranger).Tell(address, new { text = "Hello" })).AssertProblem().Status);
        var gp = app.As(TestApp.Gp);
        Assert.Equal("message-missing", (await gp.Tell(address, new { text = "  " })).AssertProblem()["refusal"]);
        Assert.Equal(["text"], (await gp.Tell(address, new { text = new string('a', 2001) })).AssertProblem().Errors);
        Assert.Equal(404, (await gp.Tell(address, new { text = "Yes.", inAnswerTo = 1 })).AssertProblem().Status);
        await gp.Tell($"/api/referrals/{reference}/withdraw", new { reason = "made-in-error" });
        Assert.Equal("no-more-messages", (await gp.Tell(address, new { text = "Yes." })).AssertProblem()["refusal"]);
    }

    [Fact]
    public async Task The_same_request_twice_is_one_message()
    {
        var reference = await Offered();
        var gp = app.As(TestApp.Gp);
        for (var i = 0; i < 2; i++)
        {
            await gp.Tell($"/api/referrals/{reference}/messages", new { text = "Thank you." }, ("Idempotency-Key", "thanks"));
            await gp.Tell($"/api/referrals/{reference}/messages", new { text = "Come soon." }, ("Idempotency-Key", "soon"));
        }
        Assert.Equal(["Thank you.", "Come soon."], (await gp.Ask($"/api/referrals/{reference}")).Each("messages", "text"));
    }

    private static string Spaced(string reference) => $"{reference[..4]} {reference[4..]}";

    private async Task<string> Offered()
    {
        var reference = await app.Refer();
        await app.Settle();
        return reference;
    }
}
