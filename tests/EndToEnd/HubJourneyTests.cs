namespace SinglePointOfReferral.EndToEnd;

/// <summary>A shift at the hub, in each way in which pages are used.</summary>
public sealed class HubJourneyTests
{
    [Theory]
    [MemberData(nameof(Mode.Names), MemberType = typeof(Mode))]
    public async Task A_referral_is_taken_decided_otherwise_answered_by_telephone_and_handed_over_at_the_end_of_the_shift(string way)
    {
        await using var app = await TestApp.Start();
        var reference = await app.Refer();
        await app.Settle();
        await using var hub = await Mode.Of(way).Sit(app.Address);

        await hub.SignIn(TestApp.Clinician, "/hub");
        await hub.Send($"/referrals/{reference}/take");
        await hub.Sees("is yours");

        await hub.Follow($"/referrals/{reference}");
        await hub.Follow($"/referrals/{reference}/1/override");
        await hub.Choose("pathway", "reablement");
        await hub.Choose("urgency", "two-days");
        await hub.Type("reason", "Not a crisis.");
        await hub.Send();
        await hub.Sees("Decided otherwise");
        await app.Settle();

        await hub.Follow($"/referrals/{reference}");
        await hub.Follow($"/referrals/{reference}/1/answer");
        await hub.Type("toldBy", "Owen");
        await hub.Choose("answer", "accepted");
        await hub.Send();
        await hub.Sees("Accepted by Reablement at Home");
        await app.Settle();

        await hub.Open("/hub/handover");
        await hub.Sees("You own 1 open referral");
        await hub.Choose("person", "team");
        await hub.Send();
        await hub.Sees("1 referral is with the hub team now");
        await app.Settle();
        await hub.Open("/hub/handover");
        await hub.Sees("No open referral is yours");
    }

    [Theory]
    [MemberData(nameof(Mode.Names), MemberType = typeof(Mode))]
    public async Task A_call_is_taken_down_in_part_completed_by_ringing_back_and_merged_with_what_was_there(string way)
    {
        await using var app = await TestApp.Start();
        var first = await app.Refer();
        await app.Settle();
        await using var hub = await Mode.Of(way).Sit(app.Address);

        await hub.SignIn(TestApp.Clinician, "/refer");
        await hub.Type("onBehalfOf", "Estuary View Surgery");
        await hub.Type("referrerName", "Dr Amara Okafor");
        await hub.Type("whatChanged", "Fell this");
        await hub.Type("callBack", "07700 900201");
        await hub.Send("/refer?handler=incomplete");
        await hub.Sees("Referral received");
        var reference = new Uri(hub.Page.Url).Segments[^1];
        await app.Settle();

        await hub.Open("/hub");
        await hub.Sees("Ring the referrer back for the rest");
        await hub.Follow($"/referrals/{reference}");
        await hub.Follow($"/referrals/{reference}/correct");
        await hub.Type("name", "Edith Example");
        await hub.Type("dateOfBirth-day", "9");
        await hub.Type("dateOfBirth-month", "3");
        await hub.Type("dateOfBirth-year", "1942");
        await hub.Type("nhsNumber", "999 000 0018");
        await hub.Type("postcode", "SS1 2AB");
        await hub.Choose("reason", "fall");
        await hub.Choose("howSoon", "two-hours");
        await hub.Choose("purpose", "prevent-admission");
        await hub.Send();
        await hub.Sees("Completed: ");
        await app.Settle();

        await hub.Follow($"/referrals/{reference}");
        await hub.Sees("may be of the same person");
        await hub.Press("same", "yes");
        await hub.Follow($"/referrals/{reference}/merge/{first}");
        await hub.Choose("keep", first);
        await hub.Send();
        await app.Settle();
        await hub.Open("/hub");
        var board = await hub.Page.ContentAsync();
        Assert.Contains(first, board, StringComparison.Ordinal);
        Assert.DoesNotContain(reference, board, StringComparison.Ordinal);
    }
}
