using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace SinglePointOfReferral.App.Web;

/// <summary>The description of the API, at /openapi/v1.json.</summary>
public static class OpenApi
{
    public static void Describe(OpenApiOptions options) => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info = new OpenApiInfo
        {
            Title = "Single point of referral",
            Version = "v1",
            Description = "Refer a person once, follow what becomes of it, and answer for a service. Every error is a problem (RFC 9457) with a sentence in `detail`; problems with fields name them in `errors`. All times are UTC.",
        };
        return Task.CompletedTask;
    });
}
