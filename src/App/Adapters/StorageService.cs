using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Adapters;

/// <summary>
/// One REST service of a storage account: makes requests, sends them with a few retries, and turns silence and refusals into
/// <see cref="StorageUnavailableException"/> with a sentence that holds no key, no content and no token.
/// </summary>
internal sealed class StorageService(string name, Uri endpoint, HttpPipelinePolicy sign, HttpPipelineTransport? transport)
{
    /// <summary>The first version whose table service takes identity tokens ("Versioning for Azure Storage").</summary>
    private const string Version = "2020-12-06";

    private readonly HttpPipeline pipeline = HttpPipelineBuilder.Build(new Options(transport), sign);

    /// <summary>The service's address without a slash at its end.</summary>
    public string Root { get; } = endpoint.AbsoluteUri.TrimEnd('/');

    /// <summary>A request whose path and query are already percent-encoded.</summary>
    public HttpMessage Message(RequestMethod method, string pathAndQuery)
    {
        var message = pipeline.CreateMessage();
        var request = message.Request;
        request.Method = method;
        request.Uri.Reset(new Uri(Root + pathAndQuery));
        request.Headers.SetValue("x-ms-version", Version);
        return message;
    }

    public static void SetBody(HttpMessage message, string contentType, ReadOnlyMemory<byte> body)
    {
        message.Request.Headers.SetValue("Content-Type", contentType);
        message.Request.Content = RequestContent.Create(body);
    }

    public async ValueTask<Response> Send(HttpMessage message, CancellationToken cancel)
    {
        try
        {
            await pipeline.SendAsync(message, cancel);
            return message.Response;
        }
        catch (Exception e) when (
            e is RequestFailedException or AggregateException or OperationCanceledException or IOException or HttpRequestException)
        {
            cancel.ThrowIfCancellationRequested();
            throw new StorageUnavailableException($"The {name} service at {endpoint.Authority} did not answer.", e);
        }
        catch (AuthenticationFailedException e)
        {
            throw new StorageUnavailableException($"The app's identity got no token for the {name} service at {endpoint.Authority}.", e);
        }
    }

    public StorageUnavailableException Unexpected(int status, string? code) =>
        new($"The {name} service at {endpoint.Authority} answered {status} ({code ?? "no error code"}).");

    /// <summary>The service's error code ("Status and error codes"): in a header, or in the body's JSON.</summary>
    public static string? ErrorCode(Response response) =>
        response.Headers.TryGetValue("x-ms-error-code", out var code) ? code : ErrorCode(response.Content.ToMemory().Span);

    /// <summary>The error code of the first JSON object in the text.</summary>
    public static string? ErrorCode(ReadOnlySpan<byte> text)
    {
        var start = text.IndexOf((byte)'{');
        if (start < 0)
            return null;
        var reader = new Utf8JsonReader(text[start..], isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.PropertyName && reader.ValueTextEquals("code"u8))
                    return reader.Read() && reader.TokenType is JsonTokenType.String ? reader.GetString() : null;
            }
        }
        catch (JsonException)
        {
            // An answer from something between us and the service: its status says enough.
        }
        return null;
    }

    /// <summary>
    /// Two retries, 5 seconds a try: at worst some 16 seconds. Requests are not logged, because their addresses name rows;
    /// the tracing that Azure.Core offers stays, for whoever listens.
    /// </summary>
    private sealed class Options : ClientOptions
    {
        public Options(HttpPipelineTransport? transport)
        {
            if (transport is not null)
                Transport = transport;
            Retry.Mode = RetryMode.Exponential;
            Retry.MaxRetries = 2;
            Retry.Delay = TimeSpan.FromMilliseconds(200);
            Retry.MaxDelay = TimeSpan.FromSeconds(1);
            Retry.NetworkTimeout = TimeSpan.FromSeconds(5);
            Diagnostics.IsLoggingEnabled = false;
        }
    }
}
