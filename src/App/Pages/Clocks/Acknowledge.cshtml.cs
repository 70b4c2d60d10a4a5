using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.App.Pages.Clocks;

/// <summary>Somebody says that they see to what is late.</summary>
public sealed class AcknowledgePage(Locality town) : ChangePage
{
    public override string Title => "See to what is late";

    public Task<IActionResult> OnPost() => Change("", (referral, who, now) => AcknowledgeBreach.Decide(referral, who.Organisation, who.Is(Role.Hub), town, now));
}
