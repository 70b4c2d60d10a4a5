using System.Diagnostics.Metrics;
using OpenTelemetry.Exporter;
using SinglePointOfReferral.App.Telemetry;
using SinglePointOfReferral.App.Tests.Conventions;
using SinglePointOfReferral.App.Tests.Door;

namespace SinglePointOfReferral.App.Tests.Telemetry;

/// <summary>What is seen of the app from outside, and that nobody can be found in it.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task A_journey_is_traced_and_counted_and_nothing_of_the_person_leaves_the_process()
    {
        await using var collector = await Collector.Start();
        string reference;
        await using (var app = await TestApp.Start(with: s => s with { Telemetry = new(collector.Address, OtlpExportProtocol.HttpProtobuf) }))
        {
            var (gp, nurse, hub) = (app.As(TestApp.Gp), app.As(TestApp.RapidResponse), app.As(TestApp.Clinician));
            reference = await app.Refer(key: "Edith");
            await app.Settle();
            await gp.Ask($"/api/referrals/{reference}?nhsNumber=9990000018&name=Edith");
            await gp.Ask("/referrals/Edith?dateOfBirth=1942-03-09");
            await gp.Ask("/Edith/Winterbourne");
            await gp.TellRaw("/api/referrals", "{\"name\": \"Edith");
            await hub.Tell("/api/hub/find", new { nhsNumber = "999 000 0018" });
            await nurse.Tell($"/api/referrals/{reference}/strands/1/decline", new { reason = "other", note = "Written note about Edith" });
            using var odd = await gp.SendAsync(new HttpRequestMessage(new HttpMethod("EDITH"), "/refer"));
            using var named = new HttpRequestMessage(HttpMethod.Get, "/hub");
            named.Headers.Add("tracestate", "name=edith");
            named.Headers.Add("baggage", "name=Edith");
            using var answer = await hub.SendAsync(named);
            app.Ground.Tables.IsDown = table => table == "lists";
            Assert.Equal(503, (await hub.Ask("/hub")).Status);
            await app.Settle();
        }
        var (traces, metrics, logs) = (collector.All("traces"), collector.All("metrics"), collector.All("logs"));

        foreach (var span in new[] { "POST /api/referrals", "GET /api/referrals/{reference}", "TriageReferral", "triage-referral", "commit", reference, "GET nowhere" })
            Assert.Contains(span, traces, StringComparison.Ordinal);
        foreach (var measured in new[] { "referrals.submitted", "texts.attempts", "messages.failed", "requests.refused", "storage.trips", "http.server.request.duration" })
            Assert.Contains(measured, metrics, StringComparison.Ordinal);
        Assert.Contains("failed at attempt", logs, StringComparison.Ordinal);
        Assert.DoesNotContain(reference, metrics, StringComparison.Ordinal);
        foreach (var text in new[] { traces, metrics, logs })
            Assert.All((string[])[.. The.Canaries, "Winterbourne", "Okafor", "url.path", "url.query", "url.full", "user_agent"], c => Assert.DoesNotContain(c, text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task What_is_counted_has_codes_for_tags_and_no_values()
    {
        var counted = new System.Collections.Concurrent.ConcurrentBag<(string Name, string Tag, string Value)>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, l) => { if (instrument.Meter.Name == Meters.Name) l.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) =>
        {
            foreach (var tag in tags)
                counted.Add((instrument.Name, tag.Key, $"{tag.Value}"));
        });
        listener.Start();
        await using var app = await Outside.Start();
        using var missing = await app.Send(Outside.Request(HttpMethod.Get, "/referrals/Edith", Outside.Nurse));
        using var nowhere = await app.Send(Outside.Request(HttpMethod.Get, "/Edith"));
        Assert.Contains(("requests.refused", Tag.Route, "/referrals/{reference}"), counted);
        Assert.All(counted, c => Assert.Contains(c.Tag, Tag.Allowed));
        Assert.All(counted, c => Assert.DoesNotContain("Edith", c.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_gathered_where_there_is_nowhere_to_send_it()
    {
        Assert.Null(TelemetrySettings.Read(_ => null));
        Assert.Null(TelemetrySettings.Read(_ => ""));
        Assert.Equal(new(new("http://collector:4317"), OtlpExportProtocol.Grpc), TelemetrySettings.Read(name => name == "OTEL_EXPORTER_OTLP_ENDPOINT" ? "http://collector:4317" : null));
        Assert.Throws<SetupException>(() => TelemetrySettings.Read(_ => "somewhere"));
    }

    [Fact]
    public void The_page_lists_what_is_counted() => Document.Of("telemetry.md").Says("meters",
    [
        "| name | what |",
        "|---|---|",
        .. Meters.All.Select(m => $"| `{m.Name}` | {m.Description} |"),
    ]);

    [Fact]
    public void The_page_lists_every_tag_that_may_leave_the_process() =>
        Document.Of("telemetry.md").Says("tags", [string.Join(", ", Tag.Allowed.Order(StringComparer.Ordinal).Select(t => $"`{t}`")) + "."]);
}
