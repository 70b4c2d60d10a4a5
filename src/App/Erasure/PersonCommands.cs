using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Telephone;
using SinglePointOfReferral.App.Worklist;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Erasure;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Erasure;

/// <summary>What can be done with all that is held about a person. The NHS number comes from the standard input, so that it stands in no
/// history of commands and no list of processes.</summary>
public static class PersonCommands
{
    /// <summary>Tells what would be erased, or erases it.</summary>
    /// <param name="isSure">Otherwise nothing is done.</param>
    public static async Task<int> Erase(IServiceProvider services, string? reference, bool isSure, TextReader input, TextWriter output, CancellationToken cancel)
    {
        var journal = services.GetRequiredService<ReferralJournal>();
        var found = new List<Stored>();
        var (number, references) = await About(services, reference, input, output, cancel);
        foreach (var one in references)
        {
            if (await journal.Load(one, cancel) is { } stored)
                found.Add(stored);
        }
        foreach (var open in found.Where(s => s.Referral.IsOpen))
            await output.WriteLineAsync($"{open.Reference.Spaced} is open: {Refusal.StillOpen.Sentence()}");
        if (found.Exists(s => s.Referral.IsOpen))
            return 1;
        foreach (var stored in found)
        {
            if (isSure)
            {
                await AuditLog.RecordCommand(services.GetRequiredService<ITables>(), Act.Changed, stored.Reference.Text, "erase-person", cancel);
                await services.GetRequiredService<EraseReferral>().Run(stored.Reference, ErasedBecause.Asked, cancel);
            }
            await output.WriteLineAsync($"{stored.Reference.Spaced}, received {stored.Referral.Received:yyyy-MM-dd}: {(isSure || stored.Referral.ErasedAt is not null ? "erased" : "would be erased")}");
        }
        foreach (var call in (await services.GetRequiredService<HubCalls>().Read(cancel)).Where(c => number is not null && NhsNumber.Read(c.Keyed?.NhsNumber ?? "").Value == number))
        {
            if (isSure)
                await services.GetRequiredService<HubCalls>().TakeOff(call.Id, cancel);
            await output.WriteLineAsync($"What was keyed on a call that waits at the hub: {(isSure ? "erased" : "would be erased")}");
        }
        foreach (var other in found.SelectMany(s => s.Referral.SamePerson).Except(found.Select(s => s.Reference)).Distinct())
            await output.WriteLineAsync($"{other.Spaced} is of the same person, as the hub decided, under no or another NHS number: look at it, then name it with --reference.");
        await output.WriteLineAsync(found.Count == 0 ? "Nothing is held." : isSure ? "Work that is on its way ends within a minute." : "Nothing was done. Say --yes to erase.");
        return 0;
    }

    /// <summary>Everything that is held about a person, for whoever asks for it ("UK General Data Protection Regulation", article 15).</summary>
    public static async Task<int> Export(IServiceProvider services, string? reference, string file, TextReader input, TextWriter output, CancellationToken cancel)
    {
        var (number, references) = await About(services, reference, input, output, cancel);
        foreach (var one in references)
            await AuditLog.RecordCommand(services.GetRequiredService<ITables>(), Act.Exported, one.Text, "export-person", cancel);
        var export = services.GetRequiredService<ExportPerson>();
        await File.WriteAllTextAsync(file, await export.Of(number, references, cancel), cancel);
        await output.WriteLineAsync($"{references.Count} referrals written to {file}.");
        return 0;
    }

    /// <summary>Tells of every referral whose time is over, or erases it and puts the others on the timetable.</summary>
    public static async Task<int> Retain(IServiceProvider services, bool isSure, TextWriter output, CancellationToken cancel)
    {
        var (retention, now) = (services.GetRequiredService<LocalityInForce>().Now.Retention, services.GetRequiredService<TimeProvider>().GetUtcNow());
        var (over, kept) = (0, 0);
        await foreach (var stored in services.GetRequiredService<ReferralJournal>().Everything(cancel))
        {
            if (!retention.IsOver(stored.Referral, now))
            {
                kept++;
                if (isSure)
                    await services.GetRequiredService<Clocks.ClockTimetable>().WatchAgain(stored.Referral, cancel);
                continue;
            }
            over++;
            if (isSure)
                await services.GetRequiredService<EraseReferral>().Run(stored.Reference, ErasedBecause.TimeIsOver, cancel);
            await output.WriteLineAsync($"{stored.Reference.Spaced}, received {stored.Referral.Received:yyyy-MM-dd}: {(isSure ? "erased" : "would be erased")}");
        }
        await output.WriteLineAsync($"{over} referrals {(isSure ? "erased" : "would be erased")}, {kept} kept: {retention.Years} years, children until {retention.ChildUntilAge}.{(isSure ? "" : " Nothing was done. Say --erase to erase.")}");
        return 0;
    }

    private static async Task<(NhsNumber? Number, IReadOnlyList<Reference> References)> About(IServiceProvider services, string? reference, TextReader input, TextWriter output, CancellationToken cancel)
    {
        if (reference is not null)
            return Reference.Read(reference) is { IsRead: true } read ? (null, [read.Value]) : throw new SetupException("--reference is a referral's eight digits.");
        await output.WriteLineAsync("Enter the NHS number:");
        var number = NhsNumber.Read(await input.ReadLineAsync(cancel) ?? "");
        return number.IsRead ? (number.Value, await services.GetRequiredService<PersonIndex>().AllOf(number.Value, cancel)) : throw new SetupException(number.Problem!);
    }
}
