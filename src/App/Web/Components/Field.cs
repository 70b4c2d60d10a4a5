using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SinglePointOfReferral.App.Web.Components;

/// <summary>A question in a form. Its value and its problem come from the form of the page unless they are set.</summary>
public abstract class Field : Component
{
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext? View { get; set; }

    /// <summary>The field's name, and the id of its first box.</summary>
    public string Name { get; set; } = "";

    /// <summary>The id of its box where a page has several of one name; otherwise the name.</summary>
    public string? Id { get; set; }

    public string Label { get; set; } = "";

    public string? Hint { get; set; }

    public string? Value { get; set; }

    public string? Error { get; set; }

    /// <summary>How large the question stands: s, m, l or xl; null for plain text.</summary>
    public string? Size { get; set; } = "s";

    protected Form Form => (View?.ViewData.Model as FormPage)?.Form ?? Form.Empty;

    protected string BoxId => Id ?? Name;

    protected string? HintId => Hint is null ? null : $"{BoxId}-hint";

    protected string? ErrorId => Error is null ? null : $"{BoxId}-error";

    protected IHtmlContent? DescribedBy =>
        Attribute("aria-describedby", HintId is null && ErrorId is null ? null : string.Join(' ', new[] { HintId, ErrorId }.OfType<string>()));

    public override void Init(TagHelperContext context)
    {
        Value ??= Form[Name];
        Error ??= Form.ProblemWith(BoxId);
    }

    protected IHtmlContent Group(IHtmlContent inside) => Html($"""
        <div class="nhsuk-form-group{If(Error is not null, " nhsuk-form-group--error")}">
          {inside}
        </div>
        """);

    /// <summary>Label, hint and error of a single box, followed by the box.</summary>
    protected IHtmlContent Labelled(IHtmlContent box) => Group(Html($"""
        <label class="nhsuk-label{Sized("nhsuk-label")}" for="{BoxId}">
            {Label}
          </label>
          {HintAndError}{box}
        """));

    /// <summary>Legend, hint and error of several boxes, followed by them.</summary>
    protected IHtmlContent Grouped(IHtmlContent boxes, string? role = null) => Group(Html($"""
        <fieldset class="nhsuk-fieldset"{Attribute("role", role)}{DescribedBy}>
            <legend class="nhsuk-fieldset__legend{Sized("nhsuk-fieldset__legend")}">
              {Label}
            </legend>
            {HintAndError}{boxes}
          </fieldset>
        """));

    private string Sized(string name) => Size is null ? "" : $" {name}--{Size}";

    protected static string If(bool condition, string text) => condition ? text : "";

    private IHtmlContent HintAndError => All(new[]
    {
        Hint is null ? null : Html($"""<div class="nhsuk-hint" id="{HintId}">{Hint}</div>"""),
        Error is null ? null : Html($"""<span class="nhsuk-error-message" id="{ErrorId}"><span class="nhsuk-u-visually-hidden">Error: </span>{Error}</span>"""),
    }.OfType<IHtmlContent>());
}

/// <summary>One line of text.</summary>
[HtmlTargetElement("nhs-input", TagStructure = TagStructure.WithoutEndTag)]
public sealed class InputTag : Field
{
    public string Type { get; set; } = "text";

    public string? Inputmode { get; set; }

    public string? Autocomplete { get; set; } = "off";

    /// <summary>About how many characters it is wide: 2, 3, 4, 5, 10, 20 or 30.</summary>
    public int? Width { get; set; }

    /// <summary>Letters stand apart, as for a number that is read out.</summary>
    public bool IsCode { get; set; }

    /// <summary>What the browser suggests while somebody types.</summary>
    public IReadOnlyCollection<string> Suggestions { get; set; } = [];

    private string? ListId => Suggestions.Count > 0 ? $"{BoxId}-list" : null;

    private IHtmlContent? List => ListId is null ? null
        : Html($"""<datalist id="{ListId}">{All(Suggestions.Select(s => Html($"""<option value="{s}"></option>""")))}</datalist>""");

    public override IHtmlContent Render(IHtmlContent inside) => Labelled(Html(
        $"""<input class="nhsuk-input{If(IsCode, " nhsuk-input--code")}{If(Error is not null, " nhsuk-input--error")}{If(Width is not null, $" nhsuk-input--width-{Width}")}" id="{BoxId}" name="{Name}" type="{Type}" spellcheck="false"{Attribute("value", Value)}{DescribedBy}{Attribute("autocomplete", Autocomplete)}{Attribute("inputmode", Inputmode)}{Attribute("list", ListId)}>{List}"""));
}

