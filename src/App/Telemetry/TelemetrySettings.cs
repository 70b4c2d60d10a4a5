using OpenTelemetry.Exporter;

namespace SinglePointOfReferral.App.Telemetry;

/// <summary>Where traces, measurements and logs are sent by OTLP ("OpenTelemetry Protocol Exporter" of the OpenTelemetry specification, whose settings
/// these are; headers and timeouts are read by the exporter itself).</summary>
public sealed record TelemetrySettings(Uri Endpoint, OtlpExportProtocol Protocol)
{
    private const string EndpointSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>What the environment says; null where it names nowhere to send to, and then nothing is gathered at all.</summary>
    public static TelemetrySettings? Read(Func<string, string?> setting) => setting(EndpointSetting) switch
    {
        null or "" => null,
        var given when Uri.TryCreate(given, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https" =>
            new(endpoint, setting("OTEL_EXPORTER_OTLP_PROTOCOL") is "http/protobuf" ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc),
        var other => throw new SetupException($"{EndpointSetting} is not an address: '{other}'."),
    };
}
