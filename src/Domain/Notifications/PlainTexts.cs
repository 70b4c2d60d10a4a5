namespace SinglePointOfReferral.Domain.Notifications;

/// <summary>Texts and what became of them, in plain English.</summary>
public static class PlainTexts
{
    /// <summary>What a kind of text tells, in short.</summary>
    public static string Of(TextKind kind) => kind switch
    {
        TextKind.Offered or TextKind.OfferedCall => "The offer",
        TextKind.Accepted => "That it was accepted",
        TextKind.Visited => "That the person was seen",
        TextKind.Declined => "That it moves on",
        TextKind.Closed or TextKind.PartClosed => "That it was closed",
        TextKind.EmergencyAdvised => "That 999 was advised",
        TextKind.NoService => "That no service was found",
        TextKind.TakenBack => "That it was taken back",
        TextKind.AddedTo => "That more was added",
        TextKind.Withdrawn => "That it was withdrawn",
        TextKind.Duplicate or TextKind.GoesOn => "That it was a duplicate",
        TextKind.DueSoon or TextKind.AnswerDue => "That something is due soon",
        TextKind.Late or TextKind.FollowUpLate or TextKind.Escalated => "That something is late",
        TextKind.Question => "That there is a question",
        TextKind.Message => "That there is a message",
        TextKind.Received => "The reference",
        TextKind.NotReached or TextKind.NotTold => "That a service was not reached",
        TextKind.GlassBroken => "That the glass was broken",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The same within a sentence: "that it was withdrawn".</summary>
    public static string Clause(TextKind kind) => Of(kind) is var words ? char.ToLowerInvariant(words[0]) + words[1..] : "";

    /// <summary>What became of an attempt.</summary>
    public static string Of(WayKind way, TextAttempt attempt) => attempt.State switch
    {
        AttemptState.Asked => "Being sent",
        AttemptState.Doubtful => "In doubt: the network did not say whether it has it, and is being asked",
        AttemptState.Taken => way is WayKind.Call ? "Ringing" : "Sent; the network has not said whether it arrived",
        AttemptState.LeftInDoubt => "In doubt: nobody can tell whether it arrived",
        AttemptState.Delivered when attempt.WasLeftInDoubt => "Arrived, as was found out later",
        AttemptState.Delivered => way is WayKind.Call ? "Somebody answered and pressed a key" : "Arrived",
        AttemptState.Failed => Failure(way, attempt),
        _ => throw new ArgumentOutOfRangeException(nameof(attempt)),
    };

    private static string Failure(WayKind way, TextAttempt attempt) => (way, attempt.Status, attempt.Code) switch
    {
        (_, _, { } code) => CarrierCodes.MeaningOf(code),
        (WayKind.Call, "completed", _) => "Answered, but nobody pressed a key: perhaps a machine",
        (WayKind.Call, "busy", _) => "Engaged",
        (WayKind.Call, "no-answer", _) => "Nobody answered",
        (_, null, _) => "The network could not be reached",
        _ => "It failed, and the network gave no reason",
    };
}
