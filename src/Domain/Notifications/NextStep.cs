namespace SinglePointOfReferral.Domain.Notifications;

/// <summary>What is to be done next about a text.</summary>
public abstract record NextStep
{
    /// <summary>Nothing: it has arrived, is no longer of use, or can only be told of by the network.</summary>
    public sealed record Nothing : NextStep;

    /// <summary>Nothing before then.</summary>
    public sealed record Later(DateTimeOffset At) : NextStep;

    /// <summary>Ask the network about the last attempt.</summary>
    public sealed record Look : NextStep;

    /// <summary>Attempt one of the ways.</summary>
    public sealed record Try(int Way) : NextStep;

    /// <summary>Every way has failed, or it is in doubt and nothing more may be tried.</summary>
    public sealed record GiveUp : NextStep;
}

/// <summary>
/// Decides what is done next about a text. Of what may have been sent nothing is sent again, an offer apart: a service that hears of it
/// twice is the lesser harm. The hub is rung then. One attempt is under way at a time.
/// </summary>
public static class NextSteps
{
    /// <summary>How often one way is tried, where it is said that trying again may help.</summary>
    public const int MostTries = 4;

    /// <summary>How often an offer is sent the same way when nobody knows whether it went out.</summary>
    private const int MostInDoubt = 2;

    private const int OnceMore = 2;

    /// <summary>When the network is asked about an attempt of which nobody knows whether it has it; its lists may lag.</summary>
    private static readonly TimeSpan[] LooksInDoubt = [TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(45), TimeSpan.FromSeconds(105)];

    /// <summary>When it is asked about something pressing that it has taken and not told of since; what it tells may get lost.</summary>
    private static readonly TimeSpan[] LooksForPressing = [TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10)];

    /// <summary>When it is asked about anything else that it has taken.</summary>
    private static readonly TimeSpan[] LooksForOther = [TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(4)];

    /// <summary>How long after each failure of a way it is tried again.</summary>
    private static readonly TimeSpan[] Delays = [TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)];

    /// <summary>However long the network asks to be left alone, it is asked again by then; about something pressing, earlier.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongestWaitOfPressing = TimeSpan.FromMinutes(5);

    private static readonly NextStep Nothing = new NextStep.Nothing();

    /// <param name="isWanted">Whether it still is of use.</param>
    public static NextStep Of(Dispatch dispatch, bool isWanted, DateTimeOffset now)
    {
        if (dispatch.IsDelivered || !isWanted)
            return Nothing;
        if (dispatch.Last is not { } last)
            return Way(dispatch, 0);
        var tries = dispatch.TriesOf(last.Way);
        return last.State switch
        {
            AttemptState.Asked or AttemptState.Doubtful => Look(last, LooksInDoubt, now),
            AttemptState.Taken when dispatch.IsPressing => Look(last, LooksForPressing, now),
            AttemptState.Taken => last.Looks < TellDispatch.MostLooks ? Look(last, LooksForOther, now) : Nothing,
            AttemptState.LeftInDoubt when !dispatch.IsPressing => new NextStep.GiveUp(),
            AttemptState.LeftInDoubt => dispatch.Offer is not null && last.Id is null && tries < MostInDoubt ? new NextStep.Try(last.Way) : Way(dispatch, last.Way + 1),
            AttemptState.Failed => last.Remedy switch
            {
                Remedy.RetryLater when tries < MostTries => Again(dispatch, last, tries, now),
                Remedy.RetryOnce when tries < OnceMore => Again(dispatch, last, tries, now),
                _ => Way(dispatch, last.Way + 1),
            },
            _ => Nothing,
        };
    }

    private static NextStep Way(Dispatch dispatch, int way) => way < dispatch.Ways.Count ? new NextStep.Try(way) : new NextStep.GiveUp();

    private static NextStep Look(TextAttempt last, TimeSpan[] looks, DateTimeOffset now)
    {
        var due = last.Since + looks[Math.Min(last.Looks, looks.Length - 1)];
        if (last.NotBefore is { } then && then > due)
            due = then;
        return due > now ? new NextStep.Later(due) : new NextStep.Look();
    }

    private static NextStep Again(Dispatch dispatch, TextAttempt last, int tries, DateTimeOffset now)
    {
        var due = last.Since + Delays[Math.Min(tries, Delays.Length) - 1];
        var latest = last.Since + (dispatch.IsPressing ? LongestWaitOfPressing : LongestWait);
        if (last.NotBefore is { } asked && asked > due)
            due = asked < latest ? asked : latest;
        return due > now ? new NextStep.Later(due) : new NextStep.Try(last.Way);
    }
}
