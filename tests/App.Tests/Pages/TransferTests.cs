namespace SinglePointOfReferral.App.Tests.Pages;

/// <summary>How pages and JSON travel.</summary>
public sealed class TransferTests(SharedApp shared) : IClassFixture<SharedApp>
{
    [Theory]
    [InlineData("/refer", "br")]
    [InlineData("/refer", "gzip")]
    [InlineData("/api/locality", "br")]
    [InlineData("/nothing-here", "br")]
    public async Task Pages_and_JSON_are_compressed_for_whoever_can_read_it(string path, string encoding)
    {
        Assert.Equal([encoding], await Encoding(path, encoding));
        Assert.Empty(await Encoding(path, "identity"));
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task What_another_site_asks_for_is_not_so_that_its_length_tells_nothing(string from) =>
        Assert.Empty(await Encoding("/refer", "br", from));

    [Fact]
    public async Task Nothing_but_our_own_files_is_let_in_and_nothing_written_into_a_page_runs()
    {
        using var answer = await shared.App.As(TestApp.Gp).GetAsync("/refer");
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        foreach (var directive in new[] { "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'" })
            Assert.Contains(directive, policy.Split("; "));
    }

    private async Task<ICollection<string>> Encoding(string path, string accepted, string from = "same-origin")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept-Encoding", accepted);
        request.Headers.Add("Sec-Fetch-Site", from);
        using var answer = await shared.App.As(TestApp.Gp).SendAsync(request);
        return answer.Content.Headers.ContentEncoding;
    }
}
