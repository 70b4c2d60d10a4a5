using System.Net;
using System.Text;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Web;

namespace SinglePointOfReferral.App.Tests.Door;

/// <summary>How much is taken, and that no file ever is.</summary>
public sealed class UploadTests
{
    private const int Large = 300_000;

    [Fact]
    public async Task A_file_is_refused_wherever_something_can_be_sent()
    {
        await using var app = await TestApp.Start();
        var hub = app.As(TestApp.Clinician);
        foreach (var path in Doors())
        {
            using var form = new MultipartFormDataContent { { new StringContent("reason"), "reason" }, { new ByteArrayContent([1, 2, 3]), "file", "letter.pdf" } };
            using var answer = await hub.PostAsync(path, form);
            Assert.Equal((path, 415), (path, (int)answer.StatusCode));
            Assert.Contains(NoFiles.Sentence, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        Assert.Empty(await app.Ground.Rows("referrals", "audit"));
    }

    [Fact]
    public async Task However_it_is_called()
    {
        await using var app = await TestApp.Start();
        foreach (var type in new[] { "multipart/mixed; boundary=x", "MULTIPART/form-data; boundary=x", " multipart/related" })
        {
            var content = new ByteArrayContent("--x--"u8.ToArray());
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            using var answer = await app.As(TestApp.Gp).PostAsync("/refer", content);
            Assert.Equal((type, 415), (type, (int)answer.StatusCode));
        }
    }

    [Fact]
    public async Task What_is_too_large_is_taken_nowhere_and_breaks_nothing()
    {
        await using var app = await TestApp.Start();
        var hub = app.As(TestApp.Clinician);
        foreach (var path in Doors())
        {
            foreach (var (type, start) in new[] { ("application/json", "{\"name\":\""), ("application/x-www-form-urlencoded", "name=") })
            {
                using var answer = await Post(hub, path, new StringContent(start + new string('x', Large), Encoding.UTF8, type));
                // 204 is of an address that reads nothing of what is sent.
                Assert.True((int)answer.StatusCode is 204 or 400 or 401 or 403 or 404 or 409 or 413 or 415 or 422, $"{path} answered {type} with {(int)answer.StatusCode}.");
            }
        }
        Assert.Empty(await app.Ground.Rows("referrals"));
    }

    [Fact]
    public async Task A_request_with_more_in_its_headers_than_anybody_needs_is_refused()
    {
        await using var app = await TestApp.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/hub");
        request.Headers.Add("X-Long", new string('x', 40_000));
        using var answer = await app.As(TestApp.Clinician).SendAsync(request);
        Assert.Equal(431, (int)answer.StatusCode);
    }

    /// <summary>Who is refused before everything is sent may find the connection closed: that is an answer too.</summary>
    private static async Task<HttpResponseMessage> Post(HttpClient http, string path, HttpContent content)
    {
        try
        {
            return await http.PostAsync(path, content);
        }
        catch (HttpRequestException)
        {
            return new HttpResponseMessage(HttpStatusCode.RequestEntityTooLarge);
        }
    }

    private static IEnumerable<string> Doors() => Permissions.All.Where(p => p.Methods.Contains("POST") && !p.IsForHost)
        .Select(p => p.Route.Replace("{reference}", "48217739", StringComparison.Ordinal).Replace("{strand:int}", "1", StringComparison.Ordinal).Replace("{turn:int}", "1", StringComparison.Ordinal).Replace("{attempt:int}", "1", StringComparison.Ordinal));
}
