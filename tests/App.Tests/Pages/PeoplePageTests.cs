using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Identity;

namespace SinglePointOfReferral.App.Tests.Pages;

/// <summary>The administrator's pages about people.</summary>
public sealed class PeoplePageTests : IAsyncLifetime
{
    private TestApp app = null!;
    private Browser admin = null!;

    public async Task InitializeAsync()
    {
        app = await TestApp.Start();
        admin = await Browser.Of(app, TestApp.Administrator);
    }

    public async Task DisposeAsync()
    {
        admin.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_waits_stands_first_and_is_let_in_for_an_organisation()
    {
        await app.Get<Waiting>().Note(new("0123abcd", "", "Maya Torres", "maya@example.nhs.uk", false, new HashSet<Role>()), default);
        var list = await admin.Open("/people");
        Assert.True(list.Text.IndexOf("Maya Torres", StringComparison.Ordinal) < list.Text.IndexOf("Amara", StringComparison.Ordinal));
        var empty = await admin.Send("/people/0123abcd", new() { ["do"] = "save", ["name"] = "", ["organisation"] = "" });
        Assert.Equal((422, "name organisation roles"), (empty.Status, string.Join(' ', empty.Summary)));
        var saved = await admin.Send("/people/0123abcd", new() { ["do"] = "save", ["name"] = "Maya Torres", ["organisation"] = "RRT01", ["roles"] = "provider" });
        Assert.Equal((302, "/people/0123abcd?done=1"), (saved.Status, saved.Location));
        var page = await admin.Open(saved.Location!);
        Assert.Contains("Let in : Maya Torres, ", page.Text, StringComparison.Ordinal);
        Assert.Contains("Imran Shah", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Waiting to be let in", (await admin.Open("/people")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_is_found_by_name_or_organisation_and_no_name_stands_in_an_address()
    {
        var byName = await admin.Send("/people", new() { ["find"] = "lindq" });
        Assert.Contains("Grace Lindqvist", byName.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Owen Hughes", byName.Text, StringComparison.Ordinal);
        Assert.Contains("PC Ben Tully", (await admin.Send("/people", new() { ["find"] = "pol01" })).Text, StringComparison.Ordinal);
        Assert.Contains("Nobody on the list is called so: <b>", (await admin.Send("/people", new() { ["find"] = "<b>" })).Text.Replace("&lt;", "<"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_leaves_is_signed_out_and_comes_back()
    {
        using var nurse = await Browser.Of(app, TestApp.RapidResponse);
        Assert.Equal(200, (await nurse.Open("/worklist")).Status);
        Assert.Equal(302, (await admin.Send("/people/grace-lindqvist", new() { ["do"] = "leave" })).Status);
        Assert.Contains("no longer on this service's list", (await nurse.Open("/worklist")).Text, StringComparison.Ordinal);
        Assert.Equal(200, (await nurse.Open("/local/sign-in")).Status);
        Assert.Contains("Have left (1)", (await admin.Open("/people")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await admin.Send("/people/grace-lindqvist", new() { ["do"] = "return" })).Status);
        Assert.Equal(200, (await nurse.Open("/worklist")).Status);
    }

    [Fact]
    public async Task The_only_administrator_is_told_to_give_somebody_else_the_role_first()
    {
        var refused = await admin.Send("/people/imran-shah", new() { ["do"] = "save", ["name"] = "Imran Shah", ["organisation"] = "SPR01", ["roles"] = "hub" });
        Assert.Equal(409, refused.Status);
        Assert.Contains("Give somebody else the role first.", refused.Text, StringComparison.Ordinal);
        Assert.Equal(404, (await admin.Open("/people/nobody-at-all")).Status);
    }

    [Fact]
    public async Task A_system_is_added_and_what_was_typed_wrong_stays()
    {
        var wrong = await admin.Send("/people/add", new() { ["name"] = "Booking", ["client"] = "abc", ["tenant"] = "", ["organisation"] = "F81001", ["roles"] = "referrer" });
        Assert.Equal((422, "abc", "client tenant"), (wrong.Status, wrong.Value("client"), string.Join(' ', wrong.Summary)));
        var added = await admin.Send("/people/add", new()
        {
            ["name"] = "Booking", ["client"] = Guid.NewGuid().ToString(), ["tenant"] = Guid.NewGuid().ToString(), ["organisation"] = "F81001", ["roles"] = "referrer",
        });
        Assert.Equal(302, added.Status);
        Assert.Contains("A system that uses the API", (await admin.Open(added.Location!)).Text, StringComparison.Ordinal);
    }
}
