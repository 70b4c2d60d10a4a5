using System.CommandLine;
using System.Net.Sockets;
using SinglePointOfReferral.App.Backups;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Erasure;
using SinglePointOfReferral.App.Hosting;
using SinglePointOfReferral.App.Local;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Worklist;

namespace SinglePointOfReferral.App;

/// <summary>What can be said on the command line. What a person can mend is told in one line, with a non-zero exit.</summary>
public static class CommandLine
{
    public static async Task<int> Run(string[] args)
    {
        var options = new RunOptions();
        var root = new RootCommand("A single point of referral: one front door to community care. Without a command it runs on this machine.");
        options.AddTo(root, RunOptions.Only.Running);
        root.SetAction((parsed, cancel) => Guarded(() => Serve(options.Read(parsed), cancel)));

        var rebuild = new Command("rebuild-lists", "Make every list anew from the recorded facts.");
        options.AddTo(rebuild, RunOptions.Only.Storage);
        rebuild.SetAction((parsed, cancel) => Guarded(() => With(options.Read(parsed), s => Rebuild(s, cancel), cancel)));
        root.Subcommands.Add(rebuild);

        AddLocalityCommands(root, options);
        AddPersonCommands(root, options);
        AddBackupCommands(root, options);
        root.Subcommands.Add(Audit.AuditCommands.Verify(options, Guarded));

        var folder = new Argument<string>("folder") { Description = "The folder that holds host.json." };
        var stage = new Command("stage-functions", "Write a function.json for each function. The publish step calls this.") { folder };
        stage.SetAction(parsed => StageFunctions.Write(parsed.GetRequiredValue(folder)));
        root.Subcommands.Add(stage);

        return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    private static void AddLocalityCommands(RootCommand root, RunOptions options)
    {
        var town = new Argument<string>("folder") { Description = "The folder with the locality's files." };
        var check = new Command("check-locality", "Tell every mistake in a locality's files.") { town };
        check.SetAction((parsed, _) => Guarded(() => Task.FromResult(LocalityCommands.Check(parsed.GetRequiredValue(town)))));
        root.Subcommands.Add(check);

        var publish = new Command("publish-locality", "Check a locality's files and make them the version that every instance goes by.") { town };
        options.AddTo(publish, RunOptions.Only.Storage);
        publish.SetAction((parsed, cancel) => Guarded(() => LocalityCommands.Publish(parsed.GetRequiredValue(town), options.Read(parsed), cancel)));
        root.Subcommands.Add(publish);

        var synthetic = new Option<bool>("--synthetic") { Description = "Try 2,000 synthetic referrals and not those that are stored." };
        var csv = new Option<string?>("--csv") { Description = "A file for everything that would change." };
        var tryRules = new Command("try-rules", "Tell which referrals a changed folder would send elsewhere, and why. Nothing is written to the store.") { town, synthetic, csv };
        options.AddTo(tryRules, RunOptions.Only.Storage);
        tryRules.SetAction((parsed, cancel) => Guarded(() => LocalityCommands.TryRules(
            parsed.GetRequiredValue(town), parsed.GetValue(synthetic), parsed.GetValue(csv), options.Read(parsed), cancel)));
        root.Subcommands.Add(tryRules);
    }

    private static void AddPersonCommands(RootCommand root, RunOptions options)
    {
        var reference = new Option<string?>("--reference") { Description = "One referral, by its eight digits. Without it an NHS number is asked for." };
        var sure = new Option<bool>("--yes") { Description = "Erase. Without it is told what would be." };
        var erase = new Command("erase-person", "Erase who a person's referrals were about. They must be over.") { reference, sure };
        options.AddTo(erase, RunOptions.Only.Storage);
        erase.SetAction((parsed, cancel) => Guarded(() => With(options.Read(parsed), s => PersonCommands.Erase(s, parsed.GetValue(reference), parsed.GetValue(sure), Console.In, Console.Out, cancel), cancel)));
        root.Subcommands.Add(erase);

        var file = new Argument<string>("file") { Description = "Where to write it. It holds everything: keep it safe." };
        var export = new Command("export-person", "Write everything that is held about a person, for whoever asks for it.") { file, reference };
        options.AddTo(export, RunOptions.Only.Storage);
        export.SetAction((parsed, cancel) => Guarded(() => With(options.Read(parsed), s => PersonCommands.Export(s, parsed.GetValue(reference), parsed.GetRequiredValue(file), Console.In, Console.Out, cancel), cancel)));
        root.Subcommands.Add(export);

        var really = new Option<bool>("--erase") { Description = "Erase them. Without it is told which would be." };
        var retain = new Command("retention", "Tell which referrals are kept for long enough by the locality's retention.") { really };
        options.AddTo(retain, RunOptions.Only.Storage);
        retain.SetAction((parsed, cancel) => Guarded(() => With(options.Read(parsed), s => PersonCommands.Retain(s, parsed.GetValue(really), Console.Out, cancel), cancel)));
        root.Subcommands.Add(retain);
    }

    private static void AddBackupCommands(RootCommand root, RunOptions options)
    {
        var file = new Argument<string>("file") { Description = "The backup." };
        var backUp = new Command("backup", "Write everything to one file, sealed as it lies in the store. The keys are not in it.") { file };
        options.AddTo(backUp, RunOptions.Only.Storage);
        backUp.SetAction((parsed, cancel) => Guarded(() => BackUpTo(parsed.GetRequiredValue(file), options.Read(parsed), cancel)));
        root.Subcommands.Add(backUp);

        var restore = new Command("restore", "Put a backup into an empty store, and erase again what was erased since.") { file };
        options.AddTo(restore, RunOptions.Only.Storage);
        restore.SetAction((parsed, cancel) => Guarded(() => RestoreFrom(parsed.GetRequiredValue(file), options.Read(parsed), cancel)));
        root.Subcommands.Add(restore);
    }

    private static async Task<int> BackUpTo(string file, RunSettings settings, CancellationToken cancel)
    {
        await using var store = await Store.Open(settings, cancel);
        Console.WriteLine($"{await BackUp.Write(store.Tables, file, cancel)} rows written to {file}.");
        return 0;
    }

    private static async Task<int> RestoreFrom(string file, RunSettings settings, CancellationToken cancel)
    {
        await using var store = await Store.Open(settings, cancel);
        await using var app = Composition.Build(store.ToSetup(settings));
        var (rows, erased) = await app.Services.GetRequiredService<Restore>().Run(store.Tables, file, cancel);
        Console.WriteLine($"{rows} rows restored; {erased} referrals erased again. The lists are made anew.");
        return 0;
    }

    /// <summary>Runs a command on what the app is made of, without serving anybody.</summary>
    private static async Task<int> With(RunSettings settings, Func<IServiceProvider, Task<int>> run, CancellationToken cancel)
    {
        await using var store = await Store.Open(settings, cancel);
        await using var app = Composition.Build(store.ToSetup(settings));
        await app.Services.GetRequiredService<FollowPublished>().LookAtStart(cancel);
        return await run(app.Services);
    }

    private static async Task<int> Serve(RunSettings settings, CancellationToken cancel)
    {
        if (settings.NeedsPages)
            await NpmPackages.Ensure(settings.Storage is StorageKind.Azurite, cancel);
        await using var store = await Store.Open(settings, cancel);
        if (!settings.Mode.IsUnderFunctionsHost)
            await store.Probe(cancel);
        await using var app = Composition.Build(store.ToSetup(settings));
        await RefuseHalf(app.Services.GetRequiredService<ErasureList>(), settings, cancel);
        await app.Services.GetRequiredService<FollowPublished>().LookAtStart(cancel);
        await app.StartAsync(cancel);
        if (!settings.Mode.IsUnderFunctionsHost)
            await Welcome.Write(app, store, settings, cancel);
        if (settings.Sample > 0)
            await Sample.Submit(app, settings.Sample, cancel);
        await app.WaitForShutdownAsync(cancel);
        // The Functions host ends us by SIGKILL and never starts again what ended with 0.
        return settings.Mode.IsUnderFunctionsHost ? 1 : 0;
    }

    /// <summary>Half a backup is not served: what was erased since may be in it. Under the Functions host a store that is away does not end the app.</summary>
    private static async Task RefuseHalf(ErasureList erasures, RunSettings settings, CancellationToken cancel)
    {
        try
        {
            if (await erasures.IsRestoring(cancel))
                throw new SetupException("A backup was being restored here, and that was not finished. Run the same restore again.");
        }
        catch (StorageUnavailableException) when (settings.Mode.IsUnderFunctionsHost)
        {
            // Nothing is served without the store either.
        }
    }

    private static async Task<int> Rebuild(IServiceProvider services, CancellationToken cancel)
    {
        var (referrals, removed) = await services.GetRequiredService<RebuildLists>().Run(cancel);
        Console.WriteLine($"Lists made anew from {referrals} referrals; {removed} lines without a fact to support them taken off.");
        return 0;
    }

    private static async Task<int> Guarded(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
        catch (Exception e) when (e is StorageUnavailableException or SetupException or LocalityException)
        {
            await Console.Error.WriteLineAsync(e.Message);
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await Console.Error.WriteLineAsync("The port is taken by another program. Stop that one, or choose another with --port.");
        }
        catch (SocketException)
        {
            await Console.Error.WriteLineAsync("This port may not be used here. Choose one above 1023 with --port.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"{e.Message.TrimEnd('.')}. Check that folder, or choose another with --data.");
        }
        return 1;
    }
}

/// <summary>Something about how the app was started that a person can mend; the message says how.</summary>
public sealed class SetupException(string message) : Exception(message);
