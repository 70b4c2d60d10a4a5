using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Messages;

/// <summary>A message as it stands on a referral.</summary>
/// <param name="Number">The number of its fact, by which an answer names it.</param>
/// <param name="By">The organisation that sent it.</param>
public sealed record Message(int Number, MessageSent Said, OdsCode By);

/// <summary>
/// The referrer, a provider that it is or was on offer to, or the hub writes to the others: tells something, asks for information,
/// or answers. Everybody who may see the referral can read it.
/// </summary>
public static class SendMessage
{
    /// <param name="inAnswerTo">The number of the question that it answers; null where it answers none.</param>
    /// <param name="seen">The version of the referral that the writer was looking at, where that is known: the same from the same
    /// organisation since then was sent by the first click.</param>
    public static Decision Decide(Referral referral, string? text, bool answerWanted, int? inAnswerTo, OdsCode by, DateTimeOffset now, int? seen = null)
    {
        if (Free.Text(text) is not { } written)
            return Refusal.MessageMissing;
        var message = new MessageSent(written, answerWanted, inAnswerTo);
        if (referral.Messages.Exists(m => m.Said == message && m.By == by && (m == referral.Messages[^1] || m.Number > seen || inAnswerTo is not null)))
            return Decision.Nothing;
        return inAnswerTo is not null && !referral.Messages.Exists(m => m.Number == inAnswerTo && m.Said.AnswerWanted) ? Refusal.NoSuchQuestion
            : inAnswerTo is not null && referral.Messages.Exists(m => m.Said.InAnswerTo == inAnswerTo) ? Refusal.AlreadyAnswered
            : !referral.IsOpen ? Refusal.NoMoreMessages
            : Decision.Of(message, now);
    }
}
