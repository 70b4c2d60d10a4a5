using SinglePointOfReferral.App.Reporting;
using SinglePointOfReferral.App.Tests.Conventions;
using SinglePointOfReferral.App.Worklist;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Reporting;

namespace SinglePointOfReferral.App.Tests.Reporting;

/// <summary>What was measured, in numbers and never by reference.</summary>
public sealed class MeasuresTests : IAsyncLifetime
{
    private const string March = "/api/measures?from=2026-03-01&to=2026-03-31";
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_visit_in_time_counts_at_once_for_its_day_its_service_and_its_practice()
    {
        var reference = await Accepted();
        var (hub, nurse) = (app.As(TestApp.Clinician), app.As(TestApp.RapidResponse));
        Assert.Equal("0", (await Line(hub, March, "two-hours-from-received"))?["numerator"] ?? "0");
        app.Clock.Advance(TimeSpan.FromMinutes(119));
        await nurse.Tell($"/api/referrals/{reference}/strands/1/visit");
        await app.Settle();
        var met = (await Line(hub, March, "two-hours-from-received"))!;
        Assert.Equal(("1", "1", "100", "All"), (met["numerator"], met["denominator"], met["percent"], met["groupName"]));
        Assert.Equal("119", (await Line(hub, March, "response-minutes:two-hours"))!["median"]);
        Assert.Equal(("2026-03-03", "3 March 2026"), await Group("day"));
        Assert.Equal(("rapid-response-east", "Rapid Response East"), await Group("service"));
        Assert.Equal(("rapid-response", "rapid response"), await Group("pathway"));
        Assert.Equal("gp-practice", (await Group("referrer")).Item1);
        Assert.Equal(("F81001", "Estuary View Surgery"), await Group("practice"));
        Assert.DoesNotContain(reference, (await hub.Ask(March)).Body);

        async Task<(string, string)> Group(string by) => (await Line(hub, $"{March}&by={by}", "two-hours-from-received")) is { } line ? (line["group"], line["groupName"]) : ("", "");
    }

    [Fact]
    public async Task Not_seen_yet_is_late_once_it_is()
    {
        await Accepted();
        app.Clock.Advance(TimeSpan.FromMinutes(121));
        var late = (await Line(app.As(TestApp.Clinician), March, "two-hours-from-received"))!;
        Assert.Equal(("0", "1"), (late["numerator"], late["denominator"]));
    }

    [Fact]
    public async Task Merged_away_it_is_counted_no_more_and_a_rebuild_takes_off_what_no_fact_supports()
    {
        var hub = app.As(TestApp.Clinician);
        var one = await app.Refer();
        await app.Settle();
        var other = await app.Refer(The.Form, TestApp.Paramedic);
        await app.Settle();
        Assert.Equal("2", (await Line(hub, March, "referrals-received"))!["numerator"]);
        await hub.Tell($"/api/referrals/{other}/matches/{one}", new { same = true });
        await hub.Tell($"/api/referrals/{other}/merge", new { into = one });
        await app.Settle();
        Assert.Equal("1", (await Line(hub, March, "referrals-received"))!["numerator"]);

        var before = await app.Ground.Rows(MeasureRows.Table);
        await app.Ground.Tables.Commit(MeasureRows.Table, "20260301", [Ports.Write.Upsert(other, new Dictionary<string, string>())]);
        await app.Get<RebuildLists>().Run(default);
        Assert.Equal(before, await app.Ground.Rows(MeasureRows.Table));
    }

    [Fact]
    public async Task A_commissioner_sees_rounded_numbers_and_nothing_that_rests_on_fewer_than_five()
    {
        var commissioner = app.As(TestApp.Commissioner);
        foreach (var _ in Enumerable.Range(0, 4))
            await app.Refer(The.Form with { NhsNumber = null });
        await app.Settle();
        Assert.Equal("", (await Line(commissioner, March, "referrals-received"))!["numerator"]);
        foreach (var _ in Enumerable.Range(0, 4))
            await app.Refer(The.Form with { NhsNumber = null });
        await app.Settle();
        Assert.Equal("10", (await Line(commissioner, March, "referrals-received"))!["numerator"]);
        Assert.Equal("8", (await Line(app.As(TestApp.Clinician), March, "referrals-received"))!["numerator"]);
        Assert.Equal("True", (await commissioner.Ask(March))["isRounded"]);
    }

