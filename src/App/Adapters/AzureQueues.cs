using System.Globalization;
using System.Text;
using System.Xml;
using Azure.Core;
using Azure.Core.Pipeline;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Adapters;

/// <summary>
/// Queues in Azure Queue Storage, over its published protocol ("Queue service REST API"). Bodies travel as Base64 of UTF-8, as the
/// Functions host expects them, and never expire. A send whose answer is lost is repeated: a message may come twice.
/// </summary>
public sealed class AzureQueues(StorageAccount account, HttpPipelineTransport? transport = null) : IQueues
{
    private readonly StorageService service = account.Queues(transport);

    public async Task Send(string queue, string body, TimeSpan delay = default, CancellationToken cancel = default)
    {
        StorageLimits.CheckSend(queue, body, delay);
        var xml = Xml(body);
        var answer = await Try();
        if (answer is (404, "QueueNotFound"))
        {
            await Create(queue, cancel);
            answer = await Try();
        }
        if (answer.Status is not 201)
            throw service.Unexpected(answer.Status, answer.Code);

        Task<(int Status, string? Code)> Try() =>
            Call(RequestMethod.Post, $"/{queue}/messages?messagettl=-1&visibilitytimeout={Seconds(delay)}", cancel, xml);
    }

    public async Task<IReadOnlyList<QueueMessage>> Receive(
        string queue, int max, TimeSpan hideFor, CancellationToken cancel = default)
    {
        StorageLimits.CheckReceive(queue, max, hideFor);
        using var message = service.Message(
            RequestMethod.Get, $"/{queue}/messages?numofmessages={Text(max)}&visibilitytimeout={Seconds(hideFor)}");
        var response = await service.Send(message, cancel);
        return response.Status switch
        {
            200 => Messages(queue, response.Content.ToStream()),
            404 => [],
            _ => throw service.Unexpected(response.Status, StorageService.ErrorCode(response)),
        };
    }

    public async Task<bool> Delete(QueueMessage message, CancellationToken cancel = default)
    {
        StorageLimits.CheckQueue(message.Queue);
        return Held(await Call(RequestMethod.Delete, $"{Path(message)}?popreceipt={Uri.EscapeDataString(message.Receipt)}", cancel));
    }

    public async Task<bool> Release(QueueMessage message, TimeSpan delay, CancellationToken cancel = default)
    {
        StorageLimits.CheckQueue(message.Queue);
        StorageLimits.CheckDelay(delay);
        var path = $"{Path(message)}?popreceipt={Uri.EscapeDataString(message.Receipt)}&visibilitytimeout={Seconds(delay)}";
        return Held(await Call(RequestMethod.Put, path, cancel, Xml(message.Body)));
    }

    public async Task<int> Count(string queue, CancellationToken cancel = default)
    {
        StorageLimits.CheckQueue(queue);
        using var message = service.Message(RequestMethod.Get, $"/{queue}?comp=metadata");
        var response = await service.Send(message, cancel);
        if (response.Status is 404)
            return 0;
        return response.Status is 200 && response.Headers.TryGetValue("x-ms-approximate-messages-count", out var count)
            ? int.Parse(count, NumberStyles.None, CultureInfo.InvariantCulture)
            : throw service.Unexpected(response.Status, StorageService.ErrorCode(response));
    }

    private async Task Create(string queue, CancellationToken cancel)
    {
        var answer = await Call(RequestMethod.Put, "/" + queue, cancel);
        if (answer is not (201 or 204, _) and not (409, "QueueAlreadyExists"))
            throw service.Unexpected(answer.Status, answer.Code);
    }

    private async Task<(int Status, string? Code)> Call(RequestMethod method, string pathAndQuery, CancellationToken cancel, byte[]? xml = null)
    {
        using var message = service.Message(method, pathAndQuery);
        if (xml is not null)
            StorageService.SetBody(message, "application/xml", xml);
        var response = await service.Send(message, cancel);
        return (response.Status, response.IsError ? StorageService.ErrorCode(response) : null);
    }

    /// <summary>Whether the receipt still held ("Delete Message", "Update Message").</summary>
    private bool Held((int Status, string? Code) answer) => answer switch
    {
        (204, _) => true,
        (404, _) or (400, "PopReceiptMismatch") => false,
        _ => throw service.Unexpected(answer.Status, answer.Code),
    };

    private static string Path(QueueMessage message) => $"/{message.Queue}/messages/{Uri.EscapeDataString(message.Id)}";

    private static byte[] Xml(string body) => Encoding.UTF8.GetBytes(
        $"<QueueMessage><MessageText>{Convert.ToBase64String(Encoding.UTF8.GetBytes(body))}</MessageText></QueueMessage>");

    /// <summary>"Get Messages": a QueueMessagesList of QueueMessage, each with its values as elements.</summary>
    private static List<QueueMessage> Messages(string queue, Stream answer)
    {
        var messages = new List<QueueMessage>();
        string id = "", text = "", receipt = "";
        var attempt = 1;
        using var xml = XmlReader.Create(answer);
        for (xml.MoveToContent(); !xml.EOF;)
        {
            switch (xml)
            {
                case { NodeType: XmlNodeType.Element, Name: "MessageId" }: id = xml.ReadElementContentAsString(); break;
                case { NodeType: XmlNodeType.Element, Name: "PopReceipt" }: receipt = xml.ReadElementContentAsString(); break;
                case { NodeType: XmlNodeType.Element, Name: "DequeueCount" }: attempt = xml.ReadElementContentAsInt(); break;
                case { NodeType: XmlNodeType.Element, Name: "MessageText" }: text = xml.ReadElementContentAsString(); break;
                case { NodeType: XmlNodeType.EndElement, Name: "QueueMessage" }:
                    messages.Add(new QueueMessage(queue, id, Decoded(text), attempt, receipt));
                    xml.Read();
                    break;
                default: xml.Read(); break;
            }
        }
        return messages;
    }

    /// <summary>A text that is not Base64 was put there by someone else's hand; it is taken as it stands.</summary>
    private static string Decoded(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : text;
    }

    private static string Seconds(TimeSpan time) => Text((int)Math.Ceiling(time.TotalSeconds));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
