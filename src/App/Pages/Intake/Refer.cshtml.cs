using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Intake;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Telephone;
using SinglePointOfReferral.App.Triage;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Pages.Intake;

/// <summary>
/// The form by which a person is referred: what would happen is shown before it is sent, and whether the person is known already.
/// With a script that is shown while the form is filled in; without one, on a page that has every answer once more.
/// </summary>
public sealed class ReferPage(TakeDown takeDown, ReferralJournal journal, LookAhead ahead, AlreadyKnown known, LocalityInForce inForce, HubCalls calls, AuditLog audit, TimeProvider clock) : FormPage
{
    /// <summary>The choice to make a referral of its own.</summary>
    public const string Separate = "separate";

    /// <summary>The fields that decide nothing of what would happen.</summary>
    private static readonly string[] Describing =
    [
        "name", "nhsNumber", "address", "phone", "whatChanged", "whatMatters", "callBack", "whereNow", "access", "keySafe", "household", "carer", "pets", "risks",
        "communication", "interpreter", "sharing", "objection",
    ];

    /// <summary>The fields that decide what would happen.</summary>
    public static readonly IReadOnlyList<string> Deciding = [.. ReferralForm.Fields.Keys.Except(Describing).Order(StringComparer.Ordinal)];

    /// <summary>Made with the form and kept with it, so that sending it twice makes one referral.</summary>
    public string Key => field ??= Guid.TryParse(Form["key"], out var key) ? $"{key:N}" : $"{Guid.NewGuid():N}";

    /// <summary>The referral that this form made before, when it said something else.</summary>
    public Reference? SentAs { get; private set; }

    /// <summary>The answers stand on the page to be checked, not to be typed.</summary>
    public bool IsCheck { get; private set; }

    /// <summary>All that the form says, on the page that has it once more.</summary>
    public Details? Answers { get; private set; }

    /// <summary>What would happen; null as long as nobody asked, or too little is filled in.</summary>
    public PreviewView? Preview { get; private set; }

    /// <summary>The person's open referrals; null when nobody asked.</summary>
    public IReadOnlyList<KnownView>? Known { get; private set; }

    /// <summary>What became of adding to another referral.</summary>
    public AddedReply? Added { get; private set; }

    /// <summary>That 999 is to be called: a red flag tells so however little else is filled in.</summary>
    public Emergency? Emergency => Emergency.Of(Typed);

    /// <summary>The observations as far as they are given.</summary>
    public Observations Observations => SubmitReferral.ReadObservations(Typed);

    /// <summary>Whoever fills it in may be on the telephone with somebody who refers.</summary>
    public bool IsHub => HttpContext.Principal().Is(Role.Hub);

    /// <summary>The names of everybody who may refer by telephone.</summary>
    public IReadOnlyList<string> Organisations => [.. inForce.Now.Organisations.Values.Select(o => o.Name).Order(StringComparer.Ordinal)];

    /// <summary>The organisation that refers: the one on whose behalf the hub fills it in, as far as that is known.</summary>
    private OdsCode Referrer =>
        IsHub && OdsCode.Read(OnBehalfOf ?? "").Value is { } code && inForce.Now.Organisations.ContainsKey(code.Text) ? code : HttpContext.Principal().Organisation;

    private string? OnBehalfOf => DetailsForm.CodeOf(Form["onBehalfOf"], inForce.Now.Organisations.Values);

    private ReferralForm Typed => DetailsForm.Read(Form, inForce.Now);

    /// <summary>The call that is taken down, with what was keyed on it; null for none, or where the form was sent already.</summary>
    public HubCall? Call { get; private set; }

    /// <summary>A call was to be taken down that is not on the board any more.</summary>
    public bool CallIsGone { get; private set; }

    public async Task OnGet(string? call, CancellationToken cancel)
    {
        Call = IsHub && call is not null ? await calls.Find(call, cancel) : null;
        CallIsGone = IsHub && call is not null && Call is null;
        Form = new Form(Call is null ? new() { ["purpose"] = "prevent-admission" } : CallForm.Of(Call, inForce.Now));
        if (Call is null)
            return;
        await audit.RecordCall(HttpContext, Call.Id);
        await Look();
        Known = await known.Find(HttpContext, NhsNumber.Read(Form["nhsNumber"] ?? "").Value);
    }

