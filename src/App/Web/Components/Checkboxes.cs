using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SinglePointOfReferral.App.Web.Components;

/// <summary>Any number of choices; what is ticked is sent under one name, and stands in the form with commas between.</summary>
[HtmlTargetElement("nhs-checkboxes", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CheckboxesTag : Field
{
    public IEnumerable<Choice> Choices { get; set; } = [];

    public bool IsSmall { get; set; }

    public override IHtmlContent Render(IHtmlContent inside)
    {
        var ticked = (Value ?? "").Split(',', StringSplitOptions.TrimEntries);
        return Grouped(Html($"""
            <div class="nhsuk-checkboxes{If(IsSmall, " nhsuk-checkboxes--small")}" data-module="nhsuk-checkboxes">
              {All(Choices.Select((choice, index) => Item(choice, index == 0 ? Name : $"{Name}-{index + 1}", ticked.Contains(choice.Code))))}
            </div>
            """));
    }

    private IHtmlContent Item(Choice choice, string id, bool isTicked) => Html($"""
        <div class="nhsuk-checkboxes__item">
          <input class="nhsuk-checkboxes__input" id="{id}" name="{Name}" type="checkbox" value="{choice.Code}"{Flag("checked", isTicked)}>
          <label class="nhsuk-label nhsuk-checkboxes__label" for="{id}">
            {choice.Label}
          </label>
        </div>
        """);
}
