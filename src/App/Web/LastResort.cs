using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Web;

/// <summary>
/// Turns what nobody caught into an answer for people. What is logged is where it happened and never what was in it: messages
/// of exceptions quote what people typed.
/// </summary>
public sealed partial class LastResort(RequestDelegate next, ILogger<LastResort> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            var status = e switch
            {
                BadHttpRequestException bad => bad.StatusCode,
                InvalidDataException when http.Request.HasFormContentType => StatusCodes.Status400BadRequest,
                ConflictException => StatusCodes.Status409Conflict,
                SomebodyElsesFormException => StatusCodes.Status403Forbidden,
                StorageUnavailableException => StatusCodes.Status503ServiceUnavailable,
                _ => StatusCodes.Status500InternalServerError,
            };
            if (status >= StatusCodes.Status500InternalServerError)
                LogFailed(http.Request.Method, (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText, e.GetType().Name, Where(e));
            await Problems.Write(http, status, e is ConflictException or SomebodyElsesFormException ? e.Message : Sentence(status));
        }
    }

    /// <summary>The innermost places in our own code that an exception came through.</summary>
    public static string Where(Exception e) => string.Join(
        " <", (e.StackTrace ?? "").Split('\n').Select(l => l.Trim()).Where(l => l.Contains(nameof(SinglePointOfReferral), StringComparison.Ordinal)).Take(3));

    public static string Sentence(int status) => status switch
    {
        400 => "What was sent could not be read. Go back, reload the page and try again.",
        404 => "There is nothing at this address. Check it, or start again from the start page.",
        405 => "This address does not do that.",
        413 => "What was sent is too large. Shorten the longest answers: 256 KB is the most.",
        415 => "Send JSON, with the content type application/json.",
        429 => "That was more than is answered at once, and nothing was recorded. Wait a moment, then try again.",
        503 => "The store does not answer just now, so this may or may not have been recorded. Send the same again in a minute: it is not doubled.",
        _ => "Something went wrong on our side. Try again; if it goes on, telephone the hub.",
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Route} failed: {Kind} {Where}")]
    private partial void LogFailed(string method, string? route, string kind, string where);
}