    public Task<IActionResult> OnPost(CancellationToken cancel) => Send(isIncomplete: false, cancel);

    /// <summary>The hub takes down what there is, and rings back for the rest.</summary>
    public Task<IActionResult> OnPostIncomplete(CancellationToken cancel) => Send(isIncomplete: true, cancel);

    /// <summary>Every answer once more with what would happen, or what is wrong with them.</summary>
    public async Task<IActionResult> OnPostCheck()
    {
        var problems = SubmitReferral.Read(Typed, Beside(isIncomplete: false), clock.Today()).Problems;
        if (problems.Count > 0)
            return Again(problems);
        await Show();
        return Page();
    }

    /// <summary>The form again, to change an answer.</summary>
    public IActionResult OnPostChange() => Page();

    /// <summary>What a red flag calls for alone, as soon as it is ticked.</summary>
    public IActionResult OnPostDanger() => Partial("_Danger", Emergency);

    /// <summary>The total of the observations alone.</summary>
    public IActionResult OnPostScore() => Partial("_Score", Observations);

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

    private async Task<IActionResult> Send(bool isIncomplete, CancellationToken cancel)
    {
        if (Form["known"] is { Length: > 0 } && Form["addTo"] is null or "" && Form["separateBecause"] is null or "")
            return await AskWhich();
        if (Form["addTo"] is { Length: > 0 } to and not Separate)
            return await Add(to, cancel);
        var (submission, _, problems) = await takeDown.Run(HttpContext, Typed, Beside(isIncomplete), Key, IsOfCall ? Form["call"] : null);
        if (submission is null)
            return Again(problems);
        if (!submission.IsAnotherRequest)
            return Redirect($"/referrals/{submission.Reference.Text}?submitted=1");
        SentAs = submission.Reference;
        var sentence = IsOfCall ? $"A referral was already made from this call: {SentAs.Spaced}. What you typed still stands here and was not recorded." : $"This form was sent before, and made referral {SentAs.Spaced}. What you have changed since was not recorded.";
        return Again([new("", sentence)], StatusCodes.Status409Conflict);
    }

    private Beside Beside(bool isIncomplete) => new(
        Form["addTo"] is Separate ? Form["separateBecause"] ?? "" : Form["separateBecause"] is { Length: > 0 } said ? said : null,
        OnBehalfOf, Form["referrerName"], isIncomplete,
        AsksForNumber: Form["nhsNumberUnknown"] is not "yes" && !isIncomplete);

    /// <summary>Who was shown that the person is known says whether this is the same or separate; unless it is over meanwhile.</summary>
    private async Task<IActionResult> AskWhich()
    {
        if (Form["checked"] is not null)
            await Show();
        else
            Known = await known.Find(HttpContext, NhsNumber.Read(Form["nhsNumber"] ?? "").Value);
        return Again("addTo", "Select whether to add this to the open referral or to make a separate one");
    }

    private async Task Show()
    {
        Answers = SubmitReferral.Read(Typed, clock.Today()).Details;
        IsCheck = Answers is not null;
        var number = await Look();
        Known = await known.Find(HttpContext, number);
    }

    private async Task<NhsNumber?> Look()
    {
        (Preview, var number, _) = await ahead.From(Typed, Referrer, HttpContext.RequestAborted);
        return number;
    }

    private async Task<IActionResult> Add(string to, CancellationToken cancel)
    {
        var reading = Reference.Read(to);
        var stored = reading.IsRead ? await journal.Load(reading.Value, cancel) : null;
        var (added, refused, problems) = await Addition.Run(HttpContext, stored, Typed, Beside(isIncomplete: false));
        if (problems.Count > 0)
            return Again(problems);
        if (refused is { } refusal)
            return Again([new("addTo", refusal.Sentence())], Web.Problems.StatusOf(refusal));
        Added = added;
        if (IsOfCall)
            await calls.TakeOff(HttpContext, Form["call"]!);
        return Page();
    }

    /// <summary>It takes down a call that was put through.</summary>
    private bool IsOfCall => IsHub && Form["call"] is { Length: > 0 };
}
