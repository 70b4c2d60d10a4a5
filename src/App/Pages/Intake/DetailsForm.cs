using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.App.Pages.Intake;

/// <summary>A referral's details as the boxes of a page.</summary>
public static class DetailsForm
{
    private const string Born = "dateOfBirth";

    public static ReferralForm Read(Form typed) =>
        ReferralForm.Fields.Aggregate(new ReferralForm(), (form, field) => field.Value.With(form, Text(typed, field.Key)));

    /// <summary>The boxes as they show a referral.</summary>
    public static Dictionary<string, string?> Of(Details details)
    {
        var said = ReferralForm.Of(details);
        var boxes = ReferralForm.Fields.Where(f => f.Key != Born).Select(f => KeyValuePair.Create(f.Key, f.Value.Get(said)));
        return boxes.Concat(DateBoxes.Filled(Born, details.Person.DateOfBirth)).ToDictionary();
    }

    /// <summary>What was typed over the boxes as they were shown.</summary>
    public static Dictionary<string, string?> Changes(Form typed, Details shown)
    {
        var before = new Form(Of(shown));
        return ReferralForm.Fields.Keys.Where(f => (Text(typed, f) ?? "") != (Text(before, f) ?? "")).ToDictionary(f => f, f => Text(typed, f));
    }

    private static string? Text(Form form, string field) => field == Born ? form.Date(field) : form[field];
}
