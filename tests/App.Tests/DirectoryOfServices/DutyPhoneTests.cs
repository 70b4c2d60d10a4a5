using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Tests.Pages;

namespace SinglePointOfReferral.App.Tests.DirectoryOfServices;

/// <summary>Duty phones that were set by hand.</summary>
public sealed class DutyPhoneTests : IAsyncLifetime
{
    private const string East = "rapid-response-east";
    private const string New = "+447700900987";
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task An_offer_goes_to_the_number_that_was_set_and_is_answered_from_it()
    {
        var before = app.Get<LocalityInForce>().Now.Service(East)!.DutyPhone;
        Assert.Equal(200, (await Set("07700 900 987")).Status);
        var reference = await app.Refer();
        await app.Settle();
        var offer = Assert.Single(await app.Texts(), t => t.Body.Contains(reference[..4], StringComparison.Ordinal));
        Assert.Equal(New, offer.To);
        Assert.DoesNotContain(app.Get<LocalityInForce>().Now.WithDutyPhone(before), s => s.Id == East);
        Assert.Equal("duty-phones", Assert.Single(await app.Ground.Audited(), a => a["about"] == $"service-{East}")["why"]);
    }

    [Fact]
    public async Task A_version_that_is_published_leaves_it_as_it_is_until_the_directorys_number_is_wanted()
    {
        await Set("07700 900 987", "07700 900 988");
        var inForce = app.Get<LocalityInForce>();
        inForce.Replace(inForce.Published with { Version = "later" }, app.Clock.GetUtcNow());
        Assert.Equal(("later", New, 2), (inForce.Now.Version, inForce.Now.Service(East)!.DutyPhone.Text, inForce.Now.Service(East)!.DutyPhones.Count()));
        var view = (await app.As(TestApp.Administrator).Ask("/api/duty-phones")).Json.EnumerateArray().Single(s => s.GetProperty("service").GetString() == East);
        Assert.Equal((New, inForce.Published.Service(East)!.DutyPhone.Text), (view.GetProperty("numbers")[0].GetString(), view.GetProperty("inDirectory")[0].GetString()));
        Assert.Equal(200, (await Set()).Status);
        Assert.Equal(inForce.Published.Service(East)!.DutyPhone, inForce.Now.Service(East)!.DutyPhone);
    }

    [Fact]
    public async Task Another_instance_goes_by_it_after_its_next_look()
    {
        await using var second = await TestApp.Start(app.Ground);
        await Set("07700 900 987");
        Assert.NotEqual(New, second.Get<LocalityInForce>().Now.Service(East)!.DutyPhone.Text);
        await second.Get<FollowPublished>().Look();
        Assert.Equal(New, second.Get<LocalityInForce>().Now.Service(East)!.DutyPhone.Text);
    }

    [Theory]
    [InlineData("01632 960 100")]
    [InlineData("nobody")]
    [InlineData("07700900001,07700900002,07700900003,07700900004,07700900005,07700900006")]
    public async Task What_is_no_mobile_or_too_many_is_refused(string numbers) => Assert.Equal(["numbers"], (await Set(numbers.Split(','))).Errors);

    [Fact]
    public async Task The_page_shows_both_numbers_keeps_what_was_typed_and_takes_the_directorys_again()
    {
        using var admin = await Browser.Of(app, TestApp.Administrator);
        var wrong = await admin.Send("/duty-phones", new() { ["service"] = East, ["numbers"] = "12" });
        Assert.Equal((422, ChangeDutyPhones.AskNumbers), (wrong.Status, wrong.Error("numbers")));
        Assert.Contains("12</textarea>", wrong.Html, StringComparison.Ordinal);
        var set = await admin.Send("/duty-phones", new() { ["service"] = East, ["numbers"] = "07700 900 987\n07700 900 988" });
        Assert.Equal(302, set.Status);
        var page = await admin.Open(set.Location!);
        Assert.Contains("is texted at 07700 900 987, 07700 900 988 from now on", page.Text, StringComparison.Ordinal);
        Assert.Contains("Set by Imran Shah", page.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await admin.Send("/duty-phones", new() { ["service"] = East, ["do"] = "directory" })).Status);
        Assert.DoesNotContain("07700 900 987", (await admin.Open("/duty-phones")).Text, StringComparison.Ordinal);
        Assert.Equal(["service", "numbers"], (await admin.Send("/duty-phones", new() { ["service"] = "gone" })).Summary);
    }

    private Task<Answer> Set(params string[] numbers) => app.As(TestApp.Administrator).Tell($"/api/services/{East}/duty-phones", new { numbers });
}
