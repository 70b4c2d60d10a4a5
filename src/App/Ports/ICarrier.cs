using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Ports;

/// <summary>What the telephone network says of a text or a call that it was asked for.</summary>
public abstract record CarrierAnswer
{
    /// <summary>It has it, under this id; how it fares is told later.</summary>
    public sealed record Taken(CarrierReport Report) : CarrierAnswer;

    /// <summary>It does not take it; nothing was sent.</summary>
    /// <param name="Code">The network's error code, or the HTTP status where it gave none; null where it was not reached at all.</param>
    /// <param name="RetryAfter">How long it asks to be left alone.</param>
    public sealed record Refused(int? Code, TimeSpan? RetryAfter) : CarrierAnswer;

    /// <summary>No answer came, or none that tells: it may have it, and may not.</summary>
    public sealed record Doubtful : CarrierAnswer;
}

/// <summary>How a text or a call fares.</summary>
/// <param name="Id">The network's id of it.</param>
/// <param name="Status">queued, accepted, scheduled, sending, sent, delivered, undelivered, failed, canceled, read; of a call queued,
/// initiated, ringing, in-progress, completed, busy, no-answer, failed or canceled.</param>
/// <param name="Code">Why it failed; null where it has not, or no reason is known.</param>
public sealed record CarrierReport(string Id, string Status, int? Code);

/// <summary>A text that the network has, as it lists it.</summary>
public sealed record CarrierText(CarrierReport Report, string Body, DateTimeOffset MadeAt);

/// <summary>
/// The telephone network: Twilio, or the telephones of this machine. No method throws for what the network answers or fails to answer,
/// but the two that look throw <see cref="StorageUnavailableException"/> when they cannot.
/// </summary>
public interface ICarrier
{
    /// <summary>Asks for a text. The network has no way to be asked twice for the same one: whoever asks again sends again.</summary>
    /// <param name="key">The key of the text; reports of it come to <c>/sms/status/{key}/{attempt}</c>.</param>
    /// <param name="until">After this it need not arrive any more; null where it always may.</param>
    Task<CarrierAnswer> Text(string key, int attempt, PhoneNumber to, string body, DateTimeOffset? until, CancellationToken cancel);

    /// <summary>Asks for a call. What is said on it is asked for at <c>/voice/message/{key}/{attempt}</c>; how it ended comes to
    /// <c>/voice/status/{key}/{attempt}</c>.</summary>
    Task<CarrierAnswer> Ring(string key, int attempt, PhoneNumber to, CancellationToken cancel);

    /// <summary>The texts to a number that were asked for since a moment, whoever asked.</summary>
    Task<IReadOnlyList<CarrierText>> TextsTo(PhoneNumber to, DateTimeOffset since, CancellationToken cancel);

    /// <summary>How a text (SM…) or a call (CA…) fares now; null where the network does not know it.</summary>
    Task<CarrierReport?> Look(string id, CancellationToken cancel);
}
