using System.Diagnostics;

namespace SinglePointOfReferral.Bench;

/// <summary>What came of a run.</summary>
internal sealed record Outcome(int Done, TimeSpan Took, long Allocated)
{
    public double Rate => Done / Took.TotalSeconds;

    public override string ToString() => $"{Done:#,0} in {Took.TotalSeconds:0.00} s, {Rate:#,0}/s, {Allocated / Math.Max(Done, 1):#,0} bytes allocated each";
}

/// <summary>So many workers at once, for so long or until everything prepared is used up.</summary>
internal sealed record Load(int Connections, TimeSpan Lasts)
{
    /// <summary>Does prepared items, each once. <paramref name="worker"/> makes what does one item at a time.</summary>
    public async Task<Outcome> Run<T>(IReadOnlyList<T> items, Func<Task<Func<T, Task>>> worker)
    {
        var workers = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => worker()));
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var (next, done) = (-1, 0);
        var allocated = GC.GetTotalAllocatedBytes();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(workers.Select(work => Task.Run(async () =>
        {
            int index;
            while (clock.Elapsed < Lasts && (index = Interlocked.Increment(ref next)) < items.Count)
            {
                await work(items[index]);
                Interlocked.Increment(ref done);
            }
        })));
        return new Outcome(done, clock.Elapsed, GC.GetTotalAllocatedBytes() - allocated);
    }
}
