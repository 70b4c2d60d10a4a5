using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Hosting;
using SinglePointOfReferral.App.Identity;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain.Notifications;

namespace SinglePointOfReferral.App.Tests.Conventions;

/// <summary>Promises whose lists are taken from the code, so that what is forgotten fails here.</summary>
public sealed class ConventionTests
{
    [Fact]
    public async Task Every_route_has_a_permission_and_every_permission_a_route()
    {
        var routes = new HashSet<(string Method, string Route)>();
        foreach (var underHost in new[] { false, true })
        {
            await using var app = await TestApp.Start(mode: new RunMode(IsDemonstration: !underHost, underHost));
            foreach (var endpoint in app.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
                routes.UnionWith((await Methods(app, endpoint)).Select(m => (m, Permissions.Normal(endpoint.RoutePattern.RawText ?? ""))));
        }
        var permissions = Permissions.All.SelectMany(p => p.Methods.Select(m => (m, p.Route))).ToHashSet();
        Assert.All(routes, r => Assert.True(permissions.Contains(r), $"{r} has no permission."));
        Assert.All(permissions, p => Assert.True(routes.Contains(p), $"{p} has no endpoint."));
    }

    [Fact]
    public async Task No_page_does_anything_without_the_token_of_its_form()
    {
        await using var app = await TestApp.Start();
        var reference = await app.Refer();
        await app.Settle();
        foreach (var endpoint in app.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is not null))
        {
            if (!(await Methods(app, endpoint)).Contains(HttpMethods.Post))
                continue;
            var address = Permissions.Normal(endpoint.RoutePattern.RawText ?? "").Replace("{reference}", reference, StringComparison.Ordinal).Replace("{strand:int}", "1", StringComparison.Ordinal);
            var answers = new List<int>();
            foreach (var person in new[] { TestApp.Gp, TestApp.RapidResponse, TestApp.Clinician, TestApp.Administrator })
            {
                using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["person"] = person, ["reason"] = "other" });
                using var response = await app.As(person).PostAsync(address, form);
                answers.Add((int)response.StatusCode);
            }
            Assert.True(answers.Contains(400) && answers.TrueForAll(a => a >= 400), $"{address} answered {string.Join(", ", answers)}.");
        }
        Assert.Equal("2", (await app.As(TestApp.Gp).Ask($"/api/referrals/{reference}"))["history.1.number"]);
    }

    [Fact]
    public void No_two_permissions_are_about_the_same() =>
        Assert.Equal(Permissions.All.Sum(p => p.Methods.Length), Permissions.All.SelectMany(p => p.Methods.Select(m => (m, p.Route))).Distinct().Count());

    [Fact]
    public void Every_queue_has_a_legal_name_a_function_and_a_function_for_what_fails()
    {
        var functions = FunctionTable.All.OfType<QueueFunction>().Select(f => f.Queue).ToList();
        Assert.All(functions, StorageLimits.CheckQueue);
        Assert.Equal(functions.Count, functions.Distinct().Count());
        Assert.All(functions.Where(q => !q.EndsWith("-poison", StringComparison.Ordinal)), q => Assert.Contains(QueueNames.Poison(q), functions));
        Assert.Subset(functions.ToHashSet(), The.OfEachKind.SelectMany(Outbox.Queues).Append(QueueNames.UpdateLists).Append(QueueNames.WatchClocks).ToHashSet());
    }

    [Fact]
    public void Every_door_of_the_Functions_host_has_a_prefix_of_its_own_and_none_reaches_the_triggers()
    {
        var doors = FunctionTable.All.OfType<HttpFunction>().ToList();
        var prefixes = doors.Select(d => d.Route.Split('/')[0]).ToList();
        Assert.Equal(doors.Count, prefixes.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(prefixes.Skip(1), p => Assert.Matches("^[a-z]+(-[a-z]+)*$", p));
        Assert.Equal("{ignored:maxlength(0)?}", prefixes[0]);
        Assert.Empty(FunctionTable.All.Where(f => f is not HttpFunction).Select(f => f.Name).Intersect(prefixes, StringComparer.OrdinalIgnoreCase));
        Assert.Equal(FunctionTable.All.Count, FunctionTable.All.Select(f => f.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Every_timer_runs_at_whole_multiples_that_the_host_can_say() =>
        Assert.Equal(["*/30 * * * * *", "0 * * * * *", "0 * * * * *"], FunctionTable.All.OfType<TimerFunction>().Select(t => t.Cron).Order());

    [Fact]
    public void Every_text_of_the_real_town_fits_one_message()
    {
        var town = App.DirectoryOfServices.LocalityFiles.Read(TestApp.Southend);
        foreach (var service in town.Services)
        {
            var offered = The.Offered with { Service = service.Id, Provider = service.Organisation };
            var story = Given.Facts(The.Submitted, The.Triaged, offered);
            foreach (var fact in new Domain.Fact[] { offered, The.Accepted with { Service = service.Id }, The.Declined with { Service = service.Id }, The.Visited, The.Closed, The.Withdrawn })
            {
                var texts = TextMessages.Of(story.Referral, new Domain.Recorded(4, The.Start, The.Start, The.Gp, null, fact), town);
                Assert.All(texts, t => Assert.True(Gsm7.Fits(t.Body), t.Body));
            }
        }
    }

    [Fact]
    public async Task After_a_whole_journey_nothing_personal_is_anywhere_in_clear()
    {
        await using var app = await TestApp.Start();
        var (gp, nurse, hub) = (app.As(TestApp.Gp), app.As(TestApp.RapidResponse), app.As(TestApp.Clinician));
        var reference = await app.Refer(key: "Edith");
        await app.Settle();
        await nurse.Tell($"/api/referrals/{reference}/strands/1/decline", new { reason = "other", note = "Written note about Edith" });
        await app.Settle();
        await hub.Tell($"/api/referrals/{reference}/strands/1/offer", new { service = "rapid-response-west", reason = "Edith asked for them" });
        await gp.Tell($"/api/referrals/{reference}/correct", new { reasonForChange = "Edith said so", changes = new { name = "Edith Elder", nhsNumber = "999 000 0026" } });
        await app.Settle();
        await nurse.Tell($"/api/referrals/{reference}/strands/1/accept");
        await nurse.Tell($"/api/referrals/{reference}/strands/1/visit", new { note = "Edith was up" });
        await gp.Ask($"/api/referrals/{reference}");
        await hub.Tell("/api/hub/find", new { nhsNumber = "999 000 0026" });
        await gp.TellRaw("/api/referrals", "{\"name\": \"Edith");
        await hub.Tell($"/api/referrals/{reference}/owner", new { person = "nadia-rahman" });
        await hub.Ask("/hub");
        await hub.Tell("/api/hub/find", new { name = "edith elder" });
        await app.As(TestApp.Administrator).Tell("/api/people/ben-tully", new { name = "Edith Elder", organisation = "POL01", roles = new[] { "referrer" } });
        await app.As(TestApp.Administrator).Tell("/api/people/ben-tully/leave");
        await app.Get<Waiting>().Note(new("0123", "0123", "Edith Elder", "edith.elder@example.nhs.uk", false, new HashSet<Role>()), default);
        await app.As(TestApp.Administrator).Tell("/api/people/0123/turn-down");
        await app.As(TestApp.Administrator).Tell("/api/services/befriending/duty-phones", new { numbers = new[] { "07700 900 987" } });
        await app.Settle();
        await nurse.Tell($"/api/referrals/{reference}/strands/1/close", new { outcome = "died", note = "Edith died" });
        app.Ground.Tables.IsDown = table => table == "optouts";
        await app.Settle();

        string[] canaries = [.. The.Canaries, "Elder", "Imran Shah", "+447700900987", "9990000026", "999 000 0026", "Misheard", "Amara Okafor", "Grace Lindqvist", "Nadia Rahman", "09/03/1942", "9 March"];
        var clear = new List<string>(app.Logs);
        clear.AddRange(app.Ground.Queues.Sent.Select(s => s.Body));
        foreach (var table in await app.Ground.Tables.Names())
        {
            await foreach (var row in app.Ground.Tables.Everything(table))
            {
                clear.Add($"{row.Partition} {row.Key}");
                clear.AddRange(row.Texts.Values);
            }
        }
        Assert.NotEmpty(app.Logs);
        Assert.True(clear.Count > 100);
        Assert.All(clear, text => Assert.DoesNotContain(canaries, c => text.Contains(c, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>The methods that an endpoint answers, GET standing for HEAD as well. A page names them by its handlers; one without any is shown.</summary>
    private static async Task<IEnumerable<string>> Methods(TestApp app, RouteEndpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not { } page)
            return endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods.Where(m => !HttpMethods.IsHead(m));
        var handlers = (await app.Get<PageLoader>().LoadAsync(page, endpoint.Metadata)).HandlerMethods;
        return handlers.Count == 0 ? [HttpMethods.Get] : handlers.Select(h => h.HttpMethod.ToUpperInvariant());
    }
}
