using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.Notifications;
using SinglePointOfReferral.Domain.Support;

namespace SinglePointOfReferral.App.DirectoryOfServices;

/// <summary>Finds what is wrong with the follow-ups and instruments of a locality.</summary>
public static class OutcomeMistakes
{
    private const int LongestName = 60;
    private const int MostDays = 366;

    public static IEnumerable<string> Of(OutcomesFile file) =>
    [
        .. (file.FollowUps ?? []).SelectMany((f, i) => Told($"followUps: [{i}]", OfFollowUp(file.FollowUps!, i))),
        .. file.Instruments.SelectMany((n, i) => Told($"instruments: [{i}]", OfInstrument(file.Instruments, i))),
        .. file.LongestExtensionDays is >= 0 and <= MostDays ? [] : Told("longestExtensionDays", [$"from 0 to {MostDays}"]),
    ];

    private static IEnumerable<string> Told(string place, IEnumerable<string> mistakes) => mistakes.Select(m => $"{LocalityFiles.Outcomes}: {place}: {m}");

    private static IEnumerable<string> OfFollowUp(IReadOnlyList<FollowUp> all, int at)
    {
        var (of, before) = (all[at], at == 0 ? null : all[at - 1]);
        foreach (var mistake in OfNamed(of.Id, of.Name, all.Take(at).Any(f => f.Id == of.Id)))
            yield return mistake;
        if (BasicAlphabet.Outside(of.Name).ToList() is { Count: > 0 } strange)
            yield return $"name: a text message has no room for {string.Join(' ', strange)}";
        if (of.Days is < 1 or > MostDays || of.Days <= before?.Days)
            yield return $"days: from 1 to {MostDays}, each later than the one before";
        if (of.OpensDaysBefore < 0 || of.OpensDaysBefore >= of.Days)
            yield return "opensDaysBefore: 0 or more, and fewer than its days";
    }

    private static IEnumerable<string> OfInstrument(IReadOnlyList<Instrument> all, int at)
    {
        var of = all[at];
        foreach (var mistake in OfNamed(of.Id, of.Name, all.Take(at).Any(i => i.Id == of.Id)))
            yield return mistake;
        if (of.Lowest >= of.Highest)
            yield return "lowest, highest: the lower first";
    }

    private static IEnumerable<string> OfNamed(string id, string name, bool isTaken)
    {
        if (id.Length == 0 || id.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not '-'))
            yield return "id: letters, digits and - only";
        if (isTaken)
            yield return $"id: there is another {id}";
        if (name.Length is 0 or > LongestName)
            yield return $"name: 1 to {LongestName} characters";
    }
}
