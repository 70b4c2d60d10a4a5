using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Tests.Storage;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Tests.Journeys;

/// <summary>What is said twice, or by many at once, happens once.</summary>
public abstract class RepeatedRequests(Ground ground) : IAsyncLifetime
{
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start(ground);

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await ground.DisposeAsync();
    }

    [Fact]
    public async Task The_same_request_twice_is_one_referral_and_one_text()
    {
        var first = await Submit("request-1");
        var second = await Submit("request-1");
        await app.Settle();
        var third = await Submit("request-1", The.Form with { NhsNumber = "9990000018", Postcode = "ss12ab" });
        await app.Settle();

        Assert.Equal([201, 200, 200], new[] { first, second, third }.Select(a => a.Status));
        Assert.Equal(first["reference"], second["reference"]);
        Assert.Equal(first["reference"], third["reference"]);
        Assert.Single((await app.As(TestApp.Gp).Ask("/api/referrals")).Each("", "reference"));
        Assert.Single(await app.Texts());
    }

    [Fact]
    public async Task The_same_key_with_other_words_is_refused_and_with_another_person_s_hands_is_another_referral()
    {
        var first = await Submit("request-1");
        var other = await Submit("request-1", The.Form with { WhatChanged = "Something else." });
        var another = await Submit("request-1", by: TestApp.Paramedic);

        Assert.Equal(409, other.AssertProblem().Status);
        Assert.Equal(201, another.Status);
        Assert.NotEqual(first["reference"], another["reference"]);
    }

    [Fact]
    public async Task A_reference_that_another_request_has_is_passed_over_for_the_next_and_found_again()
    {
        var key = app.Get<DeploymentKey>().Bytes;
        var (taken, next) = (Reference.Derive(key, TestApp.Gp, "request-1", 0), Reference.Derive(key, TestApp.Gp, "request-1", 1));
        await ground.Tables.Commit(
            ReferralJournal.Table, taken.Text, [Write.Insert("head", new Dictionary<string, string> { ["caller"] = "somebody else's", ["version"] = "1" })]);

        var first = await Submit("request-1");
        var second = await Submit("request-1");

        Assert.Equal((201, next.Text), (first.Status, first["reference"]));
        Assert.Equal((200, next.Text), (second.Status, second["reference"]));
    }

    [Fact]
    public async Task Twenty_at_once_with_one_key_are_one_referral()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Submit("request-1")));
        await app.Settle();

        Assert.Single(answers, a => a.Status == 201);
        Assert.Equal(19, answers.Count(a => a.Status == 200));
        Assert.Single(answers.Select(a => a["reference"]).Distinct());
        Assert.Single((await app.As(TestApp.Clinician).Ask("/api/hub/referrals")).Each("", "reference"));
        Assert.Single(await app.Texts());
    }

    [Fact]
    public async Task Ten_at_once_who_accept_are_one_acceptance()
    {
        var reference = await app.Refer();
        await app.Settle();
        var nurse = app.As(TestApp.RapidResponse);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => nurse.Tell($"/api/referrals/{reference}/strands/1/accept")));
        await app.Settle();

        Assert.All(answers, a => Assert.Equal(200, a.Status));
        Assert.Single((await nurse.Ask($"/api/referrals/{reference}")).Each("history", "type"), "strand-accepted");
        Assert.Equal(2, (await app.Texts()).Count);
    }

    private Task<Answer> Submit(string key, object? form = null, string by = TestApp.Gp) =>
        app.As(by).Tell("/api/referrals", form ?? The.Form, ("Idempotency-Key", key));
}

public sealed class EmbeddedRepeatedRequests() : RepeatedRequests(Ground.Embedded());

[Collection(AzuriteTests.Name)]
public sealed class AzuriteRepeatedRequests(AzuriteFixture azurite) : RepeatedRequests(Ground.Emulated(azurite));
