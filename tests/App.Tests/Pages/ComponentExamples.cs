using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain.Intake;
using static SinglePointOfReferral.App.Tests.Pages.ComponentTests;

namespace SinglePointOfReferral.App.Tests.Pages;

/// <summary>An example of nhsuk-frontend, and our components that make the same.</summary>
/// <param name="With">What tells it from others of its name.</param>
/// <param name="Html">What ours make.</param>
public sealed record ComponentExample(string Component, string Fixture, string With, Type[] Of, Func<string> Html)
{
    public string Name => $"{Component}: {Fixture} {With}".Trim();

    /// <summary>What differs because the example has something else in it, or an option that we do not use: patterns and what they become.</summary>
    public (string Theirs, string Ours)[] ButFor { get; init; } = [];
}

/// <summary>Each component with the options that it supports.</summary>
public static class ComponentExamples
{
    private const string Nhs = "What is your NHS number?";
    private const string Contact = "How do you want to be contacted about this?";
    private const string Detail = "Can you provide more detail?";
    private const string Detailed = "Do not include personal information like your name, date of birth or NHS number";
    private const string Location = "Choose location";
    private static readonly Choice[] Means = [new("email", "Email"), new("phone", "Phone"), new("text message", "Text message")];
    private static readonly Choice[] Regions =
    [
        new("choose", Location), new("eastmidlands", "East Midlands"), new("eastofengland", "East of England"), new("london", "London"), new("northeast", "North East"),
        new("northwest", "North West"), new("southeast", "South East"), new("southwest", "South West"), new("westmidlands", "West Midlands"), new("yorkshire", "Yorkshire and the Humber"),
    ];

    /// <summary>A field is called like its first box; the examples call it otherwise.</summary>
    private static readonly (string, string) Named = ("(id=\"((?!custom-size)[a-z-]+?)(-\\d)?\" name=)\"example\"", "$1\"$2\"");
    private static readonly (string, string) Guarded = ("(data-module=\"nhsuk-button\") type", "$1 data-prevent-double-click=\"true\" type");
    private static readonly (string, string) NotFilledIn = (" inputmode", " autocomplete=\"off\" inputmode");
    private static readonly (string, string)[] NoHeading = [("<h1[^>]*>", ""), ("</h1>", "")];

