using System.Globalization;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Support;

namespace SinglePointOfReferral.App.Web;

/// <summary>The boxes in which people are scored by a locality's instruments.</summary>
public static class InstrumentBoxes
{
    public static string Of(string instrument) => $"instrument-{instrument}";

    public static string Hint(Instrument of) =>
        $"From {of.Lowest} ({(of.HigherIsBetter ? "worst" : "best")}) to {of.Highest} ({(of.HigherIsBetter ? "best" : "worst")})";

    /// <summary>The scores that were typed.</summary>
    public static IReadOnlyList<InstrumentScore> Read(Form form, Locality town) =>
        [.. town.Instruments.Where(i => IsTyped(form, i)).Select(i => new InstrumentScore(i.Id, ScoreOf(form, i) ?? 0))];

    /// <summary>What is no score of its instrument.</summary>
    public static IEnumerable<Problem> Problems(Form form, Locality town) => town.Instruments
        .Where(i => IsTyped(form, i) && (ScoreOf(form, i) is not { } score || score < i.Lowest || score > i.Highest))
        .Select(i => new Problem(Of(i.Id), $"Enter a whole number from {i.Lowest} to {i.Highest} for {i.Name}"));

    /// <summary>The boxes as they show scores.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Filled(IReadOnlyList<InstrumentScore>? scores) =>
        (scores ?? []).Select(s => KeyValuePair.Create(Of(s.Instrument), (string?)s.Score.ToString(CultureInfo.InvariantCulture)));

    private static bool IsTyped(Form form, Instrument instrument) => !string.IsNullOrWhiteSpace(form[Of(instrument.Id)]);

    private static int? ScoreOf(Form form, Instrument instrument) =>
        int.TryParse(form[Of(instrument.Id)]?.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var score) ? score : null;
}
