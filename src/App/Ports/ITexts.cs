using SinglePointOfReferral.Domain.Notifications;

namespace SinglePointOfReferral.App.Ports;

/// <summary>Sends text messages.</summary>
public interface ITexts
{
    /// <summary>Sends a text once: another with the same key changes nothing.</summary>
    /// <param name="at">When what it tells was recorded; the same for every attempt.</param>
    Task Send(TextMessage text, DateTimeOffset at, CancellationToken cancel);
}