    public static readonly IReadOnlyList<ComponentExample> All =
    [
        Of<BackLinkTag>("back-link", "default", new() { Href = "#" }, "Back"),
        Of<ButtonTag>("button", "with double click prevented", new(), "Save and continue"),
        Of<ButtonTag>("button", "secondary", new() { Variant = "secondary" }, "Find my location", "", Guarded),
        Of<ButtonTag>("button", "warning, small", new() { Variant = "warning", IsSmall = true }, "Yes, delete this vaccine", "", Guarded),
        Of<ButtonTag>("button", "as a link", new() { Href = "#" }, "Link button"),
        Of<ButtonTag>("button", "secondary as a link, small", new() { Href = "#", Variant = "secondary", IsSmall = true }, "Find my location"),
        Of<CheckboxTag>(
            "checkboxes", "without fieldset", new() { Name = "without-fieldset", Label = "Red" }, "", "nhsuk-checkboxes\"",
            ("name=\"colours\"", "name=\"without-fieldset\""), ("value=\"red\"", "value=\"yes\""), ("(?<=</div>)<div class=\"nhsuk-checkboxes__item\">.*(?=</div></div>$)", "")),
        .. new[] { false, true }.Select(isSmall => Of<CheckboxesTag>(
            "checkboxes", "with error message and hint, without heading", new()
            {
                Name = "with-hint-error", Label = Contact, Hint = "Select all options that are relevant to you", Error = "Select how you want to be contacted", Size = null, IsSmall = isSmall, Choices = Means,
            }, "", isSmall ? "nhsuk-checkboxes--small" : "nhsuk-checkboxes\"", Named)),
        .. new[] { (false, "default"), (true, "open") }.Select(d => Of<DetailsTag>(
            "details", d.Item2, new() { Summary = "How to find your NHS number", IsOpen = d.Item1 },
            "You can find your NHS number by logging in to the NHS App or on any document the NHS has sent you.")),
        Of<DateTag>(
            "date-input", "with error message and hint, without heading", new() { Name = "example", Label = "What is your date of birth?", Hint = "For example, 31 3 1980", Error = "Enter your date of birth", Size = null },
            "", "", ("name=\"(day|month|year)\"", "name=\"example-$1\""), NotFilledIn),
        Of<DateTag>(
            "date-input", "with values", new()
            {
                Name = "example", Label = "What is your date of birth?", Hint = "For example, 31 3 1980", Size = "l",
                View = On(new Form(DateBoxes.Filled("example", new DateOnly(2024, 8, 5)).ToDictionary())),
            }, "", "", [.. NoHeading, ("name=\"(day|month|year)\"", "name=\"example-$1\""), NotFilledIn]),
        Of<EmergencyTag>("card", "emergency (red and black)", new() { Heading = "Call 999 if you have sudden chest pain that:" }, "INSIDE", "", ("(__content\">).*(</div></div>)$", "$1INSIDE$2")),
        Of<ErrorSummaryTag>(
            "error-summary", "without error link (mixed)",
            new() { View = On(Form.Empty.With([new Problem("", "Invalid username or password"), new Problem("example-terms-of-service", "Agree to the terms of service to log in")])) }),
        Of<ErrorSummaryTag>(
            "error-summary", "default",
            new() { View = On(new Form(DateBoxes.Filled("example", new DateOnly(2024, 8, 5)).ToDictionary()).With([new Problem("example", "Date of birth must be in the past")])) }),
        Of<InputTag>("input", "without heading", new() { Name = "without-heading", Label = Nhs, Size = null, IsCode = true, Width = 10, Inputmode = "numeric", Autocomplete = null }, "", "", Named),
        .. new[] { "s", "m", "l", "xl" }.Select(size => Of<InputTag>(
            "input", "label", new() { Name = "custom-size", Label = Nhs, Size = size, IsCode = true, Width = 10, Inputmode = "numeric", Autocomplete = null }, "", $"nhsuk-label--{size}",
            [.. NoHeading, ("name=\"example\"", "name=\"custom-size\"")])),
        Of<InputTag>(
            "input", "with error message and hint, without heading",
            new() { Name = "with-hint-error", Label = Nhs, Hint = "HINT", Error = "Enter NHS number", Size = null, IsCode = true, Width = 10, Inputmode = "numeric", Autocomplete = null }, "", "",
            Named, ("(-hint\">)This.*?(</div>)", "$1HINT$2")),
        Of<InputTag>(
            "input", "with code input styling",
            new() { Name = "with-code-input-styling", Label = Nhs, Hint = "HINT", Value = "999 123 4567", Size = "l", IsCode = true, Width = 10, Inputmode = "numeric" }, "", "",
            [.. NoHeading, Named, ("(-hint\">)This.*?(</div>)", "$1HINT$2"), NotFilledIn]),
        Of<InsetTextTag>("inset-text", "default", new(), "<p>You can report any suspected side effect using the Yellow Card safety scheme</p>"),
        Of<PanelTag>("panel", "default", new() { Heading = "Booking complete" }, "We have sent you a confirmation email"),
        .. new[] { false, true }.Select(isSmall => Of<RadiosTag>(
            "radios", "with error message and hint, without heading",
            new() { Name = "with-hint-error", Label = Contact, Hint = "Select 1 option", Error = "Select how you want to be contacted", Size = null, IsSmall = isSmall, Choices = Means }, "",
            isSmall ? "nhsuk-radios--small" : "nhsuk-radios\"", Named, ("value=\"text\"", "value=\"text message\""))),
        Of<RadiosTag>(
            "radios", "with hints on items", new()
            {
                Name = "with-hint-item", Label = "Do you have a mobile phone with signal?", Size = "l",
                Choices =
                [
                    new("mobile", "Yes, I have a mobile phone with signal", "We will text you a 6 digit security code"),
                    new("landline", "No, I want to use my landline", "We will call you to give you a 6 digit security code"),
                ],
            }, "", "nhsuk-radios\"", [.. NoHeading, Named]),
        Of<SelectTag>(
            "select", "with error message and hint, without heading", new()
            {
                Name = "with-hint-error", Label = Location, Hint = "This can be different to where you went before", Error = "Select a location", Size = null, Choices = Regions,
            }, "", "", Named),
        Of<SuccessTag>("notification-banner", "with success variant", new(), "Email sent to example@email.com"),
        new("summary-list", "with item strings", "", [typeof(SummaryListTag), typeof(SummaryRowTag)], () => Markup(
            new SummaryListTag(), Markup(new SummaryRowTag { Key = "Name" }, "Karen Francis") + Markup(new SummaryRowTag { Key = "Date of birth" }, "15 March 1984"))),
        new("tables", "default", "nhsuk-table--responsive", [typeof(TableTag), typeof(TableRowTag), typeof(CellTag)], () => Table(
            "Impetigo can look similar to other skin conditions", ["Skin symptoms", "Possible cause"],
            ["Blisters on lips or around the mouth", "Cold sores"], ["Itchy, dry, cracked, sore", "Eczema"], ["Itchy blisters", "Shingles, chickenpox"])),
        Of<TagTag>("tag", "default", new(), "Active", "nhsuk-tag\""),
        Of<TagTag>("tag", "colour class", new() { Colour = "green" }, "Green"),
        Of<TextareaTag>(
            "textarea", "with error message and hint, without heading",
            new() { Name = "with-hint-error", Label = Detail, Hint = Detailed, Error = "You must provide an explanation", Size = null }, "", "", Named, ("></textarea", " autocomplete=\"off\"></textarea")),
        Of<WarningTag>("warning-callout", "with custom heading", new() { Heading = "School, nursery or work" }, "<p>INSIDE</p>", "", ("h3", "h2"), ("<p.*</p>", "<p>INSIDE</p>")),
    ];

    private static ComponentExample Of<T>(string component, string fixture, T ours, string inside = "", string with = "", params (string, string)[] butFor) where T : Component =>
        new(component, fixture, with, [typeof(T)], () => Markup(ours, inside)) { ButFor = butFor };

    private static string Table(string caption, string[] columns, params string[][] rows) => Markup(
        new TableTag { Caption = caption, Columns = columns },
        string.Concat(rows.Select(row => Markup(new TableRowTag(), string.Concat(row.Select((cell, i) => Markup(new CellTag { Of = columns[i], IsHeader = i == 0 }, cell)))))));

    /// <summary>A page with what was typed into its form.</summary>
    private static ViewContext On(Form form) =>
        new() { ViewData = new ViewDataDictionary(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = new Filled(form) } };

    private sealed class Filled : FormPage
    {
        public Filled(Form form) => Form = form;
    }
}
