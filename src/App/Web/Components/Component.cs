using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SinglePointOfReferral.App.Web.Components;

/// <summary>
/// A component of the NHS design system as a tag, with the markup of nhsuk-frontend. What is set in it is text and gets encoded;
/// only what stands between its tags is markup.
/// </summary>
public abstract class Component : TagHelper
{
    /// <summary>The component's markup.</summary>
    /// <param name="inside">What stands between the tags.</param>
    public abstract IHtmlContent Render(IHtmlContent inside);

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = await output.GetChildContentAsync();
        output.SuppressOutput();
        output.Content.SetHtmlContent(Render(inside));
    }

    /// <summary>Markup in which every text that is filled in gets encoded.</summary>
    protected static IHtmlContent Html(FormattableString markup) => new HtmlFormattableString(markup.Format, markup.GetArguments());

    protected static IHtmlContent All(IEnumerable<IHtmlContent> parts)
    {
        var all = new HtmlContentBuilder();
        foreach (var part in parts)
            all.AppendHtml(part);
        return all;
    }

    /// <summary>An attribute, or nothing when it has no value.</summary>
    protected static IHtmlContent? Attribute(string name, string? value) => value is null ? null : Html($" {new HtmlString(name)}=\"{value}\"");

    protected static IHtmlContent? Flag(string name, bool isSet) => isSet ? new HtmlString(" " + name) : null;
}
