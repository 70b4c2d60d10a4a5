using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace SinglePointOfReferral.App.Web;

/// <summary>Tells somebody whose form has no valid token what to do, instead of an empty 400.</summary>
public sealed class OutdatedForm : IAsyncAlwaysRunResultFilter
{
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        if (context.Result is not IAntiforgeryValidationFailedResult)
        {
            await next();
            return;
        }
        context.Cancel = true;
        await Problems.Write(
            context.HttpContext, StatusCodes.Status400BadRequest,
            "This page was open for too long, or this browser does not keep cookies. Nothing was recorded. Open the form again and fill it in anew, or telephone the hub.");
    }
}
