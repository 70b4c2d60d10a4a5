using SinglePointOfReferral.App.Telephone;
using SinglePointOfReferral.Domain.Values;
using static SinglePointOfReferral.App.Tests.Telephone.TextsIn;

namespace SinglePointOfReferral.App.Tests.Telephone;

/// <summary>What nobody needs after a day or two goes.</summary>
public sealed class ForgetDaysTests
{
    private static readonly string[] All = ["heard", "strangers", "tries", "nobody", "replies", "callers"];

    [Fact]
    public async Task What_is_of_the_day_before_yesterday_is_forgotten_even_after_an_outage()
    {
        await using var app = await TestApp.Start(locality: Counted.TheWard);
        await app.Get<ForgetDays>().Run(default);
        await LeaveSome(app);
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.Get<ForgetDays>().Run(default);
        foreach (var table in All[..^1])
            Assert.NotEqual("", await app.Ground.Rows(table));

        app.Clock.Advance(TimeSpan.FromDays(40));
        await LeaveSome(app);
        await app.Get<ForgetDays>().Run(default);
        foreach (var table in All)
            Assert.Equal((table, 1), (table, (await app.Ground.Rows(table)).Split('\n').Select(row => row.Split(' ')[1]).Distinct().Count()));
        var trips = app.Ground.Trips;
        await app.Get<ForgetDays>().Run(default);
        Assert.Equal(trips, app.Ground.Trips);
    }

    private static async Task LeaveSome(TestApp app)
    {
        var texts = new TextsIn(app);
        await texts.Text(East, "HELP", Guid.NewGuid().ToString("N"));
        await texts.Text(Unknown, "Hello");
        await app.Get<Local.KeptReplies>().Keep(The.Read<PhoneNumber>(East), "Hello", null, default);
        var phone = new Phone(app, "+447700900201");
        await phone.Dial();
        await phone.Press("123456", "0000");
        await app.Get<RememberedCallers>().Remember(The.Read<PhoneNumber>("+447700900201"), "123456", "", default);
        var wrong = new Phone(app, "anonymous");
        await wrong.Dial();
        await wrong.Press("123456", "0000");
    }
}
