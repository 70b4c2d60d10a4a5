using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Intake;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Triage;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Pages.Intake;

/// <summary>The form by which a person is referred: what would happen is shown before it is sent, and whether the person is known already.</summary>
public sealed class ReferPage(Submit submit, ReferralJournal journal, LookAhead ahead, AlreadyKnown known) : FormPage
{
    /// <summary>The choice to make a referral of its own.</summary>
    public const string Separate = "separate";

    /// <summary>The fields that decide what would happen.</summary>
    public static readonly IReadOnlyList<string> Deciding =
        [.. ReferralForm.Fields.Keys.Except(["name", "nhsNumber", "address", "phone", "whatChanged", "whatMatters", "access", "risks", "callBack"]).Order(StringComparer.Ordinal)];

    /// <summary>Made with the form and kept with it, so that sending it twice makes one referral.</summary>
    public string Key => field ??= Guid.TryParse(Form["key"], out var key) ? $"{key:N}" : $"{Guid.NewGuid():N}";

    /// <summary>The referral that this form made before, when it said something else.</summary>
    public Reference? SentAs { get; private set; }

    /// <summary>What would happen; null as long as nobody asked, or too little is filled in.</summary>
    public PreviewView? Preview { get; private set; }

    /// <summary>The person's open referrals; null when nobody asked.</summary>
    public IReadOnlyList<KnownView>? Known { get; private set; }

    /// <summary>What became of adding to another referral.</summary>
    public AddedReply? Added { get; private set; }

    /// <summary>That 999 is to be called: a red flag tells so however little else is filled in.</summary>
    public Emergency? Emergency => Emergency.Of(DetailsForm.Read(Form));

    public void OnGet() => Form = new Form(new Dictionary<string, string?> { ["purpose"] = "prevent-admission" });

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        if (Form["known"] is { Length: > 0 } && Form["addTo"] is null or "" && Form["separateBecause"] is null or "")
            return await AskWhich();
        if (Form["addTo"] is { Length: > 0 } to and not Separate)
            return await Add(to, cancel);
        var because = Form["addTo"] is Separate ? Form["separateBecause"] ?? "" : Form["separateBecause"] is { Length: > 0 } said ? said : null;
        var (submission, _, problems) = await submit.Run(DetailsForm.Read(Form), because, Key, HttpContext.Principal(), cancel);
        if (submission is null)
            return Again(problems);
        if (!submission.IsAnotherRequest)
            return Redirect($"/referrals/{submission.Reference.Text}?submitted=1");
        SentAs = submission.Reference;
        return Again([new("", $"This form was sent before, and made referral {SentAs.Spaced}. What you have changed since was not recorded.")], StatusCodes.Status409Conflict);
    }

    /// <summary>Who was shown that the person is known says whether this is the same or separate; unless it is over meanwhile.</summary>
    private async Task<IActionResult> AskWhich()
    {
        Known = await known.Find(HttpContext, NhsNumber.Read(Form["nhsNumber"] ?? "").Value);
        return Again("addTo", "Select whether to add this to the open referral or to make a separate one");
    }

    /// <summary>What a red flag calls for alone, as soon as it is ticked.</summary>
    public IActionResult OnPostDanger() => Partial("_Danger", Emergency);

    /// <summary>The whole page again, with what would happen.</summary>
    public async Task<IActionResult> OnPostPreview()
    {
        var (number, problems) = await Look();
        if (problems.Count > 0)
            return Again(problems);
        Known = await known.Find(HttpContext, number);
        return Page();
    }

    /// <summary>What would happen alone, while the form is filled in; empty as long as too little is.</summary>
    public async Task<IActionResult> OnPostPanel()
    {
        await Look();
        return Partial("_Preview", this);
    }

    /// <summary>Whether the person is known alone, once there is a whole NHS number.</summary>
    public async Task<IActionResult> OnPostKnown()
    {
        Known = await known.Find(HttpContext, NhsNumber.Read(Form["nhsNumber"] ?? "").Value);
        return Partial("_Known", this);
    }

    private async Task<(NhsNumber? Number, IReadOnlyList<Problem> Problems)> Look()
    {
        (Preview, var number, var problems) = await ahead.From(DetailsForm.Read(Form), HttpContext.Principal(), HttpContext.RequestAborted);
        return (number, problems);
    }

    private async Task<IActionResult> Add(string to, CancellationToken cancel)
    {
        var reading = Reference.Read(to);
        var stored = reading.IsRead ? await journal.Load(reading.Value, cancel) : null;
        var (added, refused, problems) = await Addition.Run(HttpContext, stored, DetailsForm.Read(Form));
        if (problems.Count > 0)
            return Again(problems);
        if (refused is { } refusal)
            return Again([new("addTo", refusal.Sentence())], Web.Problems.StatusOf(refusal));
        Added = added;
        return Page();
    }
}
