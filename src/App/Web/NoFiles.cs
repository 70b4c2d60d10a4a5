namespace SinglePointOfReferral.App.Web;

/// <summary>No file is ever taken: what could carry one is refused before anything of it is read.</summary>
public static class NoFiles
{
    public const string Sentence = "Files cannot be sent here. Write what matters into the form.";

    public static Task Refuse(HttpContext http, RequestDelegate next) => IsMultipart(http.Request)
        ? Problems.Write(http, StatusCodes.Status415UnsupportedMediaType, Sentence) : next(http);

    private static bool IsMultipart(HttpRequest request) => request.ContentType?.TrimStart().StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) is true;
}
