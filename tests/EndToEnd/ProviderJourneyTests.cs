namespace SinglePointOfReferral.EndToEnd;

/// <summary>A provider that asks, declines and closes for new referrals, in each way in which pages are used.</summary>
public sealed class ProviderJourneyTests
{
    [Theory]
    [MemberData(nameof(Mode.Names), MemberType = typeof(Mode))]
    public async Task A_question_is_asked_and_answered_and_the_referral_declined_from_the_worklist_moves_on(string way)
    {
        await using var app = await TestApp.Start();
        var reference = await app.Refer();
        await app.Settle();
        await using var nurse = await Mode.Of(way).Sit(app.Address);
        await using var gp = await Mode.Of(way).Sit(app.Address);

        await nurse.SignIn(TestApp.RapidResponse, "/worklist");
        await nurse.Follow($"/referrals/{reference}");
        await nurse.Follow($"/referrals/{reference}/message");
        await nurse.Type("text", "Is there a step at the door?");
        await nurse.Choose("answerWanted", "yes");
        await nurse.Send();
        await nurse.Sees("Is there a step at the door?");
        await app.Settle();

        await gp.SignIn(TestApp.Gp, "/referrals");
        await gp.Follow($"/referrals/{reference}");
        await gp.Follow((await gp.Page.Locator("main a[href*='/message?to=']").GetAttributeAsync("href"))!);
        await gp.Type("text", "One, with a rail.");
        await gp.Send();
        await app.Settle();
        await nurse.Follow($"/referrals/{reference}");
        await nurse.Sees("One, with a rail.");

        await nurse.Open("/worklist");
        await nurse.Select("reason", "no-capacity");
        await nurse.Send($"/referrals/{reference}/1/decline");
        await nurse.Sees("Declined by Rapid Response East");
        await app.Settle();
        await nurse.Open("/worklist");
        await nurse.Sees("Nothing is on offer");
        await gp.Follow($"/referrals/{reference}");
        await gp.Sees("Declined by Rapid Response East");
        await gp.Sees("With the hub");

        await nurse.Open("/capacity");
        await nurse.Type("number-catheter-care", "12");
        await nurse.SendWith("number-catheter-care");
        await nurse.Sees("has 12 places");
        await nurse.Unfold("reason-rapid-response-east");
        await nurse.Choose("reason-rapid-response-east", "staff-ill");
        await nurse.Type("time-rapid-response-east", "18:00");
        await nurse.SendWith("time-rapid-response-east");
        await nurse.Sees("is closed to new referrals until 18:00 today");
        await nurse.SendWith("do", "open");
        await nurse.Sees("takes new referrals");
    }
}
