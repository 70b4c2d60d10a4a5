using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Notifications;
using SinglePointOfReferral.App.Telephone;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain;

namespace SinglePointOfReferral.App.Pages.Account;

/// <summary>Everybody's own staff number and PIN, and which texts a referrer wants.</summary>
public sealed class TelephonePage(TelephoneAccount accounts) : FormPage
{
    public const string Title = "Your telephone and texts";
    public const string OfPin = "pin";
    public const string OfTexts = "texts";
    private const string Repeated = "again";

    public AccountView Account { get; private set; } = null!;

    public static IReadOnlyList<Choice> Choices { get; } = [.. Choice.Of<ReferrerText>(text => text switch
    {
        ReferrerText.Accepted => "when a service accepts",
        ReferrerText.Visited => "when the person has been seen",
        ReferrerText.MovedOn => "when a service declines and it moves on",
        ReferrerText.Closed => "when it is closed",
        _ => throw new ArgumentOutOfRangeException(nameof(text)),
    })];

    public Task OnGet() => Refill();

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        var who = HttpContext.Principal();
        if (Form["do"] == OfTexts && TelephoneAccount.IsTexted(who))
        {
            await accounts.Choose(who, [.. (Form[OfTexts] ?? "").Split(',').Select(c => Code.TryRead(c, out ReferrerText text) ? text : (ReferrerText?)null).OfType<ReferrerText>().Distinct()], cancel);
            return Redirect($"/account/telephone?done={OfTexts}");
        }
        await Refill();
        var pin = (Form[OfPin] ?? "").Trim();
        if (await accounts.ProblemWith(pin, who, cancel) is { } wrong)
            return Again(OfPin, wrong);
        if (pin != (Form[Repeated] ?? "").Trim())
            return Again(Repeated, "Enter the same PIN twice");
        await accounts.SetPin(who, pin, cancel);
        return Redirect($"/account/telephone?done={OfPin}");
    }

    protected override async Task Refill() => Account = await accounts.Of(HttpContext.Principal(), HttpContext.RequestAborted);
}
