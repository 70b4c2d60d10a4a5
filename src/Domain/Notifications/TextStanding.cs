namespace SinglePointOfReferral.Domain.Notifications;

/// <summary>How a text has fared, for people to read.</summary>
public enum TextStanding
{
    Delivered, UnderWay,

    /// <summary>The network has it, and has not said whether it arrived.</summary>
    Sent,

    /// <summary>It may have arrived, and may not: nobody can tell.</summary>
    InDoubt,

    /// <summary>It was for an offer that is over.</summary>
    Overtaken,

    OptedOut, NotDelivered,
}

public static class TextStandings
{
    public static TextStanding Of(Dispatch dispatch, bool isWanted, DateTimeOffset now)
    {
        if (dispatch.IsDelivered)
            return TextStanding.Delivered;
        var isLeft = dispatch.Attempts.Exists(a => a.State is AttemptState.LeftInDoubt);
        return NextSteps.Of(dispatch, isWanted, now) switch
        {
            NextStep.GiveUp when isLeft => TextStanding.InDoubt,
            NextStep.GiveUp => dispatch.Attempts.TrueForAll(a => a.Remedy is Remedy.OptedOut) ? TextStanding.OptedOut : TextStanding.NotDelivered,
            NextStep.Nothing when dispatch.Last is { State: AttemptState.Taken } => TextStanding.Sent,
            NextStep.Nothing => TextStanding.Overtaken,
            NextStep.Later or NextStep.Look when dispatch is { IsPressing: false, Last.State: AttemptState.Taken } => TextStanding.Sent,
            _ => TextStanding.UnderWay,
        };
    }

    /// <summary>Whether somebody should telephone instead.</summary>
    public static bool IsTrouble(this TextStanding standing) => standing is TextStanding.InDoubt or TextStanding.OptedOut or TextStanding.NotDelivered;

    public static string InWords(this TextStanding standing) => standing switch
    {
        TextStanding.Delivered => "Arrived",
        TextStanding.UnderWay => "Being sent",
        TextStanding.Sent => "Sent; the network has not said whether it arrived",
        TextStanding.InDoubt => "Nobody can tell whether it arrived. Telephone instead",
        TextStanding.Overtaken => "Not sent any further: the offer is over",
        TextStanding.OptedOut => "Not sent: this telephone has asked for no texts. Telephone instead",
        TextStanding.NotDelivered => "Could not be delivered. Telephone instead",
        _ => throw new ArgumentOutOfRangeException(nameof(standing)),
    };
}
