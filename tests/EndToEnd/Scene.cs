using System.Text.RegularExpressions;
using SinglePointOfReferral.App;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Clocks;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Hosting;
using SinglePointOfReferral.App.Identity;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Telephone;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Notifications;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.EndToEnd;

/// <summary>The app with what pages are shown about, which no test changes.</summary>
public sealed class Scene
{
    private const string LongWord = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch";
    private static readonly Lazy<Task<Scene>> EmptyScene = new(() => Start(_ => Task.CompletedTask));
    private static readonly Lazy<Task<Scene>> FullScene = new(() => Start(scene => scene.Fill()));
    private static readonly Lazy<Task<Scene>> LateScene = new(() => Start(async scene =>
    {
        await scene.Fill();
        scene.App.Clock.Advance(TimeSpan.FromDays(3));
        var late = new Work(Reference.Read(scene.references["accepted"]).Value!, 1);
        await scene.App.Ground.Queues.Send(QueueNames.WatchClocks, late.ToMessage());
    }));

    private static readonly Lazy<Task<Scene>> CrowdedScene = new(() => Start(scene => scene.Crowd()));

    private readonly Dictionary<string, string> references = [];

    private Scene(TestApp app) => App = app;

    public TestApp App { get; }

    /// <summary>The references by what they stand for: offered, accepted, visited and so on.</summary>
    public IReadOnlyDictionary<string, string> References => references;

    /// <summary>Nobody has referred anybody.</summary>
    public static Task<Scene> Empty => EmptyScene.Value;

    /// <summary>A referral in each state.</summary>
    public static Task<Scene> Full => FullScene.Value;

    /// <summary>The same three days later, with nothing done since.</summary>
    public static Task<Scene> Late => LateScene.Value;

    /// <summary>As many as a busy town has open at once.</summary>
    public static Task<Scene> Crowded => CrowdedScene.Value;

    /// <summary>An address in which {offered} and its like stand for references.</summary>
    public string Address(string path) => new Uri(App.Address, Regex.Replace(path, "{([a-z-]+)}", m => references[m.Groups[1].Value])).AbsoluteUri;

    private static async Task<Scene> Start(Func<Scene, Task> fill)
    {
        var scene = new Scene(await TestApp.Start());
        await fill(scene);
        await scene.App.Settle();
        return scene;
    }

    private async Task Fill()
    {
        var (nurse, gp) = (App.As(TestApp.RapidResponse), App.As(TestApp.Gp));
        await FollowedUp(nurse);
        foreach (var name in new[] { "offered", "accepted", "visited", "closed", "withdrawn", "with-hub" })
            await Refer(name, The.Form with { Name = $"Edith {name}", NhsNumber = null });
        await Refer("emergency", The.Form with { Name = "Edith Red", NhsNumber = null, RedFlags = "chest-pain" });
        await Refer("long", The.Form with { Name = $"{LongWord} Jones", NhsNumber = null, WhatChanged = $"{LongWord}{LongWord}{LongWord}", Address = LongWord + LongWord });
        await Refer("lonely", The.Form with { Name = "Edith Alone", NhsNumber = null, Reason = "loneliness", HowSoon = "routine" });
        await Refer("first", The.Form);
        await Refer("matched", The.Form, TestApp.Paramedic);
        foreach (var name in new[] { "accepted", "visited", "closed" })
            await Tell(nurse, $"/api/referrals/{references[name]}/strands/1/accept");
        foreach (var name in new[] { "visited", "closed" })
            await Tell(nurse, $"/api/referrals/{references[name]}/strands/1/visit", new { note = "Bruised." });
        await Tell(nurse, $"/api/referrals/{references["closed"]}/strands/1/close", new { outcome = "no-ongoing-support" });
        await Tell(nurse, $"/api/referrals/{references["with-hub"]}/strands/1/decline", new { reason = "other", note = "Not ours." });
        await Tell(gp, $"/api/referrals/{references["withdrawn"]}/withdraw", new { reason = "no-longer-needed" });
        await Talk(gp, nurse);
        await Support(nurse);
        await PutThrough();
        await NotReached();
        await LockedOut();
        await Listed();
        await AtHub(App.As(TestApp.Clinician));
        await Tell(App.As(TestApp.Paramedic), $"/api/referrals/{references["accepted"]}/break-glass", new { reason = "person-is-with-me", words = "She is on the floor." });
        await App.Get<FailedMessages>().Keep(QueueNames.TriageReferral, "00000000", default);
        await App.Get<FailedMessages>().Record(new Delivery(QueueNames.SendMessage, "11111111", 1), "The store did not answer", canHeal: true, default);
    }

