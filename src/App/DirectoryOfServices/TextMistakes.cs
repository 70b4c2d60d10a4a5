using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.Notifications;

namespace SinglePointOfReferral.App.DirectoryOfServices;

/// <summary>Finds what is wrong with texts.json, and with texts that names of the other files would make too long for one message.</summary>
public static class TextMistakes
{
    public static IEnumerable<string> Of(LocalityContent of)
    {
        foreach (var empty in of.Texts.Where(t => string.IsNullOrWhiteSpace(t.Value)).Select(t => Code.Of(t.Key)))
            yield return $"{LocalityFiles.Texts}: {empty}: this is empty";
        for (var i = 0; i < of.Services.Count; i++)
        {
            if (BasicAlphabet.Outside(of.Services[i].Name).ToList() is { Count: > 0 } outside)
                yield return $"{of.Services.Place(i)} {of.Services[i].Id}: name: text messages do not have {string.Join(' ', outside)}";
        }
        var texts = TextTemplates.Of(of.Texts.Where(t => !string.IsNullOrWhiteSpace(t.Value)).ToDictionary());
        var service = Longest(of.Services.Select(s => s.Name));
        var clocks = of.Clocks?.Clocks.Select(c => c.Name) ?? ClockRules.Standard.Rules.Select(r => r.Name);
        var what = Longest(clocks.Concat((of.Outcomes.FollowUps ?? FollowUps.Standard).Select(f => f.Name)));
        foreach (var kind in Enum.GetValues<TextKind>())
        {
            foreach (var mistake in texts.Mistakes(kind, service, what))
                yield return $"{LocalityFiles.Texts}: {Code.Of(kind)}: {mistake}";
        }
    }

    private static string Longest(IEnumerable<string> names) => names.DefaultIfEmpty("").MaxBy(n => n.Length)!;
}
