using System.Text.RegularExpressions;

namespace SinglePointOfReferral.EndToEnd;

/// <summary>A referral on ten keys and by text, with no form filled in by anybody, and no script in any browser.</summary>
public sealed class KeypadJourneyTests
{
    private const string DutyPhone = "07700900101";

    [Fact]
    public async Task A_paramedic_refers_by_keypad_the_service_accepts_by_text_and_the_paramedic_sees_it()
    {
        var mode = Mode.Of("without JavaScript");
        await using var app = await TestApp.Start();
        await ReferredBefore(app);
        await using var paramedic = await mode.Sit(app.Address);
        await using var nurse = await mode.Sit(app.Address);

        await paramedic.SignIn(TestApp.Paramedic, "/local/phone");
        await paramedic.Send();
        var staff = Regex.Match(await paramedic.Text(), @"Staff number (\d{3}) (\d{3})");
        await Key(paramedic, staff.Groups[1].Value + staff.Groups[2].Value);
        await Key(paramedic, "4093#");
        await paramedic.Press("key", "1");
        await paramedic.Sees("Hang up and call 999");
        await paramedic.Press("key", "1");
        await Key(paramedic, "9990000018");
        await paramedic.Sees("Edith Example, born 9 March 1942");
        for (var menus = 0; menus < 8 && !(await paramedic.Text()).Contains("Referred. Reference", StringComparison.Ordinal); menus++)
            await paramedic.Press("key", "1");
        await paramedic.Sees("That is all.");
        var reference = string.Concat(Regex.Match(await paramedic.Text(), "Referred. Reference ([0-9 ,]+)").Groups[1].Value.Where(char.IsAsciiDigit));
        await paramedic.Press("do", "hang-up");
        await app.Settle();

        await nurse.SignIn(TestApp.RapidResponse, "/local/sms");
        await nurse.Sees($"{reference[..4]} {reference[4..]}");
        await nurse.Page.Locator($"#phone-{DutyPhone} [name=text]").FillAsync(" yes");
        await nurse.SendWith("from", DutyPhone);
        await app.Settle();

        await paramedic.Open("/referrals");
        await paramedic.Follow($"/referrals/{reference}");
        await paramedic.Sees("Referred by telephone keypad");
        await paramedic.Sees("Accepted by Rapid Response East");
    }

    /// <summary>The ambulance service has referred the person before, so that it need not say again who she is.</summary>
    private static async Task ReferredBefore(TestApp app)
    {
        var before = await app.Refer(The.Form, TestApp.Paramedic);
        await app.Settle();
        var withdrawn = await app.As(TestApp.Paramedic).Tell($"/api/referrals/{before}/withdraw", new { reason = "no-longer-needed" });
        Assert.True(withdrawn.Status == 200, withdrawn.Body);
        await app.Settle();
    }

    private static async Task Key(Hands caller, string keys)
    {
        await caller.Type("keys", keys);
        await caller.Press("do", "press");
    }
}
