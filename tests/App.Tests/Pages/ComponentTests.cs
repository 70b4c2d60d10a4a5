using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;
using SinglePointOfReferral.App.Web.Components;

namespace SinglePointOfReferral.App.Tests.Pages;

/// <summary>Components against the examples that nhsuk-frontend comes with.</summary>
public sealed class ComponentTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Checkboxes_are_those_of_the_design_system(bool isSmall) => Same(
        "checkboxes", "with error message and hint, without heading", isSmall ? "nhsuk-checkboxes--small" : "nhsuk-checkboxes\"",
        new CheckboxesTag
        {
            Name = "with-hint-error", Label = "How do you want to be contacted about this?", Hint = "Select all options that are relevant to you", Size = null, IsSmall = isSmall,
            Error = "Select how you want to be contacted", Choices = [new("email", "Email"), new("phone", "Phone"), new("text message", "Text message")],
        },
        "", ("name=\"example\"", "name=\"with-hint-error\""));

    [Fact]
    public void What_was_ticked_is_ticked_again()
    {
        var html = Markup(new CheckboxesTag { Name = "a", Value = "one,three", Choices = [new("one", "1"), new("two", "2"), new("three", "3")] }, "");
        Assert.Equal(["one", "three"], Regex.Matches(html, "value=\"(\\w+)\" checked").Select(m => m.Groups[1].Value));
    }

    [Theory]
    [InlineData("default", false)]
    [InlineData("open", true)]
    public void Details_are_those_of_the_design_system(string example, bool isOpen) => Same(
        "details", example, "", new DetailsTag { Summary = "How to find your NHS number", IsOpen = isOpen },
        "You can find your NHS number by logging in to the NHS App or on any document the NHS has sent you.");

    [Fact]
    public void An_emergency_is_the_red_card_of_the_design_system()
    {
        const string Inside = "INSIDE";
        var card = Regex.Replace(Example("card", "emergency (red and black)", ""), "(__content\">).*(</div></div>)$", $"$1{Inside}$2");
        Assert.Equal(card, Markup(new EmergencyTag { Heading = "Call 999 if you have sudden chest pain that:" }, Inside));
    }

    private static void Same(string component, string example, string with, Component ours, string inside, params (string Theirs, string Ours)[] differ) =>
        Assert.Equal(differ.Aggregate(Example(component, example, with), (html, d) => html.Replace(d.Theirs, d.Ours, StringComparison.Ordinal)), Markup(ours, inside));

    private static string Example(string component, string name, string with)
    {
        var path = Path.Combine(RunOptions.Root, "node_modules/nhsuk-frontend/dist/nhsuk/components", component, "fixtures.json");
        return JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("fixtures").EnumerateArray().Where(f => f.GetProperty("name").GetString() == name)
            .Select(f => Packed(f.GetProperty("html").GetString()!)).First(html => html.Contains(with, StringComparison.Ordinal));
    }

    private static string Markup(Component component, string inside)
    {
        using var text = new StringWriter();
        component.Render(new HtmlString(inside)).WriteTo(text, HtmlEncoder.Default);
        return Packed(text.ToString());
    }

    private static string Packed(string html) => Regex.Replace(Regex.Replace(html, @">\s+|\s+<", m => m.Value.Trim()), @"\s+", " ").Trim();
}
