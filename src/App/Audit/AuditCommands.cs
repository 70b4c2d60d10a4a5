using System.CommandLine;

namespace SinglePointOfReferral.App.Audit;

/// <summary>What can be asked of the audit on the command line.</summary>
public static class AuditCommands
{
    public static Command Verify(RunOptions options, Func<Func<Task<int>>, Task<int>> guarded)
    {
        var head = new Option<string?>("--head") { Description = "A head of the seals that was noted outside the store, like 12:mac. Without it, the last line of audit-heads.log." };
        var verify = new Command("verify-audit", "Compare the audit log with its seals, and tell every edit, gap, reorder and missing tail.") { head };
        options.AddTo(verify, RunOptions.Only.Storage);
        verify.SetAction((parsed, cancel) => guarded(() => Run(options.Read(parsed), parsed.GetValue(head), cancel)));
        return verify;
    }

    private static async Task<int> Run(RunSettings settings, string? head, CancellationToken cancel)
    {
        await using var store = await Store.Open(settings, cancel);
        var setup = store.ToSetup(settings);
        var noted = head ?? await new AuditHeads(setup.AuditHeads).Last(cancel);
        var verified = await new VerifyAudit(setup.Tables, setup.Key, setup.Clock).Run(noted, cancel);
        foreach (var sentence in verified.Found)
            Console.WriteLine(sentence);
        if (noted is null)
            Console.WriteLine("No head was given: that seals are missing at the end cannot be seen without one. The app's log has them.");
        Console.WriteLine($"{verified.Entries} entries. The head is {verified.Head ?? "none: nothing is sealed"}.");
        Console.WriteLine(verified.Found.Count == 0 ? "The log is as it was sealed." : $"{verified.Found.Count} things are wrong.");
        return verified.Found.Count == 0 ? 0 : 1;
    }
}
