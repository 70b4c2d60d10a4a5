using OpenTelemetry.Exporter;
using SinglePointOfReferral.App.Tests.Pages;
using SinglePointOfReferral.App.Tests.Telemetry;
using SinglePointOfReferral.App.Tests.Telephone;
using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.App.Tests.Conventions;

/// <summary>Marked words in everything that anybody can say of a person, at every door; then they are looked for wherever they must not be.</summary>
public sealed class CanaryTests
{
    private static readonly string[] Written =
    [
        "name", "address", "whatChanged", "whatMatters", "whereNow", "access", "keySafe", "household", "carer", "pets", "risks", "communication", "interpreter",
    ];

    private readonly HashSet<string> marks = ["9990000018", "999 000 0018", "9990000026", "999 000 0026", "1942-03-09", "9 March 1942", "SS1 3AJ", "SS13AJ"];

    /// <summary>What was said where nobody may be named.</summary>
    private readonly List<string> said = [];

    [Fact]
    public async Task After_a_journey_through_every_door_nobody_can_be_found_anywhere()
    {
        await using var collector = await Collector.Start();
        await using (var app = await TestApp.Start(with: s => s with { Telemetry = new(collector.Address, OtlpExportProtocol.HttpProtobuf) }))
        {
            await Refer(app);
            await Support(app, await app.Refer(Marked("api")));
            await Fail(app);
            said.AddRange([.. app.Logs, .. app.Ground.Queues.Sent.Select(s => s.Body), .. (await app.Texts()).Select(t => t.Body)]);
            foreach (var table in await app.Ground.Tables.Names())
            {
                await foreach (var row in app.Ground.Tables.Everything(table))
                    said.AddRange(row.Texts.Values.Prepend($"{row.Partition} {row.Key}"));
            }
        }
        said.AddRange([collector.All("traces"), collector.All("metrics"), collector.All("logs")]);
        Assert.True(marks.Count > 40 && said.Count > 500, $"{marks.Count} marks, {said.Count} texts.");
        Assert.All(said, text => Assert.DoesNotContain(marks, m => text.Contains(m, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>By page, by keypad, by a call handler, and by somebody who adds to what is there.</summary>
    private async Task Refer(TestApp app)
    {
        using var gp = await Browser.Of(app, TestApp.Gp);
        var form = await gp.Open("/refer");
        var boxes = Calls.Boxes(form, Mark("pagestory"));
        (boxes["name"], boxes["nhsNumber"], boxes["callBack"], boxes["postcode"]) = (Mark("pagename"), "999 000 0026", "07700 900 222", "SS1 3AJ");
        foreach (var field in Written.Skip(1).Where(f => f != "whatChanged"))
            boxes[field] = Mark("page" + field);
        var sent = await gp.Send("/refer", boxes, from: form);
        Assert.Equal(302, sent.Status);
        said.Add(sent.Location!);
        await app.Settle();

        var phone = new Phone(app, "+447700900201");
        await phone.SignIn(TestApp.Paramedic);
        await phone.Press("1", "1", "9990000018", "1", "1", "0");
        await phone.HubRang("no-answer");

        await Calls.Keyed(app);
        using var hub = await Browser.Of(app, TestApp.Clinician);
        var taken = await hub.Open("/refer?call=CA1");
        var told = await hub.Send("/refer", Calls.Boxes(taken, Mark("callstory")), from: taken);
        Assert.Equal(302, told.Status);
        said.Add(told.Location!);
        await app.Settle();
    }

    /// <summary>All that is written along the way, and who looks.</summary>
    private async Task Support(TestApp app, string reference)
    {
        await app.Settle();
        var (gp, nurse, hub, paramedic) = (app.As(TestApp.Gp), app.As(TestApp.RapidResponse), app.As(TestApp.Clinician), app.As(TestApp.Paramedic));
        var (at, strand) = ($"/api/referrals/{reference}", $"/api/referrals/{reference}/strands/1");
        foreach (var (who, path, body) in new (HttpClient, string, object)[]
                 {
                     (paramedic, $"{at}/additions", Marked("add")), (paramedic, $"{at}/break-glass", new { reason = "other", words = Mark("glasswords") }),
                     (gp, $"{at}/messages", new { text = Mark("message"), answerWanted = true }), (nurse, $"{strand}/accept", new { }),
                     (gp, $"{at}/correct", new { reasonForChange = Mark("whycorrected"), changes = new { name = Mark("correctedname") } }),
                     (nurse, $"{strand}/attempts", new { reason = "other", note = Mark("attemptnote") }), (nurse, $"{strand}/visit", new { note = Mark("visitnote") }),
                     (nurse, $"{strand}/goals", new { goals = new[] { new { words = Mark("goalwords"), score = 3 } } }), (nurse, $"{strand}/reviews", new { note = Mark("reviewnote") }),
                     (hub, $"{at}/owner", new { person = TestApp.Clinician }), (hub, "/api/hub/find", new { nhsNumber = "999 000 0018" }), (hub, "/api/hub/find", new { name = Mark("searchname") }),
                     (hub, "/api/objections", new { nhsNumber = "999 000 0026", wish = "objects", why = Mark("objectionwhy"), takenBy = Mark("objectiontaker") }),
                     (app.As(TestApp.Administrator), "/api/people/ben-tully", new { name = Mark("staffname"), organisation = "POL01", roles = new[] { "referrer" } }),
                     (nurse, $"{strand}/close", new { outcome = "same-support", note = Mark("closenote"), scores = new[] { 7 } }),
                 })
        {
            var answer = await who.Tell(path, body);
            Assert.True(answer.Status is >= 200 and < 300, $"{path}: {answer.Status} {answer.Body}");
            await app.Settle();
        }
        Assert.Equal(200, (await paramedic.Ask(at)).Status);
        await new TextsIn(app).Text(TextsIn.East, $"N 6 {Mark("textword")}");
    }

    /// <summary>What is wrong, is nowhere, or cannot be done: neither an error nor a message that fails says more.</summary>
    private async Task Fail(TestApp app)
    {
        var gp = app.As(TestApp.Gp);
        said.Add((await gp.TellRaw("/api/referrals", $"{{\"name\": \"{Mark("brokenbody")}")).Body);
        said.Add((await gp.Tell("/api/referrals", Marked("refused") with { DateOfBirth = Mark("wrongdate"), NhsNumber = Mark("wrongnumber"), Postcode = Mark("wrongpostcode") })).Body);
        said.Add((await gp.Ask($"/api/referrals/{Mark("inaddress")}")).Body);
        await gp.Ask($"/referrals?name={Mark("inquery")}");
        app.Ground.Tables.IsDown = table => table is "lists" or "optouts";
        await app.Refer(Marked("poison") with { NhsNumber = null });
        said.Add((await app.As(TestApp.Clinician).Ask("/hub")).Body);
        await app.Settle();
        app.Ground.Tables.IsDown = _ => false;
    }

    private ReferralForm Marked(string door) => Written.Aggregate(The.Form with { Postcode = "SS1 3AJ" }, (form, field) => ReferralForm.Fields[field].With(form, Mark(door + field)));

    private string Mark(string what)
    {
        var mark = "zq" + what;
        marks.Add(mark);
        return mark;
    }
}
