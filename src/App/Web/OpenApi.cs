using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SinglePointOfReferral.App.Intake;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Web;

/// <summary>The description of the API, at /openapi/v1.json.</summary>
public static partial class OpenApi
{
    /// <summary>Values that are written as a text: what a text must look like, and one that is right.</summary>
    private static readonly Dictionary<Type, (string? Pattern, string Example)> Texts = new()
    {
        [typeof(Reference)] = ("^[0-9]{8}$", "48217739"),
        [typeof(NhsNumber)] = ("^[0-9]{10}$", "9990000018"),
        [typeof(PhoneNumber)] = (@"^\+44[0-9]{9,10}$", "+447700900123"),
        [typeof(OdsCode)] = ("^[A-Z0-9]{1,9}$", "F81123"),
        [typeof(Postcode)] = (null, "SS1 2AB"),
    };

    private static readonly Dictionary<string, (string About, Type? Like)> InPath = new()
    {
        ["reference"] = ("The referral's reference, eight digits without a space.", typeof(Reference)),
        ["other"] = ("The reference of the other referral.", typeof(Reference)),
        ["service"] = ("The service's id in the directory.", null),
        ["followUp"] = ("The id of the locality's follow-up.", null),
        ["id"] = ("The person's id, from the list.", null),
        ["person"] = ("The id of a member of staff, as the log has it.", null),
        ["key"] = ("The message's key, from the list.", null),
    };

    public static void Describe(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Single point of referral",
                Version = "v1",
                Description = "Refer a person once, follow what becomes of it, and answer for a service. Every error is a problem (RFC 9457) with a sentence in `detail`; problems with fields name them in `errors`. All times are UTC.",
            };
            document.Servers = [new OpenApiServer { Url = "/" }]; // Not what the request said the host is.
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (Texts.ContainsKey(context.JsonTypeInfo.Type))
                Fill(schema, context.JsonTypeInfo.Type);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            AddParameters(operation, context.Description.RelativePath ?? "", HttpMethods.IsPost(context.Description.HttpMethod ?? ""));
            return Task.CompletedTask;
        });
    }

    /// <summary>Where the endpoints of one part of the API are mapped: they share a tag, and say which problems they answer with.</summary>
    public static RouteGroupBuilder Area(IEndpointRouteBuilder routes, string tag)
    {
        var group = routes.MapGroup("").WithTags(tag);
        ((IEndpointConventionBuilder)group).Finally(endpoint =>
        {
            foreach (var status in ProblemsOf((RouteEndpointBuilder)endpoint))
                endpoint.Metadata.Add(new ProducesResponseTypeMetadata(status, typeof(ProblemDetails), ["application/problem+json"]));
        });
        return group;
    }

    private static IEnumerable<int> ProblemsOf(RouteEndpointBuilder endpoint)
    {
        var isPost = endpoint.Metadata.OfType<IHttpMethodMetadata>().Any(m => m.HttpMethods.Contains(HttpMethods.Post));
        var isNew = endpoint.RoutePattern.RawText == "/api/referrals";
        var isOfOne = endpoint.RoutePattern.Parameters.Count > 0;
        int[] always = [StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status503ServiceUnavailable];
        return always.Concat(isOfOne ? [StatusCodes.Status404NotFound] : [])
            .Concat(isPost && (isNew || endpoint.RoutePattern.GetParameter("reference") is not null) ? [StatusCodes.Status409Conflict] : [])
            .Concat(endpoint.Metadata.OfType<IAcceptsMetadata>().Any()
                ? [StatusCodes.Status400BadRequest, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status422UnprocessableEntity]
                : []);
    }

    private static void AddParameters(OpenApiOperation operation, string path, bool isPost)
    {
        operation.Parameters ??= [];
        foreach (var name in Placeholder().Matches(path).Select(m => m.Groups["name"].Value).Where(n => operation.Parameters.All(p => p.Name != n)).ToList())
        {
            var (about, like) = InPath.TryGetValue(name, out var known) ? known : (null, null);
            operation.Parameters.Add(Parameter(name, ParameterLocation.Path, about, like));
        }
        if (isPost && path == "api/referrals")
        {
            operation.Parameters.Add(Parameter(
                "Idempotency-Key", ParameterLocation.Header, $"A name of your own for this request, of at most {Submit.LongestKey} characters: the same referral however often it is sent.", null));
        }
        else if (isPost && path.StartsWith("api/referrals/", StringComparison.Ordinal))
        {
            operation.Parameters.Add(Parameter(
                "If-Match", ParameterLocation.Header, "The ETag of the referral as you have read it: nothing is changed if there is a later version (409).", null));
        }
    }

    private static OpenApiParameter Parameter(string name, ParameterLocation place, string? about, Type? like)
    {
        var schema = new OpenApiSchema { Type = JsonSchemaType.String };
        if (like is not null)
            Fill(schema, like);
        return new() { Name = name, In = place, Required = place is ParameterLocation.Path, Description = about, Schema = schema };
    }

    private static void Fill(OpenApiSchema schema, Type type)
    {
        (schema.Pattern, var example) = Texts[type];
        schema.Type = JsonSchemaType.String;
        schema.Properties?.Clear();
        schema.Required?.Clear();
        schema.Examples = [JsonValue.Create(example)];
    }

    [GeneratedRegex(@"\{(?<name>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();
}