    /// <summary>Somebody who was supported three weeks ago, and is to be asked after.</summary>
    private async Task FollowedUp(HttpClient nurse)
    {
        await Refer("followed", The.Form with { Name = "Edith Followed", NhsNumber = null });
        var strand = $"/api/referrals/{references["followed"]}/strands/1";
        foreach (var act in new[] { "accept", "visit" })
            await Tell(nurse, $"{strand}/{act}");
        await Tell(nurse, $"{strand}/close", new { outcome = "reduced-support", admissionAvoided = true, hoursBefore = 10, hoursAfter = 3.5 });
        await App.Settle();
        App.Clock.Advance(TimeSpan.FromDays(20));
        await App.Get<CheckClocks>().Run(default);
        await App.Settle();
    }

    /// <summary>A question that waits, and one that was answered.</summary>
    private async Task Talk(HttpClient gp, HttpClient nurse)
    {
        await Refer("asked", The.Form with { Name = "Edith Asked", NhsNumber = null });
        var messages = $"/api/referrals/{references["asked"]}/messages";
        await Tell(nurse, messages, new { text = "Is there a step at the door?", answerWanted = true });
        var number = (await nurse.Ask($"/api/referrals/{references["asked"]}")).Each("messages", "number")[0];
        await Tell(gp, messages, new { text = "One, with a rail.", inAnswerTo = int.Parse(number) });
        await Tell(nurse, messages, new { text = "And who has the key?", answerWanted = true });
    }

    /// <summary>Somebody who was not in at first, and somebody in support with goals and a review.</summary>
    private async Task Support(HttpClient nurse)
    {
        foreach (var name in new[] { "not-in", "supported" })
        {
            await Refer(name, The.Form with { Name = $"Edith {name}", NhsNumber = null });
            await Tell(nurse, $"/api/referrals/{references[name]}/strands/1/accept");
        }
        await Tell(nurse, $"/api/referrals/{references["not-in"]}/strands/1/attempts", new { reason = "nobody-answered", note = "Rang the daughter." });
        var strand = $"/api/referrals/{references["supported"]}/strands/1";
        await Tell(nurse, strand + "/visit");
        await Tell(nurse, strand + "/goals", new { goals = new[] { new { words = "To walk to the shop on my own", score = 3 }, new { words = "To cook again", score = 5 } } });
        await Tell(nurse, strand + "/reviews", new { note = "She walks to the gate.", scores = new[] { 5, 5 } });
    }

    /// <summary>A paramedic who keyed most of a referral, a nurse who asked after one, and somebody who keyed nothing.</summary>
    private async Task PutThrough()
    {
        var keyed = new ReferralForm { NhsNumber = "999 000 0018", DateOfBirth = "1942-03-09", Reason = "fall", HowSoon = "two-hours", SafeToWait = "no", Residence = "own-home" };
        var (now, board) = (App.Clock.GetUtcNow(), App.Get<HubCalls>());
        await board.Put(new("CA1", now, "Tom Bright", OdsCode.Read("RYC01").Value, PhoneNumber.Read("07700 900801").Value, keyed, null), default);
        await board.Put(new("CA2", now, "Grace Lindqvist", OdsCode.Read("RRT01").Value, PhoneNumber.Read("07700 900806").Value, null, Reference.Read(references["accepted"]).Value), default);
        await board.Put(new("CA3", now, null, null, null, null, null), default);
    }

