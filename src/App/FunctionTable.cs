using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Clocks;
using SinglePointOfReferral.App.Hosting;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Notifications;
using SinglePointOfReferral.App.Objections;
using SinglePointOfReferral.App.Routing;
using SinglePointOfReferral.App.Telephone;
using SinglePointOfReferral.App.Triage;
using SinglePointOfReferral.App.Worklist;

namespace SinglePointOfReferral.App;

public abstract record Function(string Name);

/// <summary>A door for requests. Each has a prefix of its own, so that none can reach the trigger endpoints.</summary>
public sealed record HttpFunction(string Name, string Route) : Function(Name);

/// <summary>Runs for each message of a queue.</summary>
public sealed record QueueFunction(string Name, string Queue, Func<IServiceProvider, Delivery, CancellationToken, Task> Run) : Function(Name);

/// <summary>Runs at each whole multiple of a time; a minute at most.</summary>
public sealed record TimerFunction(string Name, TimeSpan Every, Func<IServiceProvider, CancellationToken, Task> Run) : Function(Name)
{
    /// <summary>The schedule as the Functions host has it: seconds first.</summary>
    public string Cron => Every == TimeSpan.FromMinutes(1) ? "0 * * * * *" : $"*/{Every.TotalSeconds} * * * * *";
}

/// <summary>A message as it reaches a function.</summary>
/// <param name="Attempt">1 at first, and again after it was sent anew.</param>
public sealed record Delivery(string Queue, string Body, int Attempt)
{
    public Work Work => Work.FromMessage(Body);

    public bool IsRedelivery => Attempt > 1 || SentAnew.Read(Body).Times > 0;
}

/// <summary>Every function of this app. The endpoints, the local loops and the function.json files are made from it.</summary>
public static class FunctionTable
{
    private static readonly QueueFunction[] Queues =
    [
        new("TriageReferral", QueueNames.TriageReferral, (s, d, c) => s.GetRequiredService<TriageReferralStep>().Run(d.Work, c)),
        new("RouteReferral", QueueNames.RouteReferral, (s, d, c) => s.GetRequiredService<RouteReferralStep>().Run(d.Work, c)),
        new("SendMessage", QueueNames.SendMessage, (s, d, c) => s.GetRequiredService<SendMessageStep>().Run(d.Work, c)),
        new("FollowText", QueueNames.FollowText, (s, d, c) => s.GetRequiredService<FollowTextStep>().Run(TextLook.FromMessage(d.Body), c)),
        new("UpdateLists", QueueNames.UpdateLists, (s, d, c) => s.GetRequiredService<UpdateListsStep>().Run(d.Work, c)),
        new("WatchClocks", QueueNames.WatchClocks, (s, d, c) => s.GetRequiredService<WatchClocksStep>().Run(d.Work, c)),
    ];

    public static readonly IReadOnlyList<Function> All =
    [
        new HttpFunction("Home", "{ignored:maxlength(0)?}"),
        new HttpFunction("Refer", "refer/{*rest}"),
        new HttpFunction("Referrals", "referrals/{*rest}"),
        new HttpFunction("Worklist", "worklist/{*rest}"),
        new HttpFunction("Hub", "hub/{*rest}"),
        new HttpFunction("Capacity", "capacity/{*rest}"),
        new HttpFunction("UnmetNeed", "unmet-need/{*rest}"),
        new HttpFunction("Objections", "objections/{*rest}"),
        new HttpFunction("People", "people/{*rest}"),
        new HttpFunction("DutyPhones", "duty-phones/{*rest}"),
        new HttpFunction("Governance", "governance/{*rest}"),
        new HttpFunction("Assets", "assets/{*rest}"),
        new HttpFunction("Account", "account/{*rest}"),
        new HttpFunction("Sms", "sms/{*rest}"),
        new HttpFunction("Voice", "voice/{*rest}"),
        new HttpFunction("Api", "api/{*rest}"),
        new HttpFunction("OpenApi", "openapi/{*rest}"),
        new HttpFunction("Health", "health/{*rest}"),
        .. Queues,
        .. Queues.Select(q => new QueueFunction(q.Name + "Failed", QueueNames.Poison(q.Queue), (s, d, c) =>
            s.GetRequiredService<FailedMessages>().Keep(q.Queue, d.Body, c))),
        new TimerFunction("RelayOutbox", TimeSpan.FromSeconds(30), (s, c) => s.GetRequiredService<RelayOutbox>().Run(c)),
        new TimerFunction("CheckClocks", TimeSpan.FromMinutes(1), async (s, c) =>
        {
            await s.GetRequiredService<CheckClocks>().Run(c);
            await s.GetRequiredService<LiveCalls>().Sweep(c);
            await s.GetRequiredService<ForgetDays>().Run(c);
            await s.GetRequiredService<ObjectionList>().Finish(c);
        }),
        new TimerFunction("SealAudit", TimeSpan.FromMinutes(1), (s, c) => s.GetRequiredService<SealAudit>().Run(c)),
    ];
}
