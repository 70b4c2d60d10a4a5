using System.Collections.Frozen;
using System.Text.RegularExpressions;
using SinglePointOfReferral.Domain.Values;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Notifications;

/// <summary>The words of every kind of text. What stands in braces is filled in: the reference, a service's name, a time, and what is to be done.</summary>
public sealed partial record TextTemplates(FrozenDictionary<TextKind, string> ByKind)
{
    private const string Reference = "{reference}";
    private const string Service = "{service}";
    private const string Time = "{time}";
    private const string What = "{what}";

    /// <summary>As long as a time can be.</summary>
    private const string LongestTime = "23:59 on 30 Sep";

    /// <summary>What a locality goes by that says nothing else.</summary>
    public static readonly TextTemplates Standard = new(new Dictionary<TextKind, string>
    {
        [TextKind.Offered] = "Referral {reference}: offered to {service}. Answer by {time}: text Y {reference} for yes, N {reference} for no, HELP for more.",
        [TextKind.OfferedCall] = "Referral {reference} is offered to {service}. Answer by {time}.",
        [TextKind.Accepted] = "Referral {reference}: {service} has accepted. The person is to be seen by {time}.",
        [TextKind.Visited] = "Referral {reference}: the person was seen at {time}.",
        [TextKind.Declined] = "Referral {reference}: {service} could not take it. It goes to another service or to the hub.",
        [TextKind.Closed] = "Referral {reference}: it is now closed. Sign in to see the outcome.",
        [TextKind.PartClosed] = "Referral {reference}: part of it is now closed. Sign in to see the outcome.",
        [TextKind.EmergencyAdvised] = "Referral {reference}: the referrer was told to call 999. Sign in now, and ring them back.",
        [TextKind.NoService] = "Referral {reference}: no service could be offered it. The person is to be seen by {time}. Sign in to find one.",
        [TextKind.TakenBack] = "Referral {reference}: the hub has taken it back from {service}. Nothing more to do.",
        [TextKind.AddedTo] = "Referral {reference}: more was added to it. Sign in to see it.",
        [TextKind.Withdrawn] = "Referral {reference} was withdrawn. Nothing more to do.",
        [TextKind.Duplicate] = "Referral {reference} was a duplicate and has ended. Nothing more to do under this number.",
        [TextKind.GoesOn] = "Referral {reference} goes on as {what}: the person had been referred already. Sign in to follow it.",
        [TextKind.DueSoon] = "Referral {reference} is due by {time}: {what}. Sign in to see it.",
        [TextKind.AnswerDue] = "Referral {reference}, offered to {service}: answer by {time}. Text Y {reference} or N {reference}, or sign in.",
        [TextKind.Late] = "Referral {reference} is late: {what}. Sign in, and say that you see to it.",
        [TextKind.FollowUpLate] = "Referral {reference} is late: {what}. Sign in, and say how the person is.",
        [TextKind.Escalated] = "Referral {reference} is late and nobody has said that they see to it: {what}. Sign in now.",
        [TextKind.Question] = "Referral {reference}: you are asked a question. Sign in to answer it.",
        [TextKind.Message] = "Referral {reference}: there is a message for you. Sign in to read it.",
        [TextKind.Received] = "Referral {reference} has been received. Give this number whenever you ring or write about it.",
        [TextKind.NotReached] = "Referral {reference}: {service} could be reached by no text and no call. Ring them, or sign in to find another.",
        [TextKind.NotTold] = "Referral {reference}: nobody can tell whether {service} has heard {what}. Ring them.",
        [TextKind.GlassBroken] = "Referral {reference}: somebody with no part in it broke the glass to see it. Sign in to review that.",
    }.ToFrozenDictionary());

    /// <summary>What each kind of text can say besides the reference.</summary>
    public static IReadOnlyList<string> PlaceholdersOf(TextKind kind) => Placeholders().Matches(Standard.ByKind[kind]).Select(m => m.Value).Distinct().ToList();

    /// <summary>These, where they have a template, and the standard ones.</summary>
    public static TextTemplates Of(IReadOnlyDictionary<TextKind, string> own) =>
        new(Standard.ByKind.ToFrozenDictionary(t => t.Key, t => own.GetValueOrDefault(t.Key, t.Value)));

    public string Fill(TextKind kind, Reference reference, string service = "", DateTimeOffset? time = null, string what = "") =>
        Fill(kind, reference.Spaced, service, time is { } at ? Plain.InLondon(at).ToString("HH:mm 'on' d MMM") : "", what);

    /// <summary>What is wrong with a template where these are the longest names that it can be filled with; nothing, mostly.</summary>
    public IEnumerable<string> Mistakes(TextKind kind, string longestService, string longestWhat)
    {
        var template = ByKind[kind];
        foreach (var unknown in Placeholders().Matches(template).Select(m => m.Value).Except(PlaceholdersOf(kind)))
            yield return $"{unknown} is not known here; it can say {string.Join(", ", PlaceholdersOf(kind))}";
        if (!template.Contains(Reference, StringComparison.Ordinal))
            yield return "it must say {reference}";
        if (BasicAlphabet.Outside(Placeholders().Replace(template, "")).ToList() is { Count: > 0 } outside)
            yield return $"text messages do not have {string.Join(' ', outside)}";
        var longest = Fill(kind, "4821 7739", longestService, LongestTime, kind switch
        {
            TextKind.GoesOn => "2222 2224",
            TextKind.NotTold => Enum.GetValues<TextKind>().Select(PlainTexts.Clause).MaxBy(c => c.Length)!,
            _ => longestWhat,
        });
        if (longest.Length > BasicAlphabet.Segment)
            yield return $"it can have {longest.Length} characters, and a text has room for {BasicAlphabet.Segment}: '{longest}'";
    }

    private string Fill(TextKind kind, string reference, string service, string time, string what) => ByKind[kind]
        .Replace(Reference, reference, StringComparison.Ordinal).Replace(Time, time, StringComparison.Ordinal)
        .Replace(Service, service, StringComparison.Ordinal).Replace(What, what, StringComparison.Ordinal);

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholders();
}