    [Fact]
    public async Task The_csv_says_the_same()
    {
        await Accepted();
        var csv = await app.As(TestApp.Clinician).Ask("/api/measures.csv?from=2026-03-03&to=2026-03-03&by=service");
        Assert.Equal((200, "text/csv"), (csv.Status, csv.ContentType));
        var lines = csv.Body.Split("\r\n");
        Assert.Equal("measure,name,group,group name,numerator,denominator,percent,median,p90,mean", lines[0]);
        Assert.Contains("referrals-received,Referrals received,rapid-response-east,Rapid Response East,1,,,,,", lines);
    }

    [Fact]
    public void A_cell_is_quoted_and_never_a_formula()
    {
        var view = new MeasureView("m", "=1+1", "a,b", "say \"hi\"", 1, 2, 50.0m, null, -1.5m, 0.25m);
        Assert.Equal("m,'=1+1,\"a,b\",\"say \"\"hi\"\"\",1,2,50,,-1.5,0.25", MeasuresCsv.Of(new(default, default, null, false, [view])).Split("\r\n")[1]);
    }

    [Theory]
    [InlineData("", "from,to")]
    [InlineData("?from=2026-03-01&to=soon", "to")]
    [InlineData("?from=2026-02-30&to=2026-03-01", "from")]
    [InlineData("?from=2026-03-02&to=2026-03-01", "to")]
    [InlineData("?from=2026-03-01&to=2027-03-02", "to")]
    [InlineData("?from=2026-03-01&to=2026-03-01&by=person", "by")]
    public async Task A_wrong_question_is_told_by_its_part(string query, string wrong)
    {
        foreach (var path in new[] { "/api/measures", "/api/measures.csv" })
        {
            var answer = (await app.As(TestApp.Clinician).Ask(path + query)).AssertProblem();
            Assert.Equal((422, wrong), (answer.Status, string.Join(',', answer.Errors)));
        }
    }

    [Fact]
    public async Task A_day_is_one_read_however_long_the_history()
    {
        var hub = app.As(TestApp.Clinician);
        await hub.Ask("/api/locality");
        Assert.Equal(31, await Reads());
        foreach (var _ in Enumerable.Range(0, 40))
            await app.Refer(The.Form with { NhsNumber = null });
        await app.Settle();
        Assert.Equal(31, await Reads());

        async Task<int> Reads()
        {
            var before = app.Ground.Trips;
            await hub.Ask(March);
            return (app.Ground.Trips - before).Reads;
        }
    }

    [Fact]
    public void The_page_about_measures_says_what_each_counts() => Document.Of("measures.md").Says("measures",
    [
        "| measure | what it counts | numerator | denominator | source |", "|---|---|---|---|---|",
        .. Measures.All.Select(m => $"| `{m.Code}` {m.Name} | {m.Counts} | {m.Numerator} | {m.Denominator} | {m.Source} |"),
    ]);

    private async Task<string> Accepted()
    {
        var reference = await app.Refer();
        await app.Settle();
        await app.As(TestApp.RapidResponse).Tell($"/api/referrals/{reference}/strands/1/accept");
        await app.Settle();
        return reference;
    }

    private static async Task<Dictionary<string, string>?> Line(HttpClient who, string query, string measure)
    {
        var lines = (await who.Ask(query)).Json.GetProperty("lines").EnumerateArray().Where(l => l.GetProperty("measure").GetString() == measure);
        return lines.Select(l => new[] { "group", "groupName", "numerator", "denominator", "percent", "median" }
            .ToDictionary(n => n, n => l.TryGetProperty(n, out var value) ? value.ToString() : "")).FirstOrDefault();
    }
}
