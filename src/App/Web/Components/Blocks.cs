using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Web.Components;

/// <summary>Every problem of the page's form, with a link to the box to put right; nothing when there is none.</summary>
[HtmlTargetElement("nhs-error-summary", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorSummaryTag : Component
{
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext? View { get; set; }

    public override IHtmlContent Render(IHtmlContent inside)
    {
        var form = (View?.ViewData.Model as FormPage)?.Form ?? Form.Empty;
        return form.Problems.Count == 0 ? HtmlString.Empty : Html($"""
            <div class="nhsuk-error-summary" data-module="nhsuk-error-summary">
              <div role="alert">
                <h2 class="nhsuk-error-summary__heading">
                  There is a problem
                </h2>
                <div class="nhsuk-error-summary__body">
                  <ul class="nhsuk-list nhsuk-error-summary__list">
                    {All(form.Problems.Select(p => Item(form, p)))}
                  </ul>
                </div>
              </div>
            </div>
            """);
    }

    private static IHtmlContent Item(Form form, Problem problem) => problem.Field.Length == 0
        ? Html($"<li>{problem.Sentence}</li>")
        : Html($"""<li><a href="#{form.BoxOf(problem.Field)}">{problem.Sentence}</a></li>""");
}

/// <summary>A button that sends the form around it, or, with an address, a link that looks like one.</summary>
[HtmlTargetElement("nhs-button")]
public sealed class ButtonTag : Component
{
    /// <summary>secondary, warning, reverse or login; null for the page's main button.</summary>
    public string? Variant { get; set; }

    public bool IsSmall { get; set; }

    public string? Href { get; set; }

    public string? Name { get; set; }

    public string? Value { get; set; }

    /// <summary>Where the form goes by this button, if not to its own address.</summary>
    public string? Formaction { get; set; }

    /// <summary>It is of use only where the page's script runs.</summary>
    public bool IsWithScript { get; set; }

    /// <summary>It is of use only where the page's script does not run.</summary>
    public bool IsWithoutScript { get; set; }

    private string Classes => $"nhsuk-button{(Variant is null ? "" : $" nhsuk-button--{Variant}")}{(IsSmall ? " nhsuk-button--small" : "")}"
        + (IsWithScript ? " spr-with-script" : IsWithoutScript ? " spr-without-script" : "");

    public override IHtmlContent Render(IHtmlContent inside) => Href is not null
        ? Html($"""<a class="{Classes}" data-module="nhsuk-button" href="{Href}" role="button" draggable="false">{inside}</a>""")
        : Html($"""<button class="{Classes}"{Attribute("name", Name)} data-module="nhsuk-button" data-prevent-double-click="true" type="submit"{Attribute("value", Value)}{Attribute("formaction", Formaction)}>{inside}</button>""");
}

/// <summary>Keys and values, one below the other.</summary>
[HtmlTargetElement("nhs-summary-list")]
public sealed class SummaryListTag : Component
{
    public override IHtmlContent Render(IHtmlContent inside) => Html($"""<dl class="nhsuk-summary-list">{inside}</dl>""");
}

/// <summary>A row of a summary list.</summary>
[HtmlTargetElement("nhs-row")]
public sealed class SummaryRowTag : Component
{
    public string Key { get; set; } = "";

    public override IHtmlContent Render(IHtmlContent inside) => Html($"""
        <div class="nhsuk-summary-list__row">
          <dt class="nhsuk-summary-list__key">
            {Key}
          </dt>
          <dd class="nhsuk-summary-list__value">
            {inside}
          </dd>
        </div>
        """);
}

/// <summary>A state in a word or two.</summary>
[HtmlTargetElement("nhs-tag")]
public sealed class TagTag : Component
{
    /// <summary>grey, green, yellow, orange, red, blue and so on.</summary>
    public string? Colour { get; set; }

    public override IHtmlContent Render(IHtmlContent inside) =>
        Html($"""<strong class="nhsuk-tag{(Colour is null ? "" : $" nhsuk-tag--{Colour}")}">{inside}</strong>""");
}

/// <summary>Something to notice beside the text.</summary>
[HtmlTargetElement("nhs-inset-text")]
public sealed class InsetTextTag : Component
{
    public override IHtmlContent Render(IHtmlContent inside) => Html($"""
        <div class="nhsuk-inset-text">
          <span class="nhsuk-u-visually-hidden">Information: </span>
          {inside}
        </div>
        """);
}

/// <summary>Something that must not be missed.</summary>
[HtmlTargetElement("nhs-warning")]
public sealed class WarningTag : Component
{
    public string Heading { get; set; } = "";

    public override IHtmlContent Render(IHtmlContent inside) => Html($"""
        <div class="nhsuk-card nhsuk-card--warning">
          <div class="nhsuk-card__content">
            <h2 class="nhsuk-card__heading">
              <span role="text">
                <span class="nhsuk-u-visually-hidden">Important: </span>{Heading}
              </span>
            </h2>
            {inside}
          </div>
        </div>
        """);
}

/// <summary>What was achieved, at the top of the page that follows.</summary>
[HtmlTargetElement("nhs-panel")]
public sealed class PanelTag : Component
{
    public string Heading { get; set; } = "";

    public override IHtmlContent Render(IHtmlContent inside) => Html($"""
        <div class="nhsuk-panel">
          <h1 class="nhsuk-panel__heading">
            {Heading}
          </h1>
          <div class="nhsuk-panel__body">
            {inside}
          </div>
        </div>
        """);
}

/// <summary>What has just been done, in a sentence.</summary>
[HtmlTargetElement("nhs-success")]
public sealed class SuccessTag : Component
{
    public override IHtmlContent Render(IHtmlContent inside) => Html($"""
        <div class="nhsuk-notification-banner nhsuk-notification-banner--success" data-module="nhsuk-notification-banner" role="alert" aria-labelledby="nhsuk-notification-banner-title">
          <div class="nhsuk-notification-banner__header">
            <h2 class="nhsuk-notification-banner__title" id="nhsuk-notification-banner-title">
              Success
            </h2>
          </div>
          <div class="nhsuk-notification-banner__content">
            <p class="nhsuk-notification-banner__heading">
              {inside}
            </p>
          </div>
        </div>
        """);
}

/// <summary>A way back.</summary>
[HtmlTargetElement("nhs-back-link")]
public sealed class BackLinkTag : Component
{
    public string Href { get; set; } = "/";

    public override IHtmlContent Render(IHtmlContent inside) => Html($"""<a class="nhsuk-back-link" href="{Href}">{inside}</a>""");
}

/// <summary>A moment as people say it, with the exact one for programs.</summary>
[HtmlTargetElement("nhs-time", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TimeTag(TimeProvider clock) : Component
{
    public DateTimeOffset At { get; set; }

    /// <summary>Something is to be done by then, so that it may be late.</summary>
    public bool IsDue { get; set; }

    /// <summary>Without how long ago or ahead it is.</summary>
    public bool IsExact { get; set; }

    /// <summary>Of a page that is printed: on paper every time is exact, since "in 25 minutes" is soon wrong.</summary>
    public const string OnPaper = "OnPaper";

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    /// <summary>As short as can be: "14:05 today".</summary>
    public bool IsShort { get; set; }

    public override IHtmlContent Render(IHtmlContent inside)
    {
        var now = clock.GetUtcNow();
        var words = IsShort ? Plain.Moment(At, now) : IsExact || View?.ViewData[OnPaper] is true ? Plain.Time(At) : Plain.Time(At, now, IsDue);
        return Html($"""<time datetime="{At.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}"{Attribute("class", IsDue && At < now ? "spr-late" : null)}>{words}</time>""");
    }
}
