using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Messages;

namespace SinglePointOfReferral.App.Pages.Messages;

/// <summary>Somebody with a part in the referral writes to the others, or answers them.</summary>
public sealed class MessagePage(ReferralViews views) : ChangePage
{
    public override string Title => To is null ? "Send a message" : "Answer";

    /// <summary>The number of the question that is answered; null for a message of its own.</summary>
    [FromQuery(Name = "to")]
    public int? To { get; set; }

    public MessageView? Question => views.Of(Stored, HttpContext.Principal()).Messages.FirstOrDefault(m => m.Number == To);

    /// <summary>The field with whom the hub writes to.</summary>
    public const string Whom = "whom";

    public static IReadOnlyList<Choice> Whoms { get; } = [new(Code.Of(Side.Referrer), "The referrer"), new(Code.Of(Side.Service), "The service that has it")];

    /// <summary>Whether it has to be said whom a message is for: only the hub can write to either.</summary>
    public bool AsksWhom => To is null && Mine is Side.Hub && Sides.HasService(Referral);

    /// <summary>Who is texted that there is a message, if anybody is.</summary>
    public string WhoIsTexted => AsksWhom ? $"Whoever it is for is texted that there is a message.{(Referral.Details.CallBack.IsMobile ? "" : $" {NoTexts}")}" : For switch
    {
        Side.Service => "The service that has the referral is texted that there is a message.",
        Side.Hub when To is null => "No service has the referral yet: the hub sees your message.",
        Side.Hub => "The hub sees your answer. Nobody is texted.",
        _ => Referral.Details.CallBack.IsMobile ? "The referrer is texted that there is a message." : NoTexts,
    };

    private const string NoTexts = "The referrer’s number cannot take texts. If it cannot wait, telephone them.";

    /// <summary>The side that somebody is on who writes.</summary>
    private Side Mine => Sides.Of(Referral, HttpContext.Principal().Organisation);

    /// <summary>Whom the message goes to where that is not asked.</summary>
    private Side For => Referral.Messages.Find(m => m.Number == To) is { } asked ? Sides.Reached(Referral, Sides.Of(Referral, asked.By))
        : Mine is Side.Referrer ? Sides.Reached(Referral, Side.Service)
        : Side.Referrer;

    public IActionResult OnGet() => Ask(SendMessage.WhyNot(Referral, To));

    public async Task<IActionResult> OnPost()
    {
        var whom = Chosen<Side>(Whom);
        List<Problem> problems =
        [
            .. ProblemsWithNote("text"),
            .. AsksWhom && whom is not (Side.Referrer or Side.Service) ? [new Problem(Whom, "Select who it is for")] : Array.Empty<Problem>(),
        ];
        return problems.Count > 0 ? Again(problems) : await Change("text", (referral, who, now) => SendMessage.Decide(
            referral, Form["text"], To is null && Form["answerWanted"] is "yes", To, who.Organisation, now, Version, whom));
    }
}
