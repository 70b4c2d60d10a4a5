using System.Collections.Frozen;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Tests;

/// <summary>Towns with services that count their places, and a referral that is offered to them.</summary>
public static class Counted
{
    public const string Ward = "hospital-at-home";
    public const string Next = "recovery-team";
    public const string WardPhone = "01632 960 321";

    /// <summary>Someone who is to recover at home: for the rules of <see cref="The"/>, intermediate care.</summary>
    public static readonly ReferralForm Form = The.Form with { Reason = "recovery", HowSoon = "two-days", NhsNumber = null };

    /// <summary>The demonstration's town, in which one service of one kind counts its places, and nobody else is of that kind.</summary>
    public static readonly Locality TheWard = Town(Slots(20));

    /// <summary>A service of the rapid response team's organisation.</summary>
    public static Service Slots(int places, CapacityUnit unit = CapacityUnit.Slots) => Service(Ward, "Hospital at Home", "RRT01") with
    {
        Capacity = new(unit, places), Voice = The.Read<PhoneNumber>(WardPhone),
    };

    /// <summary>One of another organisation that counts nothing, and starts later.</summary>
    public static Service Unlimited { get; } = Service(Next, "Recovery Team", "RBL01") with { StartsWithin = TimeSpan.FromHours(8) };

    public static Locality Town(params Service[] ofTheKind)
    {
        var town = LocalityFiles.Read(TestApp.Southend);
        return town with { Services = [.. town.Services.Where(s => s.Pathway is not Pathway.IntermediateCare && s.Id is not Ward).Select(s => s with { Capacity = null }), .. ofTheKind], Rules = The.Rules };
    }

    private static Service Service(string id, string name, string organisation) => new(
        id, name, The.Read<OdsCode>(organisation), Pathway.IntermediateCare, new Catchment("all", "All", FrozenSet.Create("SS1"), [], []),
        The.Read<PhoneNumber>("07700 900 111"), TimeSpan.FromHours(2));
}
