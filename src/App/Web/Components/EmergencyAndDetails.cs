using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SinglePointOfReferral.App.Web.Components;

/// <summary>Something to act on this very moment, in red.</summary>
[HtmlTargetElement("nhs-emergency")]
public sealed class EmergencyTag : Component
{
    public string Heading { get; set; } = "";

    public override IHtmlContent Render(IHtmlContent inside) => Html($"""
        <div class="nhsuk-card nhsuk-card--care nhsuk-card--care--emergency">
          <div class="nhsuk-card__heading-container">
            <h2 class="nhsuk-card__heading">
              <span role="text">
                <span class="nhsuk-u-visually-hidden">Immediate action required: </span>{Heading}
              </span>
            </h2>
            <span class="nhsuk-card--care__arrow" aria-hidden="true"></span>
          </div>
          <div class="nhsuk-card__content">
            {inside}
          </div>
        </div>
        """);
}

/// <summary>What most readers need not see, folded away behind a line that says what it is.</summary>
[HtmlTargetElement("nhs-details")]
public sealed class DetailsTag : Component
{
    public string Summary { get; set; } = "";

    public bool IsOpen { get; set; }

    public override IHtmlContent Render(IHtmlContent inside) => Html($"""
        <details class="nhsuk-details"{Flag("open", IsOpen)}>
          <summary class="nhsuk-details__summary">
            <span class="nhsuk-details__summary-text">
              {Summary}
            </span>
          </summary>
          <div class="nhsuk-details__text">
            {inside}
          </div>
        </details>
        """);
}
