using System.Text;
using System.Text.Json;
using SinglePointOfReferral.App;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Clocks;
using SinglePointOfReferral.App.Hosting;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Local;

namespace SinglePointOfReferral.Bench;

/// <summary>
/// What each page, each call of the API and each queue step asks of storage: the same referrals, submitted and answered in the
/// same order, one thing at a time, at the same moment of a clock that stands still.
/// </summary>
internal sealed class StorageWork
{
    private const int Submitted = 20;

    private readonly Bed bed;
    private readonly RunningApp app;
    private readonly Http http;
    private readonly SortedDictionary<string, Work> done = new(StringComparer.Ordinal);
    private (string Reference, string Provider) answered;

    private StorageWork(Bed bed, RunningApp app, Http http) => (this.bed, this.app, this.http) = (bed, app, http);

    public static async Task<IReadOnlyDictionary<string, Work>> Count(Bed bed, DateTimeOffset now)
    {
        await using var running = await bed.Start(Background.Nothing, new StillClock(now));
        using var connection = await Http.Connect(running.Address);
        var counting = new StorageWork(bed, running, connection);
        await counting.Run();
        return counting.done;
    }

    private async Task Run()
    {
        var references = new List<string>();
        for (var i = 0; i < Submitted; i++)
            references.Add(await Submit(i));
        await WorkOff();
        for (var i = 0; i < references.Count; i++)
            await Answer(references[i], accept: i % 2 == 0);
        foreach (var page in Permissions.All.Where(p => p.Methods.Contains("GET") && p.Allowed.Count > 0))
            await Look(page);
        await Ask("POST", "/api/hub/find", "/api/hub/find", Of(Role.Hub), new { reference = references[0] });
        await Ask("POST", "/api/referrals/{reference}/withdraw", $"/api/referrals/{references[^1]}/withdraw", Of(Role.Referrer), new { reason = "no-longer-needed" });
        await WorkOff();
        await Count("timer RelayOutbox", () => app.Get<RelayOutbox>().Run(CancellationToken.None));
        await Count("timer CheckClocks", () => app.Get<CheckClocks>().Run(CancellationToken.None));
    }

    private async Task<string> Submit(int number)
    {
        var reference = "";
        var form = JsonSerializer.SerializeToUtf8Bytes(Sample.Form(number, Referrals.Town), Json.Options);
        var collisions = app.Tables.Collisions;
        await Count("POST /api/referrals", async () => reference = (await http.Send(Http.Request(
            "POST", "/api/referrals", Of(Role.Referrer), form, $"Idempotency-Key: work-{number}\r\n"))).Json().GetProperty("reference").GetString()!);
        // A reference in use costs a refused commit of four rows, a look at who has it, and another note.
        for (var more = app.Tables.Collisions - collisions; more > 0; more--)
            done["POST /api/referrals"] -= new Work(3, 6);
        return reference;
    }

    /// <summary>The provider that has the first strand on offer accepts, visits and closes it, or declines.</summary>
    private async Task Answer(string reference, bool accept)
    {
        var strand = (await http.Send(Http.Request("GET", $"/api/referrals/{reference}", Of(Role.Hub)))).Json().GetProperty("strands")[0];
        if (!strand.TryGetProperty("service", out var service) || Referrals.Town.Service(service.GetString()!) is not { } found
            || Referrals.People.FirstOrDefault(p => p.Organisation == found.Organisation && p.Roles.Contains(Role.Provider)) is not { } person)
            return;
        (string Verb, object Body)[] answers = accept
            ? [("accept", new { }), ("visit", new { }), ("close", new { outcome = "no-ongoing-support" })] : [("decline", new { reason = "no-capacity" })];
        answered = (reference, person.Id);
        foreach (var (verb, body) in answers)
        {
            await Ask("POST", $"/api/referrals/{{reference}}/strands/{{strand}}/{verb}", $"/api/referrals/{reference}/strands/1/{verb}", person.Id, body);
            await WorkOff();
        }
    }

    /// <summary>Looks at a page, or asks the API, as somebody who may. What answers otherwise than with 200 is left out.</summary>
    private async Task Look(Permission page)
    {
        var role = page.Allowed[0].Role;
        var path = page.Route.Replace("{reference}", answered.Reference, StringComparison.Ordinal).Replace("{strand:int}", "1", StringComparison.Ordinal);
        var request = Http.Request("GET", path, role is Role.Provider ? answered.Provider : Of(role));
        if ((await http.Send(request)).Status == 200)
            await Count($"GET {page.Route}", () => http.Send(request).AsTask());
    }

    private async Task Ask(string method, string route, string path, string user, object? body = null)
    {
        var request = Http.Request(method, path, user, body is null ? null : JsonSerializer.SerializeToUtf8Bytes(body));
        await Count($"{method} {route}", async () =>
        {
            var answer = await http.Send(request);
            if (answer.Status is not 200)
                throw new InvalidOperationException($"{method} {path} was answered with {answer.Status}: {Encoding.UTF8.GetString(answer.Body.Span)}");
        });
    }

    /// <summary>Works on the queues as the loops do, one message at a time.</summary>
    private async Task WorkOff()
    {
        bool any;
        do
        {
            any = false;
            await Count("after a commit", async () => any = await app.Get<AfterCommit>().SendWaiting(CancellationToken.None));
            foreach (var function in FunctionTable.All.OfType<QueueFunction>())
            {
                while (await bed.Queues.Receive(function.Queue, 1, TimeSpan.FromMinutes(5)) is [var message])
                {
                    any = true;
                    await Count($"step {function.Name}", () => app.Get<QueueRunner>().Run(
                        function, new Delivery(function.Queue, message.Body, message.Attempt), CancellationToken.None));
                    await bed.Queues.Delete(message);
                }
            }
        }
        while (any);
    }

    private async Task Count(string what, Func<Task> act)
    {
        var before = app.Done;
        await act();
        done[what] = done.GetValueOrDefault(what, new Work(0, 0)) + (app.Done - before);
    }

    private static string Of(Role role) => Referrals.People.First(p => p.Roles.Contains(role)).Id;

    private sealed class StillClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
