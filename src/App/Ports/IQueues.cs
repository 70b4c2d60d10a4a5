namespace SinglePointOfReferral.App.Ports;

/// <summary>A message as received: hidden from other receivers until it is deleted, released, or its time is up.</summary>
/// <param name="Attempt">How often it has been received, this time included; 1 at first.</param>
/// <param name="Receipt">Proof of this receipt; a later receipt by anybody makes it worthless.</param>
public sealed record QueueMessage(string Queue, string Id, string Body, int Attempt, string Receipt);

/// <summary>
/// Queues in the sense of Azure Queue Storage: at least once, in no promised order. Names have 3 to 63 lower-case letters,
/// digits and single hyphens; a body is at most 48 KiB of UTF-8 (64 KiB once encoded as the Functions host expects it); delays are at
/// most seven days. A queue comes into being when it is first sent to; receiving from one that nobody has sent to gives nothing.
/// </summary>
public interface IQueues
{
    /// <summary>Sends a message that becomes visible after <paramref name="delay"/>.</summary>
    Task Send(string queue, string body, TimeSpan delay = default, CancellationToken cancel = default);

    /// <summary>At most <paramref name="max"/> (1 to 32) messages, each hidden for <paramref name="hideFor"/>.</summary>
    Task<IReadOnlyList<QueueMessage>> Receive(string queue, int max, TimeSpan hideFor, CancellationToken cancel = default);

    /// <summary>Removes a received message. False when the receipt no longer holds: someone else has received it since.</summary>
    Task<bool> Delete(QueueMessage message, CancellationToken cancel = default);

    /// <summary>Gives a received message back, visible again after <paramref name="delay"/>. False when the receipt no longer holds.</summary>
    Task<bool> Release(QueueMessage message, TimeSpan delay, CancellationToken cancel = default);

    /// <summary>About how many messages the queue holds, hidden ones included.</summary>
    Task<int> Count(string queue, CancellationToken cancel = default);
}
