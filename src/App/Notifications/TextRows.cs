using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Notifications;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Notifications;

/// <summary>A text as it is kept, and the version to write against.</summary>
public sealed record KeptText(Dispatch Dispatch, string ETag);

/// <summary>
/// Texts as rows beside the facts that they tell. The numbers that they go to are somebody's, so those are in the one text <c>person</c>;
/// what a text says is about nobody.
/// </summary>
public static class TextRows
{
    public const string Prefix = Stored.TextPrefix;
    private const int ReferenceLength = 8;
    private const int FactLength = 4;

    public static string Key(string text) => Prefix + text;

    /// <summary>The referral that a text is about; null where the key is none of ours.</summary>
    public static Reference? ReferenceOf(string text) =>
        text.Length > ReferenceLength && StorageLimits.IsKey(text) ? Reference.Read(text[..ReferenceLength]).Value : null;

    /// <summary>The number of the fact that a text tells.</summary>
    public static int FactOf(string text) => int.Parse(text.AsSpan(ReferenceLength + 1, FactLength), CultureInfo.InvariantCulture);

    /// <summary>Every text of a referral, in the order of the facts.</summary>
    public static IReadOnlyList<KeptText> Of(Stored stored) => [.. stored.Texts.Select(Read)];

    /// <summary>The range of rows with the texts of one fact.</summary>
    public static (string From, string Before) Range(Reference reference, int fact)
    {
        var id = Recorded.IdOf(reference, fact);
        return (Key(id), Key(id) + ".");
    }

    public static Dictionary<string, string> Texts(Dispatch dispatch) => new(2)
    {
        ["data"] = JsonSerializer.Serialize(new Data(
            dispatch.Kind, dispatch.Audience, dispatch.Service, dispatch.Offer, dispatch.Body, dispatch.Said, dispatch.RemindsOf, dispatch.Until, dispatch.Look, dispatch.Attempts), Json.Options),
        ["person"] = JsonSerializer.Serialize(dispatch.Ways, Json.Options),
    };

    public static KeptText Read(Row row)
    {
        var data = JsonSerializer.Deserialize<Data>(row["data"]!, Json.Options)!;
        return new(
            new(row.Key[Prefix.Length..], data.Kind, data.Audience, data.Service, data.Offer, data.Body, JsonSerializer.Deserialize<ImmutableList<Way>>(row["person"]!, Json.Options)!)
            {
                Said = data.Said, RemindsOf = data.RemindsOf, Until = data.Until, Look = data.Look, Attempts = [.. data.Attempts],
            }, row.ETag!);
    }

    private sealed record Data(
        TextKind Kind, Audience Audience, string? Service, int? Offer, string Body, string? Said, int? RemindsOf, DateTimeOffset? Until, int Look, IReadOnlyList<TextAttempt> Attempts);
}
