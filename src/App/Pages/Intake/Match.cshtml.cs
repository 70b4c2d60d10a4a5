using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Pages.Intake;

/// <summary>The hub says whether another referral is of the same person, with one click.</summary>
public sealed class MatchPage : ChangePage
{
    public override string Title => "Is it the same person?";

    /// <summary>The reference of the other referral, from the address.</summary>
    [FromRoute(Name = "other")]
    public string Other { get; set; } = "";

    public async Task<IActionResult> OnPost() => (Reference.Read(Other).Value, Form["same"]) switch
    {
        (null, _) => Answer("", Stored, Refusal.NoSuchMatch),
        ({ } other, "yes" or "no") => await Change("", (referral, _, now) => DecideMatch.Decide(referral, other, Form["same"] is "yes", now)),
        _ => Again("", "Say whether it is the same person"),
    };
}
