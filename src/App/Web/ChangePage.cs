using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.App.Web;

/// <summary>
/// A page on which somebody changes a referral. Where the referral does not allow it, because it has moved on since, the page
/// shows the referral as it is now, and why.
/// </summary>
public abstract class ChangePage : FormPage
{
    private Stored? changed;

    /// <summary>What is done here: the heading of the form and the name of the tab.</summary>
    public abstract string Title { get; }

    /// <summary>The referral, as it is after the change or its refusal.</summary>
    public Stored Stored => changed ?? HttpContext.Stored();

    public Referral Referral => Stored.Referral;

    public string Address => $"/referrals/{Referral.Reference.Text}";

    /// <summary>The version that the form was made from; the form keeps it.</summary>
    public int Version => int.TryParse(Form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : HttpContext.Stored().Referral.Version;

    /// <summary>Why nothing was changed; the page then shows the referral and not its form.</summary>
    public Refusal? Refused { get; private set; }

    /// <summary>Shows the form; where the referral does not allow the change, the referral and why; where it is so already, the referral.</summary>
    /// <param name="trial">What would come of the form, filled in somehow.</param>
    protected IActionResult Ask(Decision trial)
    {
        var leads = trial.Refused is { } refusal ? Problems.StatusOf(refusal) == StatusCodes.Status422UnprocessableEntity : trial.Facts.Count > 0;
        return leads ? Page() : Answer("", Stored, trial);
    }

    /// <summary>Shows the form; where the referral does not allow the change, the referral and why.</summary>
    protected IActionResult Ask(Refusal? whyNot) => whyNot is { } refusal ? Answer("", Stored, refusal) : Page();

    /// <summary>Records what is decided and goes to the referral.</summary>
    /// <param name="field">The box that is to be put right where the decision finds what was typed wrong.</param>
    protected async Task<IActionResult> Change(string field, Func<Referral, Principal, DateTimeOffset, Decision> decide)
    {
        var (now, decision) = await Api.Change(HttpContext, HttpContext.Stored(), decide);
        return await Shown(field, now, decision);
    }

    /// <summary>Shows what came of a change. Where no fact tells that somebody was here, that they are shown the referral is recorded.</summary>
    protected async Task<IActionResult> Shown(string field, Stored now, Decision decision)
    {
        changed = now;
        if (decision.Facts.Count == 0 && HttpMethods.IsPost(Request.Method))
            await HttpContext.RequestServices.GetRequiredService<AuditLog>().Record(HttpContext, Referral.Reference);
        return Answer(field, now, decision);
    }

    protected IActionResult Answer(string field, Stored now, Decision decision)
    {
        changed = now;
        if (decision.Refused is not { } refusal)
            return Redirect(decision.Facts.Count == 0 ? $"{Address}?same=1" : $"{Address}?done={now.Referral.Version}");
        if (Problems.StatusOf(refusal) == StatusCodes.Status422UnprocessableEntity)
            return Again(field, refusal.Sentence());
        Refused = refusal;
        var moved = now.Referral.Version > Version && refusal is not Refusal.Full ? "The referral has changed since you opened the page. " : "";
        return Again([new Problem("", moved + refusal.Sentence())], Problems.StatusOf(refusal));
    }

    /// <summary>The choice in a field; null when nothing on the list is chosen.</summary>
    protected T? Chosen<T>(string field) where T : struct, Enum => Code.TryRead(Form[field], out T value) ? value : null;

    /// <summary>That nothing is chosen, where that is so.</summary>
    protected static IEnumerable<Problem> Unchosen<T>(T? choice, string field, string sentence) where T : struct =>
        choice is null ? [new(field, sentence)] : [];

    /// <summary>What is wrong with a note, if anything.</summary>
    protected IEnumerable<Problem> ProblemsWithNote(string field = "note") =>
        Form[field] is { Length: > Choices.LongestNote } note ? [new(field, Choices.TooLongSentence(note.Length))] : [];
}

/// <summary>A page on which somebody changes one strand of a referral.</summary>
public abstract class StrandPage : ChangePage
{
    /// <summary>The strand's number, from the address.</summary>
    [FromRoute(Name = "strand")]
    public int Number { get; set; }

    public Strand? Strand => Referral.Strand(Number);
}
