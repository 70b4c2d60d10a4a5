using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Messages;

namespace SinglePointOfReferral.App.Pages.Messages;

/// <summary>Somebody with a part in the referral writes to the others, or answers them.</summary>
public sealed class MessagePage(ReferralViews views, TimeProvider clock) : ChangePage
{
    public override string Title => To is null ? "Send a message" : "Answer";

    /// <summary>The number of the question that is answered; null for a message of its own.</summary>
    [FromQuery(Name = "to")]
    public int? To { get; set; }

    public MessageView? Question => views.Of(Stored, HttpContext.Principal()).Messages.FirstOrDefault(m => m.Number == To);

    /// <summary>Who is texted that there is a message, if anybody is.</summary>
    public string WhoIsTexted => Referral.IsReferredBy(HttpContext.Principal().Organisation)
        ? Referral.Strands.Any(s => s.Current is not null) ? "The service that has the referral is texted that there is a message." : "No service has the referral yet: the hub sees your message."
        : Referral.Details.CallBack.IsMobile ? "The referrer is texted that there is a message." : "The referrer’s number cannot take texts. If it cannot wait, telephone them.";

    public IActionResult OnGet() => Ask(Decide(Referral, HttpContext.Principal(), "trial", clock.GetUtcNow()));

    public async Task<IActionResult> OnPost() => ProblemsWithNote("text").ToList() is { Count: > 0 } problems
        ? Again(problems)
        : await Change("text", (referral, who, now) => Decide(referral, who, Form["text"], now));

    private Decision Decide(Referral referral, Principal who, string? text, DateTimeOffset now) =>
        SendMessage.Decide(referral, text, To is null && Form["answerWanted"] is "yes", To, who.Organisation, now, Version);
}
