using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace SinglePointOfReferral.App.Web;

/// <summary>
/// Style, script and icons, read once at the start, compressed and named by their content. A published folder has them beside
/// the executable; from source, what comes from npm is read where npm put it. Nothing is ever fetched from another host.
/// </summary>
public sealed partial class Assets
{
    private const string Nhsuk = "node_modules/nhsuk-frontend/dist/nhsuk";

    /// <summary>Each file by its name in the address, and where npm has it; null for our own.</summary>
    private static readonly (string Name, string? InNpm)[] Files =
    [
        ("site.css", null),
        ("site.js", null),
        ("drafts.js", null),
        ("print.js", null),
        ("live.js", null),
        ("phone.js", null),
        ("nhsuk-frontend.min.css", $"{Nhsuk}/nhsuk-frontend.min.css"),
        ("nhsuk-frontend.min.js", $"{Nhsuk}/nhsuk-frontend.min.js"),
        .. new[]
        {
            "favicon.ico", "favicon.svg", "nhsuk-icon-180.png", "nhsuk-icon-mask.svg",
            "nhsuk-icon-arrow-down.svg", "nhsuk-icon-arrow-up.svg", "nhsuk-icon-arrow-up-down.svg", "nhsuk-icon-cross.svg",
        }.Select(image => ($"images/{image}", $"{Nhsuk}/assets/images/{image}")),
    ];

    /// <summary>What the pages' script imports.</summary>
    public static readonly IReadOnlyList<string> Modules = ["nhsuk-frontend.min.js", "drafts.js", "live.js", "phone.js", "print.js"];

    private readonly Dictionary<string, Asset> assets = new(StringComparer.Ordinal);

    /// <summary>Changes with the content of any file. It is a folder in the address, so that what a file asks for beside itself is of the
    /// same version.</summary>
    private readonly string version;

    public Assets(ILogger<Assets> log)
    {
        foreach (var (name, inNpm) in Files)
        {
            var path = Path.Combine(AppContext.BaseDirectory, "assets", name);
            if (!File.Exists(path) && inNpm is not null)
                path = Path.Combine(RunOptions.Root, inNpm);
            if (File.Exists(path))
                assets[name] = Asset.Of(Path.GetExtension(name), name == "nhsuk-frontend.min.css" ? WithoutFonts(path) : File.ReadAllBytes(path));
            else
                LogMissing(log, name);
        }
        version = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Concat(assets.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => a.Value.Version)))))[..12];
    }

    public static void Map(WebApplication app)
    {
        var all = app.Services.GetRequiredService<Assets>();
        app.MapMethods("/assets/{**path}", [HttpMethods.Get, HttpMethods.Head], (HttpContext http, string? path) => all.Reply(http, path ?? "")).ExcludeFromDescription();
    }

    /// <summary>The address of a file, which changes with the content.</summary>
    public string Address(string name) => $"/assets/{version}/{name}";

    private async Task Reply(HttpContext http, string path)
    {
        var isNamedByContent = path.StartsWith(version + "/", StringComparison.Ordinal);
        var name = isNamedByContent ? path[(version.Length + 1)..] : path;
        if (!assets.TryGetValue(name, out var asset))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var headers = http.Response.Headers;
        headers.CacheControl = isNamedByContent ? "public, max-age=31536000, immutable" : "public, max-age=300, must-revalidate";
        headers.Vary = "Accept-Encoding";
        headers.ETag = asset.ETag;
        if (http.Request.Headers.IfNoneMatch.ToString().Contains(asset.ETag, StringComparison.Ordinal))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        var (encoding, bytes) = asset.For(http.Request.Headers.AcceptEncoding.ToString());
        if (encoding is not null)
            headers.ContentEncoding = encoding;
        http.Response.ContentType = asset.ContentType;
        http.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
            await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    /// <summary>The typeface of the NHS is licensed for NHS services and lies on another host; Arial is the style's own fallback.</summary>
    private static byte[] WithoutFonts(string path) => System.Text.Encoding.UTF8.GetBytes(FontFace().Replace(File.ReadAllText(path), ""));

    [GeneratedRegex("@font-face *{[^}]*}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex FontFace();

    [LoggerMessage(Level = LogLevel.Error, Message = "The pages' file {Name} is missing: run 'npm ci', or publish again")]
    private static partial void LogMissing(ILogger log, string name);

    private sealed record Asset(string ContentType, string Version, byte[] Plain, byte[]? Brotli, byte[]? Gzip)
    {
        // Weak, because one version has several encodings.
        public string ETag => $"W/\"{Version}\"";

        public static Asset Of(string extension, byte[] bytes)
        {
            var type = extension switch
            {
                ".css" => "text/css; charset=utf-8",
                ".js" => "text/javascript; charset=utf-8",
                ".svg" => "image/svg+xml",
                ".png" => "image/png",
                ".ico" => "image/x-icon",
                _ => throw new ArgumentOutOfRangeException(nameof(extension)),
            };
            var isText = extension is ".css" or ".js" or ".svg";
            return new(
                type, Convert.ToHexStringLower(SHA256.HashData(bytes))[..12], bytes,
                isText ? Compress(bytes, to => new BrotliStream(to, CompressionLevel.Optimal)) : null,
                isText ? Compress(bytes, to => new GZipStream(to, CompressionLevel.Optimal)) : null);
        }

        public (string? Encoding, byte[] Bytes) For(string accepted) =>
            Brotli is not null && accepted.Contains("br", StringComparison.OrdinalIgnoreCase) ? ("br", Brotli)
            : Gzip is not null && accepted.Contains("gzip", StringComparison.OrdinalIgnoreCase) ? ("gzip", Gzip)
            : (null, Plain);

        private static byte[] Compress(byte[] bytes, Func<Stream, Stream> compressor)
        {
            using var compressed = new MemoryStream();
            using (var into = compressor(compressed))
                into.Write(bytes);
            return compressed.ToArray();
        }
    }
}
