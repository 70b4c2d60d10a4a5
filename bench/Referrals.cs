using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using SinglePointOfReferral.App;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Intake;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Local;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Sealing;
using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.Bench;

/// <summary>Synthetic referrals, each its own, prepared before the clock starts.</summary>
internal static class Referrals
{
    public static readonly Locality Town = LocalityFiles.Read(Path.Combine(RunOptions.Root, "locality", "southend"));
    public static readonly IReadOnlyList<DemonstrationPerson> People = LocalityFiles.ReadPeople(Path.Combine(RunOptions.Root, "locality", "southend"));
    public static readonly MasterKeys MasterKeys = new([new byte[32]]);
    public static readonly DeploymentKey Key = new(Encoding.ASCII.GetBytes("the benchmark's own key, no secret"));
    public static readonly DemonstrationPerson Referrer = People.First(p => p.Roles.Contains(App.Audit.Role.Referrer));

    private static int used;

    /// <summary>Requests as they travel.</summary>
    public static byte[][] Requests(int count)
    {
        var first = Interlocked.Add(ref used, count) - count;
        var requests = new byte[count][];
        Parallel.For(0, count, i => requests[i] = Request(first + i));
        return requests;
    }

    /// <summary>A request of this number: the same referral under a key of its own.</summary>
    public static byte[] Request(int number) => Http.Request(
        "POST", "/api/referrals", Referrer.Id, JsonSerializer.SerializeToUtf8Bytes(Sample.Form(number, Town), Json.Options), $"Idempotency-Key: {Guid.NewGuid():N}\r\n");

    /// <summary>The commits with which the journal records as many referrals, in order, each referral's on its own.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<Commit>>> Commits(int count)
    {
        var first = Interlocked.Add(ref used, count) - count;
        var recorder = new Recorder();
        var undone = new Timetable(recorder, TimeProvider.System, "undone");
        var submit = new Submit(
            new ReferralJournal(recorder, undone, new AfterCommit(new NoQueues(), undone, NullLogger<AfterCommit>.Instance), Key, MasterKeys, new FactChain(Key), TimeProvider.System),
            new LocalityInForce(Town, DateTimeOffset.UnixEpoch), TimeProvider.System);
        var commits = new List<IReadOnlyList<Commit>>(count);
        for (var i = 0; i < count; i++)
        {
            await submit.Run(Sample.Form(first + i, Town), new SinglePointOfReferral.Domain.Intake.Beside(), $"{Guid.NewGuid():N}", Referrer.ToPrincipal(), CancellationToken.None);
            commits.Add(recorder.Take());
        }
        return commits;
    }

    /// <summary>Writes commits down and stores nothing.</summary>
    private sealed class Recorder : NoTables
    {
        private readonly List<Commit> commits = [];

        public IReadOnlyList<Commit> Take()
        {
            Commit[] taken = [.. commits];
            commits.Clear();
            return taken;
        }

        public override Task<CommitResult> Commit(string table, string partition, IReadOnlyList<Write> writes, CancellationToken cancel = default)
        {
            commits.Add(new Commit(table, partition, writes));
            return base.Commit(table, partition, writes, cancel);
        }
    }
}

/// <summary>A batch of rows for one partition.</summary>
internal sealed record Commit(string Table, string Partition, IReadOnlyList<Write> Writes);
