using System.Net;
using Microsoft.AspNetCore.Http;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Hosting;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Tests.Pages;

namespace SinglePointOfReferral.App.Tests.Audit;

/// <summary>Who looked at what, as those who may ask are told.</summary>
public sealed class LooksTests : IAsyncLifetime
{
    private TestApp app = null!;
    private string reference = "";

    /// <summary>The GP opens it, the hub prints it, the paramedic is refused and the hub searches; half of that is sealed.</summary>
    public async Task InitializeAsync()
    {
        app = await TestApp.Start();
        reference = await app.Refer();
        await app.Settle();
        await app.As(TestApp.Gp).Ask($"/api/referrals/{reference}");
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.As(TestApp.Clinician).Ask($"/referrals/{reference}/print");
        await app.Get<SealAudit>().Run(default);
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.As(TestApp.Paramedic).Ask($"/api/referrals/{reference}");
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.As(TestApp.Clinician).Tell("/api/hub/find", new { nhsNumber = "999 000 0018" });
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Its_referrer_sees_who_looked_sealed_or_not_and_the_network_address_of_nobody()
    {
        using var gp = await Browser.Of(app, TestApp.Gp);
        Assert.Contains($"/referrals/{reference}/looked", (await gp.Open($"/referrals/{reference}")).Html, StringComparison.Ordinal);
        var page = await gp.Open($"/referrals/{reference}/looked");
        Assert.Matches("Dr Amara Okafor.*Looked.*Nadia Rahman.*Printed.*Tom Bright.*Was refused", page.Text);
        Assert.DoesNotContain("127.0.0.1", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(".csv", page.Html, StringComparison.Ordinal);
        Assert.Equal(403, (await gp.Open("/governance")).Status);
        Assert.Equal(403, (await app.As(TestApp.Gp).Ask($"/api/referrals/{reference}/looked.csv")).Status);
    }

    [Fact]
    public async Task The_governance_lead_sees_the_audit_of_a_referral_and_nothing_of_what_it_says()
    {
        using var lead = await Browser.Of(app, TestApp.GovernanceLead);
        var page = await lead.Open($"/referrals/{reference}/looked");
        Assert.Contains("API 127.0.0.1", page.Text, StringComparison.Ordinal);
        foreach (var path in new[] { $"/referrals/{reference}/looked", "/governance", $"/governance/person/{TestApp.Clinician}", $"/api/referrals/{reference}/looked.csv" })
        {
            var body = (await lead.Open(path)).Html;
            Assert.All(The.Canaries, c => Assert.DoesNotContain(c, body, StringComparison.OrdinalIgnoreCase));
        }
        Assert.Equal(403, (await lead.Open($"/referrals/{reference}")).Status);
        Assert.Equal(403, (await app.As(TestApp.GovernanceLead).Ask($"/api/referrals/{reference}")).Status);
    }

    [Fact]
    public async Task What_somebody_looked_at_is_told_by_day_and_looking_it_up_is_recorded_itself()
    {
        var lead = app.As(TestApp.GovernanceLead);
        var told = await lead.Ask($"/api/governance/people/{TestApp.Clinician}/looked");
        Assert.Equal(["printed", "searched"], told.Each("looks", "act"));
        Assert.Equal([reference, ""], told.Each("looks", "about").Select(a => a.StartsWith("search-", StringComparison.Ordinal) ? "" : a));
        Assert.Empty((await lead.Ask($"/api/governance/people/{TestApp.Clinician}/looked?from=2026-03-01&to=2026-03-02")).Each("looks", "act"));
        Assert.Equal(["refused", "searched"], (await lead.Ask("/api/governance/acts")).Each("looks", "act"));
        Assert.Equal(
            [$"viewed person-{TestApp.Clinician}", $"viewed person-{TestApp.Clinician}", "viewed "],
            (await app.Ground.Audited()).Where(r => r["by"] == TestApp.GovernanceLead).Select(r => $"{r["act"]} {r["about"]}"));
    }

    [Fact]
    public async Task The_file_of_it_is_safe_in_a_spreadsheet_and_is_recorded_as_an_export()
    {
        var deed = new Deed(Act.Viewed, "=cmd()", "F81001", reference, "GET /", "a,\"b", "web");
        var entry = AuditEntry.Of(deed, app.Clock.GetUtcNow());
        await app.Ground.Tables.Commit(AuditLog.Table, entry.Day, [Write.Insert(entry.Key, entry.Texts)]);
        var file = await app.As(TestApp.GovernanceLead).Ask($"/api/referrals/{reference}/looked.csv");
        Assert.Equal("text/csv", file.ContentType);
        Assert.Contains(",'=cmd(),'=cmd(),F81001,", file.Body, StringComparison.Ordinal);
        Assert.Contains("\"a,\"\"b\"", file.Body, StringComparison.Ordinal);
        Assert.Contains(await app.Ground.Audited(), r => (r["act"], r["by"], r["about"]) == ("exported", TestApp.GovernanceLead, reference));
        await app.As(TestApp.Clinician).Ask("/api/measures.csv?from=2026-03-01&to=2026-03-31");
        Assert.Contains(await app.Ground.Audited(), r => (r["act"], r["by"], r["what"]) == ("exported", TestApp.Clinician, "GET /api/measures.csv"));
    }

    [Fact]
    public async Task The_lead_looks_a_referral_or_a_person_up_and_wrong_days_stay_as_typed()
    {
        using var lead = await Browser.Of(app, TestApp.GovernanceLead);
        Assert.Equal($"/referrals/{reference}/looked", (await lead.Open($"/governance?reference={reference}")).Location);
        Assert.Equal($"/governance/person/{TestApp.Gp}", (await lead.Open($"/governance?person={TestApp.Gp}")).Location);
        foreach (var wrong in new[] { "from=soon", "to=2026-13-01", "from=2026-03-03&to=2026-03-01", "from=2025-01-01&to=2026-03-01", "from=0001-01-01", "to=9999-12-31", "reference=12" })
        {
            var page = await lead.Open($"/governance?{wrong}");
            Assert.Equal((wrong, 422), (wrong, page.Status));
            Assert.Contains($"value=\"{wrong.Split('=')[1].Split('&')[0]}\"", page.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Closing_and_opening_a_service_and_setting_its_places_is_recorded_with_what_it_was()
    {
        var hub = app.As(TestApp.Clinician);
        await hub.Tell("/api/services/rapid-response-east/close", new { until = app.Clock.GetUtcNow().AddHours(8), reason = "full" });
        await hub.Tell("/api/services/rapid-response-east/open");
        Assert.Equal(
            ["closed", "opened"],
            (await app.Ground.Audited()).Where(r => (r["act"], r["about"]) == ("changed", "service-rapid-response-east")).Select(r => r["why"]));
    }

    [Theory]
    [InlineData("198.51.100.7:4711", null, "198.51.100.7")]
    [InlineData(null, "203.0.113.9, 198.51.100.7:4711", "198.51.100.7")]
    [InlineData("2001:db8::1", null, "2001:db8::1")]
    [InlineData("no address", "nor this", "127.0.0.1")]
    [InlineData(null, null, "127.0.0.1")]
    public void Under_the_host_the_address_is_the_one_that_the_platform_tells(string? clientIp, string? forwarded, string address)
    {
        var http = new DefaultHttpContext();
        http.Request.Path = "/api/hub/referrals";
        http.Connection.RemoteIpAddress = IPAddress.Loopback;
        http.Request.Headers["Client-IP"] = clientIp;
        http.Request.Headers["X-Forwarded-For"] = forwarded;
        Assert.Equal($"API {address}", CameFrom.Of(http, new RunMode(IsDemonstration: false, IsUnderFunctionsHost: true, HasPlatformSignIn: true)));
        Assert.Equal("API 127.0.0.1", CameFrom.Of(http, new RunMode(IsDemonstration: true, IsUnderFunctionsHost: false)));
    }
}
