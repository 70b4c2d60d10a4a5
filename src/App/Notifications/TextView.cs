using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Notifications;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Notifications;

/// <summary>A text that told of a referral.</summary>
/// <param name="What">What it told, in short.</param>
/// <param name="To">The name of the service, or the referrer, or the hub.</param>
/// <param name="At">When it was first tried; null where it was not.</param>
/// <param name="InWords">How it fares, in words.</param>
/// <param name="IsTrouble">It did not arrive, or may not have: somebody should telephone instead.</param>
public sealed record TextView(
    string What, string To, DateTimeOffset? At, TextStanding Standing, string InWords, bool IsTrouble, string Body, IReadOnlyList<TextAttemptView> Attempts)
{
    /// <summary>The texts that somebody may see, in the order of the facts: the hub all, others those that went to themselves.</summary>
    public static IReadOnlyList<TextView> Of(Stored stored, Principal who, Locality town, DateTimeOffset now) =>
        [.. TextRows.Of(stored).Select(t => t.Dispatch).Where(t => MayBeTold(t, stored, who, town)).Select(t => Of(t, stored, who, town, now))];

    private static bool MayBeTold(Dispatch text, Stored stored, Principal who, Locality town) => who.Is(Role.Hub) || text.Audience switch
    {
        Audience.Service => text.Service is { } id && town.Service(id)?.Organisation == who.Organisation,
        Audience.Referrer => stored.Referral.Referrer == who.Organisation,
        _ => false,
    };

    private static TextView Of(Dispatch text, Stored stored, Principal who, Locality town, DateTimeOffset now)
    {
        var standing = TextStandings.Of(text, text.IsWanted(stored.Referral), now);
        return new(
            PlainTexts.Of(text.Kind), ToOf(text, town), text.Attempts.IsEmpty ? null : text.Attempts[0].At, standing, standing.InWords(), standing.IsTrouble(), text.Body,
            [.. text.Attempts.Select(a => TextAttemptView.Of(text.Ways[a.Way], a, who.Is(Role.Hub)))]);
    }

    private static string ToOf(Dispatch text, Locality town) => text.Audience switch
    {
        Audience.Service => text.Service is { } id ? town.Service(id)?.Name ?? id : "the service's lead",
        Audience.Referrer => "the referrer",
        Audience.AlsoReferring => "another referrer",
        Audience.GovernanceLead => "the governance lead",
        _ => "the hub",
    };
}

/// <summary>One attempt at it.</summary>
/// <param name="Way">text or call.</param>
/// <param name="Number">As it is read out for the hub; its last three digits for others.</param>
/// <param name="InWords">What became of it.</param>
/// <param name="InDoubt">Nobody could tell whether it arrived when it was given up.</param>
/// <param name="Code">The network's error code.</param>
public sealed record TextAttemptView(WayKind Way, string Number, DateTimeOffset At, AttemptState State, string InWords, bool InDoubt, int? Code)
{
    public static TextAttemptView Of(Way way, TextAttempt attempt, bool isHub) => new(
        way.Kind, NumberOf(way.To, isHub), attempt.At, attempt.State, PlainTexts.Of(way.Kind, attempt), attempt.WasLeftInDoubt, attempt.Code);

    private static string NumberOf(PhoneNumber number, bool isHub) => isHub ? Words.Of(number) : $"the number that ends in {number.Text[^3..]}";
}
