using SinglePointOfReferral.App.Tests.Pages;

namespace SinglePointOfReferral.App.Tests.Door;

/// <summary>Every cookie that a journey is given, and how strict it is.</summary>
public sealed class CookieTests
{
    [Fact]
    public async Task Behind_the_platform_the_only_cookie_is_that_of_forms_and_it_is_for_this_host_and_https_alone()
    {
        await using var app = await Outside.Start();
        var set = new List<string>();
        foreach (var path in new[] { "/", "/refer", "/hub", "/hub/handover", "/capacity", "/account/telephone", "/nowhere", "/assets/site.css" })
        {
            using var answer = await app.Send(Outside.Request(HttpMethod.Get, path, Outside.Nurse));
            set.AddRange(answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : []);
        }
        Assert.NotEmpty(set);
        Assert.All(set, cookie => Assert.Matches("^__Host-form=[^;]+; path=/; secure; samesite=strict; httponly$", cookie));
    }

    [Fact]
    public async Task A_form_that_was_opened_behind_the_platform_can_be_sent_back()
    {
        await using var app = await Outside.Start();
        using var opened = await app.Send(Outside.Request(HttpMethod.Get, "/account/telephone", Outside.Nurse));
        var page = new Page(200, await opened.Content.ReadAsStringAsync(), null);
        var post = Outside.Request(HttpMethod.Post, "/account/telephone", Outside.Nurse);
        post.Headers.Add("Cookie", Assert.Single(opened.Headers.GetValues("Set-Cookie")).Split(';')[0]);
        post.Content = new FormUrlEncodedContent([new("__RequestVerificationToken", page.Value("__RequestVerificationToken")), new("pin", "40938"), new("again", "40938")]);
        using var sent = await app.Send(post);
        Assert.NotEqual(400, (int)sent.StatusCode);
        Assert.True((int)sent.StatusCode < 500, await sent.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task On_this_machine_no_script_reads_a_cookie_and_no_other_site_s_form_sends_one_along()
    {
        await using var app = await TestApp.Start();
        using var opened = await app.As(null).GetAsync("/local/sign-in");
        var form = Assert.Single(opened.Headers.GetValues("Set-Cookie"));
        Assert.Matches("^form=[^;]+; path=/; samesite=strict; httponly$", form);
        var page = new Page(200, await opened.Content.ReadAsStringAsync(), null);
        using var post = new HttpRequestMessage(HttpMethod.Post, "/local/sign-in");
        post.Headers.Add("Cookie", form.Split(';')[0]);
        post.Content = new FormUrlEncodedContent([new("__RequestVerificationToken", page.Value("__RequestVerificationToken")), new("person", TestApp.Gp)]);
        using var signedIn = await app.As(null).SendAsync(post);
        Assert.Matches("^demonstration-person=[^;]+; path=/; samesite=lax; httponly$", Assert.Single(signedIn.Headers.GetValues("Set-Cookie")));
    }
}
