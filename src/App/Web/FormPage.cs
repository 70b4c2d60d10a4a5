using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.App.Web;

/// <summary>A form came from somebody else than it was made for.</summary>
public sealed class SomebodyElsesFormException() : Exception("This form was filled in by somebody else who was signed in here. It was not sent, and what they typed is not shown.");

/// <summary>
/// A page with a form: what is sent comes back exactly as typed, with what is wrong with it. The framework's own filter answers a
/// form without a valid token before there is a page, and what was typed would be lost; so the page asks for the token itself,
/// before any handler runs.
/// </summary>
[IgnoreAntiforgeryToken]
public abstract class FormPage : PageModel
{
    private const string Outdated = "This page had been open for too long, and nothing was recorded. What you typed is still here: press the button again.";
    private const string Unanswered =
        "The store does not answer just now. What you typed is still here. It may or may not have been recorded: send the same form again in a minute, it will not be doubled.";

    public Form Form { get; protected set; } = Form.Empty;

    /// <summary>The form is as it was opened, so that what was kept of it is put back.</summary>
    public bool IsFresh => HttpMethods.IsGet(Request.Method);

    /// <summary>How what is typed is kept on the device.</summary>
    public Draft Draft => Draft.Of(
        HttpContext.Principal(), HttpContext.RequestServices.GetRequiredService<DeploymentKey>(), HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());

    [NonHandler]
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (Request.HasFormContentType)
            Form = Form.Of(Request.Form);
        if (HttpMethods.IsGet(Request.Method) || HttpMethods.IsHead(Request.Method))
        {
            await next();
        }
        else if (!await HttpContext.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(HttpContext))
        {
            if (FormOwner.IsSomebodyElses(HttpContext))
                throw new SomebodyElsesFormException();
            await Refill();
            context.Result = Again([new("", Outdated)], StatusCodes.Status400BadRequest);
        }
        else if (await next() is { Exception: StorageUnavailableException, ExceptionHandled: false } failed)
        {
            await Refill();
            failed.Result = Again([new("", Unanswered)], StatusCodes.Status503ServiceUnavailable);
            failed.ExceptionHandled = true;
        }
    }

    /// <summary>Reads what the page shows beside its form.</summary>
    protected virtual Task Refill() => Task.CompletedTask;

    /// <summary>The same page again, with what is wrong.</summary>
    protected PageResult Again(IReadOnlyList<Problem> problems, int status = StatusCodes.Status422UnprocessableEntity)
    {
        Form = Form.With(problems);
        Response.StatusCode = status;
        return Page();
    }

    protected PageResult Again(string field, string sentence) => Again([new(field, sentence)]);
}
