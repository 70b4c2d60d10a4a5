using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SinglePointOfReferral.FakeTwilio;

/// <summary>Twilio's own addresses: making, listing and looking.</summary>
public sealed class Api(string account, string token, Network network, Dice dice)
{
    private static readonly Regex British = new("^\\+44[1-9][0-9]{8,9}$", RegexOptions.None, TimeSpan.FromSeconds(1));
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public void Map(WebApplication app)
    {
        app.UseWhen(
            http => http.Request.Path.StartsWithSegments("/2010-04-01") && !MayPass(http),
            refused => refused.Run(http => Error(401, 20003, "Authenticate").ExecuteAsync(http)));
        var root = app.MapGroup($"/2010-04-01/Accounts/{account}");
        root.MapPost("/Messages.json", http => Make(http, "SM"));
        root.MapPost("/Calls.json", http => Make(http, "CA"));
        root.MapGet("/Messages.json", List);
        root.MapGet("/Messages/{sid}.json", Look);
        root.MapGet("/Calls/{sid}.json", Look);
    }

    private bool MayPass(HttpContext http) =>
        http.Request.Headers.Authorization == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account}:{token}"));

    private async Task Make(HttpContext http, string kind)
    {
        var form = await http.Request.ReadFormAsync();
        var trouble = dice.Draw();
        if (Wrong(form, kind) is { } wrong)
        {
            await wrong.ExecuteAsync(http);
            return;
        }
        if (trouble is Trouble.TooMany)
            http.Response.Headers.RetryAfter = "1";
        if (trouble is Trouble.TooMany or Trouble.FailBefore)
        {
            await (trouble is Trouble.TooMany ? Error(429, 20429, "Too Many Requests") : Error(500, 20500, "Internal Server Error")).ExecuteAsync(http);
            return;
        }
        if (trouble is Trouble.SilentBefore)
        {
            await SayNothing(http);
            return;
        }
        var made = network.Make(kind, form);
        var shown = made.Shown(account);
        var run = network.Run(made);
        if (dice.Falls(f => f.CallbackFirst))
            await run;
        await Answer(http, trouble, shown);
    }

    private static async Task Answer(HttpContext http, Trouble trouble, object shown)
    {
        switch (trouble)
        {
            case Trouble.FailAfter:
                await Error(500, 20500, "Internal Server Error").ExecuteAsync(http);
                break;
            case Trouble.SilentAfter:
                await SayNothing(http);
                break;
            case Trouble.DropAfter:
                http.Abort();
                break;
            case Trouble.BrokenAfter:
                await Results.Text("<html>", "text/html", statusCode: 201).ExecuteAsync(http);
                break;
            default:
                await Results.Json(shown, Snake, statusCode: 201).ExecuteAsync(http);
                break;
        }
    }

    private IResult? Wrong(IFormCollection form, string kind)
    {
        var (to, from) = (form["To"].ToString(), form["From"].ToString());
        if (!British.IsMatch(to))
            return Error(400, 21211, "Invalid 'To' Phone Number");
        if (from.Length == 0 && form["MessagingServiceSid"].Count == 0)
            return Error(400, 21603, "A 'From' phone number is required.");
        if (kind is "CA")
            return form["Url"].ToString().Length == 0 ? Error(400, 21205, "Url is required.") : null;
        return form["Body"].ToString() is not { Length: > 0 and <= 1600 } ? Error(400, 21602, "Message body is required.")
            : network.IsSilenced(to) ? Error(400, 21610, "Attempt to send to unsubscribed recipient")
            : !to.StartsWith("+447", StringComparison.Ordinal) ? Error(400, 21635, "'To' number cannot be a landline")
            : null;
    }

    private IResult List(HttpRequest request)
    {
        if (dice.Falls(f => f.LookFails))
            return Error(500, 20500, "Internal Server Error");
        var (to, size, page) = (request.Query["To"].ToString(), Number(request, "PageSize", 50), Number(request, "Page", 0));
        var all = network.List(to).Where(r => request.Query["DateSent>"].ToString() is not { Length: > 0 } day || string.CompareOrdinal($"{r.MadeAt:yyyy-MM-dd}", day) >= 0).ToList();
        var more = all.Count > (page + 1) * size;
        return Results.Json(new
        {
            Messages = all.Skip(page * size).Take(size).Select(r => r.Shown(account)), Page = page, PageSize = size,
            NextPageUri = more ? $"{request.Path}?To={Uri.EscapeDataString(to)}&PageSize={size}&Page={page + 1}" : null,
        }, Snake);
    }

    private IResult Look(string sid) => dice.Falls(f => f.LookFails) ? Error(500, 20500, "Internal Server Error")
        : network.Find(sid) is { } found ? Results.Json(found.Shown(account), Snake) : Error(404, 20404, "The requested resource was not found");

    private static int Number(HttpRequest request, string name, int otherwise) => int.TryParse(request.Query[name], out var number) ? number : otherwise;

    private static async Task SayNothing(HttpContext http)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            http.Abort();
        }
    }

    private static IResult Error(int status, int code, string message) =>
        Results.Json(new { code, message, more_info = $"https://www.twilio.com/docs/errors/{code}", status }, statusCode: status);
}
