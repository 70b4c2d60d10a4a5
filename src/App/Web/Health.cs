using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Telephone;

namespace SinglePointOfReferral.App.Web;

/// <summary>Whether the process runs, and whether it can do its work.</summary>
public static class Health
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Ok(new { status = "live" })).ExcludeFromDescription();
        routes.MapGet("/health/ready", async (ITables tables, IQueues queues, TelephoneSettings telephone, HttpContext http) =>
        {
            await tables.Get("health", "probe", "probe", http.RequestAborted);
            await queues.Count("health", http.RequestAborted);
            return TypedResults.Ok(new { status = "ready", texts = telephone.Account is null ? "kept-on-this-machine" : "sent-by-twilio" });
        }).ExcludeFromDescription();
    }
}
