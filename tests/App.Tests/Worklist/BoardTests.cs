using SinglePointOfReferral.App.DirectoryOfServices;
using System.Text.RegularExpressions;
using SinglePointOfReferral.App.Tests.Pages;
using SinglePointOfReferral.App.Worklist;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Tests.Worklist;

/// <summary>The hub's board: what is open, in what order, and which of it is asked for.</summary>
public sealed class BoardTests : IAsyncLifetime
{
    private TestApp app = null!;
    private Browser hub = null!;

    public async Task InitializeAsync()
    {
        app = await TestApp.Start();
        hub = await Browser.Of(app, TestApp.Clinician);
    }

    public async Task DisposeAsync()
    {
        hub.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task It_says_in_words_what_is_due_soon_and_what_is_late()
    {
        Assert.Contains("Nothing is open.", (await hub.Open("/hub")).Text);
        await app.Refer();
        await app.Settle();
        Assert.Contains("1 open, 0 late, 0 due soon", (await hub.Open("/hub")).Text);

        app.Clock.Advance(TimeSpan.FromMinutes(13));
        Assert.Matches("1 open, 0 late, 1 due soon .* Due soon today at 09:15", (await hub.Open("/hub")).Text);
        app.Clock.Advance(TimeSpan.FromMinutes(3));
        var late = await hub.Open("/hub");
        Assert.Matches("1 open, 1 late, 0 due soon .* Late today at 09:15, 1 minute late", late.Text);
        Assert.Matches("<title>Hub board (–|&#x2013;) 1 open, 1 late", late.Html);
    }

    [Fact]
    public async Task Filters_show_what_is_asked_for_and_how_much_there_is_besides()
    {
        var offered = await app.Refer();
        var withHub = await app.Refer(The.Form with { Postcode = "CM1 1AA", NhsNumber = null });
        await app.Settle();

        Assert.Equal([offered, withHub], Rows(await hub.Open("/hub")).Order(StringComparer.Ordinal).Intersect([offered, withHub]).OrderBy(r => r == offered ? 0 : 1));
        Assert.Equal([withHub], Rows(await hub.Open("/hub?with=hub")));
        Assert.Equal([offered], Rows(await hub.Open("/hub?with=rapid-response-east")));
        Assert.Equal([offered], Rows(await hub.Open("/hub?waiting=answer-offer&pathway=rapid-response")));
        Assert.Equal(2, Rows(await hub.Open("/hub?owner=team")).Count);
        Assert.Contains("1 shown of 2 open", (await hub.Open("/hub?with=hub")).Text);

        var none = await hub.Open("/hub?owner=me");
        Assert.Contains("None of the 2 open referrals is what you asked for. Show everything", none.Text);
        Assert.Matches("""<option value="me" selected>""", none.Html);
        Assert.Equal(2, Rows(await hub.Open("/hub?owner=anyone&pathway=x&with=&waiting=%00")).Count);
        Assert.Empty(Rows(await hub.Open("/hub?with=no-such-team")));
    }

    [Fact]
    public async Task A_referral_whose_soonest_strand_is_elsewhere_is_found_by_its_others_and_says_so()
    {
        var reference = await app.Refer(The.Form with { Company = "yes" });
        await app.Settle();
        Assert.Contains("Also the voluntary sector: answer the offer", (await hub.Open("/hub")).Text);

        var asked = await hub.Open("/hub?pathway=voluntary-sector");
        Assert.Equal([reference], Rows(asked));
        Assert.Contains("Also rapid response: answer the offer, Rapid Response East", asked.Text);
    }

    [Fact]
    public async Task Where_999_was_advised_and_nobody_has_it_in_hand_it_stands_first()
    {
        await app.Refer();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var danger = await app.Refer(The.Form with { NhsNumber = null, RedFlags = "stroke" });
        await app.Settle();
        Assert.Equal(danger, Rows(await hub.Open("/hub"))[0]);
    }

    [Fact]
    public async Task The_list_alone_is_sent_again_only_when_it_says_something_else()
    {
        var client = app.As(TestApp.Clinician);
        await app.Refer();
        await app.Settle();
        var first = await client.Ask("/hub?handler=Latest");
        Assert.Equal(200, first.Status);
        Assert.DoesNotContain("<html", first.Body);
        Assert.DoesNotContain("__RequestVerificationToken", first.Body);
        Assert.Contains($"data-live-version=\"{System.Net.WebUtility.HtmlEncode(first.ETag)}\"", (await hub.Open("/hub")).Html);
        Assert.Equal(304, (await Again(first)).Status);

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var later = await Again(first);
        Assert.Equal(200, later.Status);
        Assert.Contains("in 14 minutes", later.Body);
        await app.Refer();
        await app.Settle();
        Assert.Equal(200, (await Again(later)).Status);
        Assert.NotEqual(later.ETag, (await client.Ask("/hub?handler=Latest&with=hub")).ETag);

        Task<Answer> Again(Answer seen)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "/hub?handler=Latest");
            request.Headers.TryAddWithoutValidation("If-None-Match", seen.ETag);
            return client.Request(request);
        }
    }

    [Fact]
    public async Task Two_hundred_open_referrals_stand_on_one_page_of_three_reads()
    {
        var references = Enumerable.Range(20_000_000, 4000).Select(i => Reference.Read($"{i}").Value).OfType<Reference>().Take(200).ToList();
        Assert.Equal(200, references.Count);
        var referral = Given.Facts(The.Submitted, The.TriagedInTwo, The.Offered).Referral;
        foreach (var some in references.Chunk(100))
            await app.Ground.Tables.Commit(Lists.Table, Lists.Hub, [.. some.Select(r => Place(referral with { Reference = r }))]);
        await hub.Open("/hub");

        var before = app.Ground.Trips;
        var board = await hub.Open("/hub");
        Assert.Equal(new(Reads: 3, Commits: 0, Sends: 0), app.Ground.Trips - before);
        Assert.Equal(references.Select(r => r.Text), Rows(board).Order(StringComparer.Ordinal));
        Assert.Contains("0 dead ends", board.Text);
        using var packed = new MemoryStream();
        using (var zip = new System.IO.Compression.BrotliStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
            zip.Write(System.Text.Encoding.UTF8.GetBytes(board.Html));
        Assert.True(board.Html.Length < 600_000 && packed.Length < 40_000, $"The board of 200 has {board.Html.Length} characters, {packed.Length} bytes compressed.");

        Ports.Write Place(Referral of) => app.Get<Lists>().WriteOf(Lists.Places(of, LocalityFiles.Read(TestApp.Southend)).Single(p => p.List == Lists.Hub), of);
    }

    [Fact]
    public async Task The_open_list_is_printed_with_whom_to_ring_and_each_referral_on_it_counts_as_seen()
    {
        var (offered, withHub) = (await app.Refer(), await app.Refer(The.Form with { NhsNumber = null, Name = "Mavis Other", RedFlags = "stroke" }));
        await app.Settle();
        await hub.Open("/hub/print");

        var before = app.Ground.Trips;
        var list = await hub.Open("/hub/print");
        Assert.Equal(new(Reads: 1 + 2, Commits: 2, Sends: 0), app.Ground.Trips - before);
        Assert.Contains("2 open referrals", list.Text);
        Assert.Contains("Edith Example", list.Text);
        Assert.Contains("14 Marine Parade", list.Text);
        Assert.Contains("Mavis Other", list.Text);
        Assert.Matches("with Rapid Response East, by [^R]* Ring Rapid Response East 0", list.Text);
        Assert.Matches("decide what is needed, with [^,]*, by [^R]* Ring [^.]*Rapid Response East 0", list.Text);
        foreach (var reference in new[] { offered, withHub })
            Assert.Contains(await app.Ground.Audited(), r => (r["act"], r["about"], r["what"]) == ("printed", reference, "GET hub/print"));
    }

    /// <summary>The references on a board, in its order.</summary>
    private static List<string> Rows(Page page) => [.. Regex.Matches(page.Html, "data-key=\"(\\d{8})\"").Select(m => m.Groups[1].Value)];
}