/// <summary>Several lines of text.</summary>
[HtmlTargetElement("nhs-textarea", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TextareaTag : Field
{
    public int Rows { get; set; } = 5;

    // The line break after the opening tag is not part of the text; without it, one that was typed there would be lost.
    public override IHtmlContent Render(IHtmlContent inside) => Labelled(Html(
        $"<textarea class=\"nhsuk-textarea{If(Error is not null, " nhsuk-textarea--error")}\" id=\"{BoxId}\" name=\"{Name}\" rows=\"{Rows}\"{DescribedBy} autocomplete=\"off\">\n{Value}</textarea>"));
}

/// <summary>A date in three boxes.</summary>
[HtmlTargetElement("nhs-date", TagStructure = TagStructure.WithoutEndTag)]
public sealed class DateTag : Field
{
    public override IHtmlContent Render(IHtmlContent inside) => Grouped(Html($"""
        <div class="nhsuk-date-input" id="{Name}">
          {Box(DateBoxes.Day(Name), "Day", 2)}{Box(DateBoxes.Month(Name), "Month", 2)}{Box(DateBoxes.Year(Name), "Year", 4)}
        </div>
        """), role: "group");

    private IHtmlContent Box(string name, string label, int width) => Html($"""
        <div class="nhsuk-date-input__item">
          <div class="nhsuk-form-group{If(Error is not null, " nhsuk-form-group--error")}">
            <label class="nhsuk-label nhsuk-date-input__label" for="{name}">
              {label}
            </label>
            <input class="nhsuk-input{If(Error is not null, " nhsuk-input--error")} nhsuk-input--width-{width} nhsuk-date-input__input" id="{name}" name="{name}" type="text"{Attribute("value", Form[name])} autocomplete="off" inputmode="numeric">
          </div>
        </div>
        """);
}

/// <summary>One choice out of several that are all in view.</summary>
[HtmlTargetElement("nhs-radios", TagStructure = TagStructure.WithoutEndTag)]
public sealed class RadiosTag : Field
{
    public IEnumerable<Choice> Choices { get; set; } = [];

    public bool IsSmall { get; set; }

    public bool IsInline { get; set; }

    public override IHtmlContent Render(IHtmlContent inside) => Grouped(Html($"""
        <div class="nhsuk-radios{If(IsSmall, " nhsuk-radios--small")}{If(IsInline, " nhsuk-radios--inline")}" data-module="nhsuk-radios">
          {All(Choices.Select(Item))}
        </div>
        """));

    private IHtmlContent Item(Choice choice, int index)
    {
        var id = index == 0 ? Name : $"{Name}-{index + 1}";
        var hintId = choice.Hint is null ? null : $"{id}-item-hint";
        var hint = choice.Hint is null ? null : Html($"""<div class="nhsuk-hint nhsuk-radios__hint" id="{hintId}">{choice.Hint}</div>""");
        return Html($"""
            <div class="nhsuk-radios__item">
              <input class="nhsuk-radios__input" id="{id}" name="{Name}" type="radio" value="{choice.Code}"{Flag("checked", choice.Code == (Value ?? ""))}{Attribute("aria-describedby", hintId)}>
              <label class="nhsuk-label nhsuk-radios__label" for="{id}">
                {choice.Label}
              </label>{hint}
            </div>
            """);
    }
}

/// <summary>One box to tick; its value is "yes".</summary>
[HtmlTargetElement("nhs-checkbox", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CheckboxTag : Field
{
    public bool IsSmall { get; set; }

    public override IHtmlContent Render(IHtmlContent inside) => Group(Html($"""
        <div class="nhsuk-checkboxes{If(IsSmall, " nhsuk-checkboxes--small")}" data-module="nhsuk-checkboxes">
          <div class="nhsuk-checkboxes__item">
            <input class="nhsuk-checkboxes__input" id="{Name}" name="{Name}" type="checkbox" value="yes"{Flag("checked", Value is "yes")}>
            <label class="nhsuk-label nhsuk-checkboxes__label" for="{Name}">
              {Label}
            </label>
          </div>
        </div>
        """));
}

/// <summary>One choice out of many.</summary>
[HtmlTargetElement("nhs-select", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SelectTag : Field
{
    public IEnumerable<Choice> Choices { get; set; } = [];

    public override IHtmlContent Render(IHtmlContent inside) => Labelled(Html($"""
        <select class="nhsuk-select{If(Error is not null, " nhsuk-select--error")}" id="{BoxId}" name="{Name}"{DescribedBy}>
          {All(Choices.Select(c => Html($"""<option value="{c.Code}"{Flag("selected", c.Code == (Value ?? ""))}>{c.Label}</option>""")))}
        </select>
        """));
}
