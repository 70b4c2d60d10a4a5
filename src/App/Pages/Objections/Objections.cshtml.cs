using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Objections;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain;

namespace SinglePointOfReferral.App.Pages.Objections;

/// <summary>Who objects to their information being shared further; and where that is recorded, and taken back.</summary>
public sealed class ObjectionsPage(ObjectionList objections, AuditLog audit) : FormPage
{
    public const string Title = "Objections";

    /// <summary>In the address: it is recorded, and still on its way to some referrals.</summary>
    public const string OnItsWay = "soon";

    public IReadOnlyList<RecordedWish> All { get; private set; } = [];

    public static string Of(WishOf wish) => wish is WishOf.Objects
        ? "The person does not want their information shared further" : "The person takes their objection back";

    public async Task OnGet()
    {
        await audit.Record(HttpContext, Act.Viewed, ObjectionList.Table);
        await Refill();
    }

    protected override async Task Refill() => All = await objections.All(HttpContext.RequestAborted);

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        var by = HttpContext.Principal().Actor;
        var (wish, problems) = ReadWish.From(
            Form["nhsNumber"], Code.TryRead(Form["wish"], out WishOf chosen) ? chosen : null, Form["why"], Form["takenBy"], by);
        if (wish is null)
        {
            await Refill();
            return Again(problems);
        }
        await audit.Record(HttpContext, Act.Changed, objections.About(wish.Number), Code.Of(chosen));
        return Redirect($"/objections?done={(await objections.Record(wish, by, cancel) ? Code.Of(chosen) : OnItsWay)}");
    }
}
