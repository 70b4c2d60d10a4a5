using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SinglePointOfReferral.App.Web.Components;

/// <summary>A table that becomes a list of cards on a narrow screen.</summary>
[HtmlTargetElement("nhs-table")]
public sealed class TableTag : Component
{
    public string Caption { get; set; } = "";

    /// <summary>The headings of the columns; the cells repeat theirs for narrow screens.</summary>
    public string[] Columns { get; set; } = [];

    public override IHtmlContent Render(IHtmlContent inside) => Html($"""
        <table class="nhsuk-table nhsuk-table--responsive" role="table">
          <caption class="nhsuk-table__caption nhsuk-table__caption--m">
            {Caption}
          </caption>
          <thead class="nhsuk-table__head" role="rowgroup">
            <tr class="nhsuk-table__row" role="row">
              {All(Columns.Select(c => Html($"""<th class="nhsuk-table__header" scope="col" role="columnheader">{c}</th>""")))}
            </tr>
          </thead>
          <tbody class="nhsuk-table__body">
            {inside}
          </tbody>
        </table>
        """);
}

/// <summary>A row of a table.</summary>
[HtmlTargetElement("nhs-table-row")]
public sealed class TableRowTag : Component
{
    /// <summary>What it is about, by which a list that keeps itself up to date knows it again.</summary>
    public string? Key { get; set; }

    public override IHtmlContent Render(IHtmlContent inside) => Html($"""<tr class="nhsuk-table__row" role="row"{Attribute("data-key", Key)}>{inside}</tr>""");
}

/// <summary>A cell of a table.</summary>
[HtmlTargetElement("nhs-cell")]
public sealed class CellTag : Component
{
    /// <summary>The heading of its column.</summary>
    public string Of { get; set; } = "";

    /// <summary>It names its row.</summary>
    public bool IsHeader { get; set; }

    public override IHtmlContent Render(IHtmlContent inside)
    {
        var heading = Html($"""<span class="nhsuk-table__heading" aria-hidden="true">{Of} </span>""");
        return IsHeader
            ? Html($"""<th class="nhsuk-table__header" scope="row" role="rowheader">{heading}{inside}</th>""")
            : Html($"""<td class="nhsuk-table__cell" role="cell">{heading}{inside}</td>""");
    }
}
