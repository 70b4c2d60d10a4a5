using System.Text.Json;
using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.App.Web;

/// <summary>Reads the JSON that a caller sent, or says what is wrong with it and where.</summary>
public static class Body
{
    public static async Task<(T? Value, IResult? Problem)> Read<T>(HttpContext http) where T : class
    {
        if (!http.Request.HasJsonContentType())
            return (null, Problems.Of(StatusCodes.Status415UnsupportedMediaType, "Send JSON, with the content type application/json."));
        try
        {
            var value = await JsonSerializer.DeserializeAsync<T>(http.Request.Body, Json.Strict, http.RequestAborted);
            return value is null ? (null, Problems.Of(StatusCodes.Status400BadRequest, "The body is empty. Send a JSON object.")) : (value, null);
        }
        catch (JsonException e)
        {
            return (null, Explain(e));
        }
    }

    private static IResult Explain(JsonException e)
    {
        var field = (e.Path ?? "$").TrimStart('$').TrimStart('.');
        if (field.Length == 0)
            return Problems.Of(StatusCodes.Status400BadRequest, $"The body is not a JSON object that can be read. Look at line {(e.LineNumber ?? 0) + 1}.");
        var sentence = e.Message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal)
            ? "There is no field of this name"
            : e.Message.StartsWith("Duplicate property", StringComparison.Ordinal) ? "This field is there twice"
            : "This is not of the kind that the field takes, or the JSON breaks off here";
        return Problems.Of([new Problem(field.Length <= 60 ? field : field[..60], sentence)], StatusCodes.Status400BadRequest);
    }
}
