using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.App.Web;

/// <summary>
/// What went wrong, for people: a sentence that says what to do. The API gets problem details (RFC 9457); a browser gets a page.
/// </summary>
public static class Problems
{
    /// <summary>Whether the answer goes to a program.</summary>
    public static bool WantsJson(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/api") || http.Request.Path.StartsWithSegments("/openapi") || http.Request.Path.StartsWithSegments("/health");

    /// <summary>A problem without particular fields.</summary>
    public static IResult Of(int status, string sentence) => TypedResults.Problem(detail: sentence, statusCode: status, title: Title(status));

    /// <summary>Fields that cannot be taken as they are.</summary>
    /// <param name="emergency">That 999 is to be called all the same.</param>
    public static IResult Of(IReadOnlyList<Problem> problems, int status = StatusCodes.Status422UnprocessableEntity, Emergency? emergency = null)
    {
        var details = new HttpValidationProblemDetails(problems.GroupBy(p => p.Field).ToDictionary(g => g.Key, g => g.Select(p => p.Sentence).ToArray()))
        {
            Status = status,
            Title = "There is a problem with what was sent",
            Detail = string.Join(". ", problems.Select(p => p.Sentence.TrimEnd('.'))) + ".",
        };
        if (emergency is not null)
            details.Extensions["emergency"] = emergency;
        return TypedResults.Problem(details);
    }

    /// <summary>A decision that was refused. A wrong time or a missing reason is the caller's to mend (422); the rest is the
    /// referral's state, which may have changed since it was read (409).</summary>
    public static IResult Of(Refusal refusal) => TypedResults.Problem(
        detail: refusal.Sentence(), statusCode: StatusOf(refusal), title: Title(StatusOf(refusal)),
        extensions: new Dictionary<string, object?> { ["refusal"] = Code.Of(refusal) });

    public static int StatusOf(Refusal refusal) => refusal switch
    {
        Refusal.NoSuchStrand or Refusal.NoSuchMatch or Refusal.NoSuchQuestion or Refusal.NoSuchFollowUp or Refusal.NoSuchBrokenGlass => StatusCodes.Status404NotFound,
        Refusal.InTheFuture or Refusal.BeforeTheReferral or Refusal.ReasonMissing or Refusal.NothingToCorrect or Refusal.NoSuchService
            or Refusal.WrongOutcome or Refusal.NoteMissing or Refusal.NoGoals or Refusal.WrongScores or Refusal.MessageMissing
            or Refusal.ToldByMissing or Refusal.NoServiceToAsk
            or Refusal.EndBeforeStart or Refusal.WrongHours or Refusal.WrongInstruments or Refusal.ApproverMissing or Refusal.ApprovedByYourself
            or Refusal.NotLonger or Refusal.TooLong or Refusal.WrongArrival => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status409Conflict,
    };

    /// <summary>Answers a request with a problem: problem details or a page.</summary>
    /// <param name="breakGlass">The page on which somebody can see it all the same, with a reason; null where nobody can.</param>
    public static async Task Write(HttpContext http, int status, string sentence, string? breakGlass = null)
    {
        http.Response.Clear();
        http.Response.StatusCode = status;
        if (WantsJson(http))
            await Of(status, breakGlass is null ? sentence : $"{sentence} To see it all the same, post a reason to /api{breakGlass}.").ExecuteAsync(http);
        else
            await ProblemPage.Write(http, Title(status), sentence, status is 401 or 409 or 429 or 503 ? await Typed(http) : null, breakGlass: breakGlass);
    }

    /// <summary>What somebody had typed, as far as it can be read, so that it can be sent again.</summary>
    private static async Task<IFormCollection?> Typed(HttpContext http)
    {
        try
        {
            return http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : null;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return null;
        }
    }

    public static string Title(int status) => status switch
    {
        400 => "This could not be read",
        401 => "Sign in first",
        403 => "You cannot see this",
        404 => "Not found",
        405 => "That cannot be done here",
        409 => "Something has changed",
        410 => "This was erased",
        413 => "That is too large",
        415 => "That cannot be sent here",
        422 => "There is a problem with what was sent",
        429 => "Try again in a moment",
        503 => "Try again in a minute",
        _ => "Something went wrong",
    };
}
