using System.Diagnostics.Metrics;

namespace SinglePointOfReferral.App.Telemetry;

/// <summary>What is counted beside what the framework counts. A tag is a code from a closed list or a route's pattern, never anything about anybody;
/// docs/telemetry.md lists them all.</summary>
public static class Meters
{
    public const string Name = "SinglePointOfReferral";
    private static readonly Meter Ours = new(Name);

    public static readonly Counter<long> ReferralsSubmitted = Ours.CreateCounter<long>("referrals.submitted", "{referral}", "Referrals that were taken, by door");

    public static readonly Counter<long> Texts = Ours.CreateCounter<long>("texts.attempts", "{attempt}", "Attempts at texts and calls, by what became of them (outcome)");

    public static readonly Counter<long> ClockBreaches = Ours.CreateCounter<long>("clocks.breached", "{breach}", "Clocks that ran out, by the rule (clock)");

    public static readonly Counter<long> FailedMessages = Ours.CreateCounter<long>("messages.failed", "{message}", "Queue messages that could not be worked on, by function");

    public static readonly Counter<long> Refusals = Ours.CreateCounter<long>("requests.refused", "{request}", "Requests that were answered with 400 or above, by http.route and http.response.status_code");

    public static readonly Counter<long> StorageTrips = Ours.CreateCounter<long>("storage.trips", "{trip}", "Round trips to tables and queues, by db.operation.name and db.collection.name");

    public static readonly IReadOnlyList<Instrument> All = [ReferralsSubmitted, Texts, ClockBreaches, FailedMessages, Refusals, StorageTrips];
}
