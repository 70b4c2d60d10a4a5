using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Messages;

/// <summary>
/// The referrer, a provider that it is or was on offer to, or the hub writes to the others: tells something, asks for information,
/// or answers. It is meant for one side; everybody who may see the referral can read it.
/// </summary>
public static class SendMessage
{
    /// <summary>Without the version that was seen, the same words so soon are one message.</summary>
    private static readonly TimeSpan ToldTwice = TimeSpan.FromMinutes(1);

    /// <summary>Why nobody can write, or answer a question, now; null when they can.</summary>
    public static Refusal? WhyNot(Referral referral, int? inAnswerTo = null) =>
        inAnswerTo is { } number && Question(referral, number) is null ? Refusal.NoSuchQuestion
        : inAnswerTo is not null && referral.Messages.Exists(m => m.Said.InAnswerTo == inAnswerTo) ? Refusal.AlreadyAnswered
        : referral.IsOpen ? null
        : Refusal.NoMoreMessages;

    /// <param name="inAnswerTo">The number of the question that it answers; null where it answers none.</param>
    /// <param name="seen">The version of the referral that the writer was looking at, where that is known: the same from the same
    /// organisation since then was sent by the first click.</param>
    /// <param name="to">Whom the hub writes to; null for the referrer. The referrer writes to the service that has it, or to the hub when
    /// none has; a provider to the referrer; an answer goes to whoever asked.</param>
    public static Decision Decide(
        Referral referral, string? text, bool answerWanted, int? inAnswerTo, OdsCode by, DateTimeOffset now, int? seen = null, Side? to = null)
    {
        if (Free.Text(text) is not { } written)
            return Refusal.MessageMissing;
        var question = inAnswerTo is { } number ? Question(referral, number) : null;
        var side = question is not null ? Sides.Of(referral, question.By) : Addressee(referral, by, to);
        var message = new MessageSent(written, answerWanted, inAnswerTo, side);
        if (referral.Messages.Exists(m => m.By == by && m.Said with { To = side } == message && (to is null || m.Said.To == to) && WasJustSent(m, seen, now)))
            return Decision.Nothing;
        return WhyNot(referral, inAnswerTo) is { } refusal ? refusal
            : question is null && side is Side.Service && !Sides.HasService(referral) ? Refusal.NoServiceToAsk
            : Decision.Of(message, now);
    }

    private static Message? Question(Referral referral, int number) => referral.Messages.Find(m => m.Number == number && m.Said.AnswerWanted);

    private static Side Addressee(Referral referral, OdsCode by, Side? to) => Sides.Of(referral, by) switch
    {
        Side.Referrer => Sides.Reached(referral, Side.Service),
        Side.Hub => to ?? Side.Referrer,
        _ => Side.Referrer,
    };

    /// <summary>Whether the same message can have come of the same click; an answer is given once, however late it is given again.</summary>
    private static bool WasJustSent(Message message, int? seen, DateTimeOffset now) =>
        message.Said.InAnswerTo is not null || (seen is { } version ? message.Number > version : now - message.At < ToldTwice);
}
