using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Pages.Intake;

/// <summary>A referral's details as the boxes of a page. Organisations stand in them by name.</summary>
public static class DetailsForm
{
    private const string Born = "dateOfBirth";
    private const string Practice = "practice";

    public static ReferralForm Read(Form typed, Locality locality) =>
        ReferralForm.Fields.Aggregate(new ReferralForm(), (form, field) => field.Value.With(form, Text(typed, field.Key, locality)));

    /// <summary>The boxes as they show a referral.</summary>
    public static Dictionary<string, string?> Of(Referral referral, Locality locality) => Of(ReferralForm.Of(referral), locality);

    /// <summary>The boxes as they show what a form says.</summary>
    public static Dictionary<string, string?> Of(ReferralForm said, Locality locality)
    {
        var boxes = ReferralForm.Fields.Where(f => f.Key is not (Born or Practice)).Select(f => KeyValuePair.Create(f.Key, f.Value.Get(said)));
        return boxes.Append(new(Practice, OdsCode.Read(said.Practice ?? "").Value is { } code ? locality.NameOf(code) : null))
            .Concat(DateOnly.TryParseExact(said.DateOfBirth, "yyyy-MM-dd", out var date) ? DateBoxes.Filled(Born, date) : []).ToDictionary();
    }

    /// <summary>What was typed over the boxes as they were shown.</summary>
    public static Dictionary<string, string?> Changes(Form typed, Referral shown, Locality locality)
    {
        var before = new Form(Of(shown, locality));
        return ReferralForm.Fields.Keys.Where(f => (Text(typed, f, locality) ?? "") != (Text(before, f, locality) ?? "")).ToDictionary(f => f, f => Text(typed, f, locality));
    }

    /// <summary>The code of the organisation that somebody wrote by its whole name; otherwise what was typed.</summary>
    public static string? CodeOf(string? typed, IEnumerable<Organisation> among)
    {
        var named = among.Where(o => string.Equals(o.Name, typed?.Trim(), StringComparison.OrdinalIgnoreCase)).ToList();
        return named is [var only] ? only.Code.Text : typed;
    }

    public static IEnumerable<Organisation> Practices(Locality locality) =>
        locality.Organisations.Values.Where(o => o.Kind is OrganisationKind.GpPractice).OrderBy(o => o.Name, StringComparer.Ordinal);

    private static string? Text(Form form, string field, Locality locality) => field switch
    {
        Born => form.Date(field),
        Practice => CodeOf(form[field], Practices(locality)),
        _ => form[field],
    };
}
