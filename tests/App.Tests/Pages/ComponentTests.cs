using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;
using SinglePointOfReferral.App.Web.Components;

namespace SinglePointOfReferral.App.Tests.Pages;

/// <summary>Components against the examples that nhsuk-frontend comes with.</summary>
public sealed class ComponentTests
{
    /// <summary>Ours alone: the design system has no such component.</summary>
    private static readonly Type[] Ours = [typeof(TimeTag)];

    public static TheoryData<string> Examples => new(ComponentExamples.All.Select(e => e.Name));

    [Theory]
    [MemberData(nameof(Examples))]
    public void A_component_is_that_of_the_design_system(string name)
    {
        var example = ComponentExamples.All.Single(e => e.Name == name);
        Assert.Equal(example.ButFor.Aggregate(Example(example.Component, example.Fixture, example.With), (html, d) => Regex.Replace(html, d.Theirs, d.Ours)), Packed(example.Html()));
    }

    [Fact]
    public void Every_component_is_compared()
    {
        var all = typeof(Component).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Component)) && !t.IsAbstract);
        var compared = ComponentExamples.All.SelectMany(e => e.Of).Concat(Ours);
        Assert.Equal([], all.Except(compared).Select(t => $"{t.Name}: add a line to ComponentExamples"));
    }

    [Fact]
    public void What_was_ticked_or_chosen_is_so_again()
    {
        Choice[] choices = [new("one", "1"), new("two", "2"), new("three", "3")];
        string[] Checked(Component component, string how) => [.. Regex.Matches(Markup(component), $"value=\"(\\w+)\" {how}").Select(m => m.Groups[1].Value)];

        Assert.Equal(["one", "three"], Checked(new CheckboxesTag { Name = "a", Value = "one,three", Choices = choices }, "checked"));
        Assert.Equal(["two"], Checked(new RadiosTag { Name = "a", Value = "two", Choices = choices }, "checked"));
        Assert.Equal(["three"], Checked(new SelectTag { Name = "a", Value = "three", Choices = choices }, "selected"));
        Assert.Equal(["yes"], Checked(new CheckboxTag { Name = "a", Value = "yes" }, "checked"));
    }

    /// <summary>The skip link and the footer stand in the layout once, and are no components of ours.</summary>
    [Fact]
    public async Task The_frame_of_every_page_is_that_of_the_design_system()
    {
        await using var app = await TestApp.Start();
        var page = Packed((await app.As(TestApp.Gp).Ask("/")).Body);
        Assert.Contains(Example("skip-link", "default", ""), page, StringComparison.Ordinal);
        var footer = Example("footer", "with meta text", "");
        Assert.Equal(Regex.Replace(footer, "<p.*</p>", ""), Regex.Replace(Regex.Match(page, "<footer.*</footer>").Value, "<p.*</p>", ""));
        Same(Example("header", "with service name (linked)", ""), page, "<header[^>]*>", "<div class=\"nhsuk-header__service\">", "<a class=\"nhsuk-header__service-name\"");
        Same(Example("header", "with account (logged in)", ""), page, "<svg class=\"nhsuk-icon nhsuk-icon--user\".*?</svg>", "<ul class=\"nhsuk-header__account-list\">");
        Same(
            Example("header", "with navigation", ""), page, "<nav class=\"nhsuk-header__navigation\"[^>]*>", "<div class=\"nhsuk-header__navigation-container[^>]*>",
            "<ul class=\"nhsuk-header__navigation-list[^>]*>", "<li class=\"nhsuk-header__menu\".*?</li>");
    }

    /// <summary>The parts that are to be found in both are the same.</summary>
    private static void Same(string theirs, string ours, params string[] parts)
    {
        foreach (var part in parts)
        {
            Assert.Matches(part, theirs);
            Assert.Equal(Regex.Match(theirs, part).Value, Regex.Match(ours, part).Value);
        }
    }

    public static string Markup(Component component, string inside = "")
    {
        using var text = new StringWriter();
        component.Render(new HtmlString(inside)).WriteTo(text, HtmlEncoder.Default);
        return text.ToString();
    }

    private static string Example(string component, string name, string with)
    {
        var path = Path.Combine(RunOptions.Root, "node_modules/nhsuk-frontend/dist/nhsuk/components", component, "fixtures.json");
        return JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("fixtures").EnumerateArray().Where(f => f.GetProperty("name").GetString() == name)
            .Select(f => Packed(f.GetProperty("html").GetString()!)).First(html => html.Contains(with, StringComparison.Ordinal));
    }

    private static string Packed(string html) => Regex.Replace(Regex.Replace(html, @">\s+|\s+<", m => m.Value.Trim()), @"\s+", " ").Trim();
}
