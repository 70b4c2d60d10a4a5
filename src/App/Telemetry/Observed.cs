using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Hosting;
using SinglePointOfReferral.App.Telephone;

namespace SinglePointOfReferral.App.Telemetry;

/// <summary>What is seen of the app from outside: structured logs always, traces and measurements where there is somewhere to send them.</summary>
public static class Observed
{
    private static readonly string[] Sources = [Traces.Name, "Microsoft.AspNetCore", "System.Net.Http", "Azure.*"];

    private static readonly string[] Measured =
    [
        Meters.Name, Webhooks.Meter, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting", "System.Net.Http",
        "System.Runtime",
    ];

    /// <summary>A line of JSON an entry where a platform collects what is written, a plain line on somebody's own screen.</summary>
    public static ILoggingBuilder Log(ILoggingBuilder logging, RunMode mode) => mode.IsUnderFunctionsHost
        ? logging.AddJsonConsole(o => o.UseUtcTimestamp = true) : logging.AddSimpleConsole(o => o.SingleLine = true);

    public static void Add(IServiceCollection services, TelemetrySettings? settings)
    {
        if (settings is null)
            return;
        services.AddOpenTelemetry()
            .ConfigureResource(r => r.AddService("single-point-of-referral"))
            .WithTracing(t => t.AddSource(Sources).AddProcessor(new OnlyIds()))
            .WithMetrics(m => m.AddMeter(Measured).AddView(_ => new MetricStreamConfiguration { TagKeys = [.. Tag.Allowed] }))
            .WithLogging(l => l.AddProcessor(new WithoutExceptions()), o => o.IncludeFormattedMessage = true)
            .UseOtlpExporter(settings.Protocol, settings.Endpoint);
    }

    /// <summary>Names the span of a request by its route, and counts what is refused.</summary>
    public static async Task Request(HttpContext http, RequestDelegate next)
    {
        await next(http);
        var (status, route, method) = (http.Response.StatusCode, RouteOf(http), MethodOf(http.Request));
        if (status >= StatusCodes.Status400BadRequest)
            Meters.Refusals.Add(1, new(Tag.Route, route), new(Tag.Status, status));
        if (http.Features.Get<IHttpActivityFeature>()?.Activity is not { IsAllDataRequested: true } span)
            return;
        span.DisplayName = $"{method} {route}";
        span.SetTag(Tag.Method, method).SetTag(Tag.Route, route).SetTag(Tag.Status, status);
        if (http.Features.Get<Journal.Stored>() is { } stored)
            span.SetTag(Tag.Reference, stored.Reference.Text);
        if (status >= StatusCodes.Status500InternalServerError)
            span.SetStatus(ActivityStatusCode.Error);
    }

    /// <summary>One that is known: whoever asks may write anything there.</summary>
    private static string MethodOf(HttpRequest request) => HttpMethods.GetCanonicalizedValue(request.Method) switch
    {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        _ => "OTHER",
    };

    /// <summary>The pattern, in which no path can be; one for all that lead nowhere.</summary>
    private static string RouteOf(HttpContext http) =>
        (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText is { } pattern ? Permissions.Normal(pattern) : "nowhere";
}
