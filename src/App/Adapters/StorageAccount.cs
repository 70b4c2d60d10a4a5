using Azure.Core;
using Azure.Core.Pipeline;

namespace SinglePointOfReferral.App.Adapters;

/// <summary>
/// Where a storage account's tables and queues are, and what proves that we may use them: its key, or an identity
/// ("Configure Azure Storage connection strings" and "Authorize with Microsoft Entra ID", Microsoft Learn).
/// </summary>
public sealed class StorageAccount
{
    /// <summary>The emulator's well-known account and key, published in "Use the Azurite emulator": no secret.</summary>
    public const string EmulatorName = "devstoreaccount1";
    public const string EmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private const string PublicCloud = "core.windows.net";
    private static readonly string[] TokenScopes = ["https://storage.azure.com/.default"];

    private readonly Func<SharedKeyScheme, HttpPipelinePolicy> sign;

    private StorageAccount(string name, Uri tables, Uri queues, Func<SharedKeyScheme, HttpPipelinePolicy> sign)
    {
        Name = name;
        TableEndpoint = tables;
        QueueEndpoint = queues;
        this.sign = sign;
    }

    public string Name { get; }

    public Uri TableEndpoint { get; }

    public Uri QueueEndpoint { get; }

    /// <summary>An account reached with its key. A text that is no connection string throws <see cref="ArgumentException"/>.</summary>
    public static StorageAccount Parse(string connectionString)
    {
        var settings = Settings(connectionString);
        if (settings.TryGetValue("UseDevelopmentStorage", out var emulator) && emulator.Equals("true", StringComparison.OrdinalIgnoreCase))
            return WithKey(EmulatorName, Convert.FromBase64String(EmulatorKey),
                new Uri($"http://127.0.0.1:10002/{EmulatorName}"), new Uri($"http://127.0.0.1:10001/{EmulatorName}"));

        var name = Required("AccountName");
        return WithKey(name, Key(Required("AccountKey")), Endpoint("TableEndpoint", "table"), Endpoint("QueueEndpoint", "queue"));

        string Required(string setting) => settings.GetValueOrDefault(setting) is { Length: > 0 } value
            ? value : throw new ArgumentException($"The storage connection string has no {setting}.");

        Uri Endpoint(string setting, string service)
        {
            var text = settings.GetValueOrDefault(setting)
                ?? $"{settings.GetValueOrDefault("DefaultEndpointsProtocol", "https")}://{name}.{service}.{settings.GetValueOrDefault("EndpointSuffix", PublicCloud)}";
            return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Query.Length == 0
                ? uri : throw new ArgumentException($"The storage connection string gives no usable address for its {service} service.");
        }
    }

    /// <summary>An account reached with the identity that the app runs as.</summary>
    public static StorageAccount WithIdentity(string name, TokenCredential credential, string endpointSuffix = PublicCloud)
    {
        if (name.Length is < 3 or > 24 || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)))
            throw new ArgumentException("A storage account's name has 3 to 24 lower-case letters and digits.");
        return new(name, new Uri($"https://{name}.table.{endpointSuffix}"), new Uri($"https://{name}.queue.{endpointSuffix}"),
            _ => new BearerTokenAuthenticationPolicy(credential, TokenScopes));
    }

    internal StorageService Tables(HttpPipelineTransport? transport) => new("table", TableEndpoint, sign(SharedKeyScheme.Table), transport);

    internal StorageService Queues(HttpPipelineTransport? transport) => new("queue", QueueEndpoint, sign(SharedKeyScheme.Queue), transport);

    private static StorageAccount WithKey(string name, byte[] key, Uri tables, Uri queues) =>
        new(name, tables, queues, scheme => new SharedKeyPolicy(scheme, name, key));

    private static Dictionary<string, string> Settings(string connectionString)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
                throw new ArgumentException("A storage connection string is a list of Name=Value, separated by semicolons.");
            settings[part[..equals].TrimEnd()] = part[(equals + 1)..].TrimStart();
        }
        return settings;
    }

    private static byte[] Key(string text)
    {
        var key = new byte[text.Length];
        return Convert.TryFromBase64String(text, key, out var length) && length > 0
            ? key[..length] : throw new ArgumentException("The AccountKey of the storage connection string is not Base64.");
    }
}