    /// <summary>An offer that no text and no call has brought to the service.</summary>
    private async Task NotReached()
    {
        await Refer("not-reached", The.Form with { Name = "Edith Unheard", NhsNumber = null, Reason = "loneliness", HowSoon = "routine" });
        var journal = App.Get<ReferralJournal>();
        var stored = await journal.Load(Reference.Read(references["not-reached"]).Value!, default);
        var offer = stored!.Referral.Strand(1)!.Current!.FactNumber;
        await journal.Change(stored, r => ReportNotReached.Decide(r, offer, App.Clock.GetUtcNow()), Actor.System, null, default);
    }

    /// <summary>The social worker has keyed five wrong PINs.</summary>
    private async Task LockedOut()
    {
        var numbers = App.Get<StaffNumbers>();
        var worker = App.Get<IReadOnlyList<DemonstrationPerson>>().Single(p => p.Id == "dev-patel").ToPrincipal();
        var number = await numbers.SetPin(worker, "7391", default);
        for (var tries = 0; tries < StaffNumbers.MostTries; tries++)
            await numbers.Check(number, "1111", default);
    }

    /// <summary>Somebody who waits to be let in, one who was turned down, one whose roles were changed, one who has left, and a duty phone that
    /// was set by hand.</summary>
    private async Task Listed()
    {
        var (admin, waiting) = (App.As(TestApp.Administrator), App.Get<Waiting>());
        await waiting.Note(new("new-nurse", "", "Maya Torres", "maya.torres@example.nhs.uk", false, new HashSet<Role>()), default);
        await waiting.Note(new("turned-down", "", "Al Grey", "al.grey@example.com", false, new HashSet<Role>()), default);
        Assert.Equal(204, (await admin.Tell("/api/people/turned-down/turn-down")).Status);
        await Tell(admin, "/api/people/kit-walker", new { organisation = "SPR01", roles = new[] { "hub", "referrer" } });
        await Tell(admin, "/api/people/ben-tully/leave");
        await Tell(admin, "/api/services/befriending/duty-phones", new { numbers = new[] { "07700 900 987" } });
    }

    /// <summary>What only the hub does: a call cut short, two of the same person, one merged, one owned, a service closed.</summary>
    private async Task AtHub(HttpClient hub)
    {
        var cutShort = await hub.Tell("/api/referrals", new { incomplete = true, onBehalfOf = "F81001", referrerName = "Dr Amara Okafor", callBack = "07700 900201", whatChanged = "Fell this" });
        Assert.True(cutShort.Status == 201, cutShort.Body);
        references["cut-short"] = cutShort["reference"];
        foreach (var name in new[] { "kept", "same", "merged" })
            await Refer(name, The.Form with { NhsNumber = "999 000 0026", Name = "Edith Twice" });
        foreach (var other in new[] { "same", "merged" })
            await Tell(hub, $"/api/referrals/{references[other]}/matches/{references["kept"]}", new { same = true });
        await Tell(hub, $"/api/referrals/{references["merged"]}/merge", new { into = references["kept"] });
        await App.Settle();
        await Tell(hub, $"/api/referrals/{references["with-hub"]}/owner", new { person = TestApp.Clinician });
        var closed = await App.As(TestApp.RapidResponse).Tell("/api/services/overnight-response/close", new { until = App.Clock.GetUtcNow().AddDays(1), reason = "staff-ill" });
        Assert.True(closed.Status == 204, closed.Body);
    }

    private Task Crowd() => Parallel.ForAsync(0, 200, async (i, _) => await App.Refer(The.Form with { Name = $"Edith {(char)('A' + i % 26)}{(char)('a' + i / 26)}", NhsNumber = null }));

    private async Task Refer(string name, ReferralForm form, string by = TestApp.Gp)
    {
        references[name] = await App.Refer(form, by);
        await App.Settle();
    }

    private static async Task Tell(HttpClient http, string path, object? body = null)
    {
        var answer = await http.Tell(path, body);
        Assert.True(answer.Status == 200, $"{path} answered {answer.Status}: {answer.Body}");
    }
}
