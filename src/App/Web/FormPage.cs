using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.App.Web;

/// <summary>A page with a form: what is sent comes back exactly as typed, with what is wrong with it.</summary>
public abstract class FormPage : PageModel
{
    public Form Form { get; protected set; } = Form.Empty;

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (Request.HasFormContentType)
            Form = Form.Of(Request.Form);
    }

    /// <summary>The same page again, with what is wrong.</summary>
    protected PageResult Again(IReadOnlyList<Problem> problems, int status = StatusCodes.Status422UnprocessableEntity)
    {
        Form = Form.With(problems);
        Response.StatusCode = status;
        return Page();
    }

    protected PageResult Again(string field, string sentence) => Again([new(field, sentence)]);
}
