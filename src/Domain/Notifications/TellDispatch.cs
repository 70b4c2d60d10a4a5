namespace SinglePointOfReferral.Domain.Notifications;

/// <summary>
/// What becomes of a text as its attempts are made, answered, reported and looked for, in whatever order and however often that is told.
/// What has arrived has arrived; what has failed can only turn out to have arrived after all. Attempts are numbered from 1, and one that
/// is not there changes nothing.
/// </summary>
public static class TellDispatch
{
    /// <summary>After so many looks in vain, nobody looks any more.</summary>
    public const int MostLooks = 3;

    /// <summary>For how long a network that cannot be asked is asked about what is no offer.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>What the network says of a text in the course of its way, in order.</summary>
    private static readonly string[] OnTheWay = ["scheduled", "accepted", "queued", "sending", "sent"];

    /// <summary>An attempt is about to be made.</summary>
    public static Dispatch Begin(this Dispatch dispatch, int way, DateTimeOffset now) =>
        dispatch with { Attempts = dispatch.Attempts.Add(new(way, now)) };

    /// <summary>The network did not take it: nothing was sent.</summary>
    /// <param name="code">Its reason; null where it was not reached at all.</param>
    public static Dispatch WasRefused(this Dispatch dispatch, int attempt, int? code, TimeSpan? retryAfter, DateTimeOffset now) => On(dispatch, attempt, a => !IsOpen(a) ? a
        : a with
        {
            State = AttemptState.Failed, Since = now, Code = code, Remedy = code is null ? Remedy.RetryLater : CarrierCodes.RemedyOf(code),
            NotBefore = retryAfter is { } wait ? now + wait : null,
        });

    /// <summary>The network's answer does not tell whether it has it.</summary>
    public static Dispatch IsInDoubt(this Dispatch dispatch, int attempt) =>
        On(dispatch, attempt, a => a.State is AttemptState.Asked ? a with { State = AttemptState.Doubtful } : a);

    /// <summary>The network told how it fares: in its answer, when it was asked again, or by itself.</summary>
    public static Dispatch WasReported(this Dispatch dispatch, int attempt, string id, string status, int? code, DateTimeOffset now) => On(dispatch, attempt, a =>
    {
        var told = Outcome(dispatch.Ways[a.Way].Kind, status);
        if (a.Id is not null && a.Id != id || a.State is AttemptState.Delivered)
            return a;
        if (a.State is AttemptState.Failed && told is not AttemptState.Delivered)
            return a with { Id = id };
        if (told is AttemptState.Delivered)
            return a with { Id = id, Status = status, Code = null, State = told, Since = now };
        if (told is AttemptState.Failed)
            return a with { Id = id, Status = status, Code = code, State = told, Since = now, Remedy = status is "busy" ? Remedy.RetryOnce : CarrierCodes.RemedyOf(code) };
        var further = Array.IndexOf(OnTheWay, status) >= Array.IndexOf(OnTheWay, a.Status) ? status : a.Status;
        return IsOpen(a) ? a with { Id = id, Status = further, State = told, Since = now, Looks = 0 } : a with { Id = id, Status = further };
    });

    /// <summary>Somebody answered the call and pressed a key.</summary>
    public static Dispatch WasHeard(this Dispatch dispatch, int attempt, DateTimeOffset now) =>
        On(dispatch, attempt, a => a.State is AttemptState.Delivered ? a : a with { State = AttemptState.Delivered, Since = now, Code = null });

    /// <summary>The network was asked whether it has it, or how it fares, and could tell nothing new. What it has and is not pressing stays with it.</summary>
    public static Dispatch WasLookedFor(this Dispatch dispatch, int attempt, DateTimeOffset now) => On(dispatch, attempt, a =>
        !IsUnderWay(a) ? a
        : a.Looks + 1 < MostLooks || a.State is AttemptState.Taken && !dispatch.IsPressing ? a with { Looks = a.Looks + 1 }
        : a with { Looks = a.Looks + 1, State = AttemptState.LeftInDoubt, WasLeftInDoubt = true, Since = now });

    /// <summary>The network could not be asked. What is pressing cannot wait until it can: that is a look in vain. Anything else is looked for later,
    /// as long again as it has waited, for a day.</summary>
    public static Dispatch CouldNotBeLookedFor(this Dispatch dispatch, int attempt, DateTimeOffset now) =>
        dispatch.IsPressing ? dispatch.WasLookedFor(attempt, now) : On(dispatch, attempt, a =>
            !IsUnderWay(a) ? a
            : now - a.Since > LongestSilence ? a with { Looks = MostLooks, State = AttemptState.LeftInDoubt, WasLeftInDoubt = true, Since = now }
            : a with { NotBefore = now + (now - a.Since is var waited && waited < LongestWait ? waited : LongestWait) });

    /// <summary>Nobody knows yet whether the network has it.</summary>
    public static bool IsOpen(TextAttempt attempt) => attempt.State is AttemptState.Asked or AttemptState.Doubtful;

    private static bool IsUnderWay(TextAttempt attempt) => IsOpen(attempt) || attempt.State is AttemptState.Taken;

    private static Dispatch On(Dispatch dispatch, int attempt, Func<TextAttempt, TextAttempt> change) =>
        attempt >= 1 && attempt <= dispatch.Attempts.Count ? dispatch.With(attempt, change(dispatch.Attempts[attempt - 1])) : dispatch;

    /// <summary>A call that ends without a key having been pressed was answered by nobody, or by a machine.</summary>
    private static AttemptState Outcome(WayKind kind, string status) => (kind, status) switch
    {
        (WayKind.Text, "delivered" or "read") => AttemptState.Delivered,
        (WayKind.Text, "undelivered" or "failed" or "canceled") => AttemptState.Failed,
        (WayKind.Call, "completed" or "busy" or "no-answer" or "failed" or "canceled") => AttemptState.Failed,
        _ => AttemptState.Taken,
    };
}
