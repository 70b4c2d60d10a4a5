using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using SinglePointOfReferral.Bench;

var name = new Argument<string>("name") { Description = "intake, intake-azurite, latency, growth, cost, sms, pages, triage or all." };
name.AcceptOnlyFromAmong("intake", "intake-azurite", "latency", "growth", "cost", "sms", "pages", "triage", "all");
var seconds = new Option<int>("--seconds") { Description = "How long each measured run lasts at most.", DefaultValueFactory = _ => 5 };
var connections = new Option<int>("--connections") { Description = "How many referrers submit at once.", DefaultValueFactory = _ => 32 };
var root = new RootCommand("Measures the app against the storage it stands on.") { name, seconds, connections };
root.SetAction(async parsed =>
{
    var (which, load) = (parsed.GetRequiredValue(name), new Load(parsed.GetValue(connections), TimeSpan.FromSeconds(parsed.GetValue(seconds))));
    if (which is "triage")
    {
        BenchmarkRunner.Run<TriageBench>(DefaultConfig.Instance.AddJob(TriageBench.Job).WithArtifactsPath(Path.Combine("artifacts", "bench", "triage")));
        return;
    }
    var figures = new List<Figure>();
    if (which is "intake" or "all")
        figures.AddRange(await IntakeBench.OnEmbedded(load));
    if (which is "intake-azurite" or "all")
        figures.AddRange(await IntakeBench.OnAzurite(load));
    if (which is "latency" or "all")
        figures.AddRange(await LatencyBench.Run(load));
    if (which is "growth" or "all")
        figures.AddRange(await GrowthBench.Run(load));
    if (which is "cost" or "all")
        figures.AddRange(await CostBench.Run(load));
    if (which is "sms" or "all")
        figures.AddRange(await SmsBench.Run());
    if (which is "pages" or "all")
        figures.AddRange(await PagesBench.Run());
    Report.Write(figures);
});
await root.Parse(args).InvokeAsync();
return 0;
