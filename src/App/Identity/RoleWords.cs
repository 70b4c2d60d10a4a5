using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain;

namespace SinglePointOfReferral.App.Identity;

/// <summary>Roles and what is done with people, as they stand on a page.</summary>
public static class RoleWords
{
    public static string Of(Role role) => role switch
    {
        Role.Referrer => "Referrer",
        Role.Provider => "Provider",
        Role.Hub => "Hub",
        Role.Commissioner => "Commissioner",
        Role.Administrator => "Administrator",
        Role.GovernanceLead => "Information governance lead",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    private static string May(Role role) => role switch
    {
        Role.Referrer => "Refers people, and follows what their organisation has referred",
        Role.Provider => "Answers offers and records visits for the services of their organisation",
        Role.Hub => "Works at the hub, and sees every referral",
        Role.Commissioner => "Sees numbers, and no referral",
        Role.Administrator => "Changes this list and the duty phones, and sees no referral",
        Role.GovernanceLead => "Sees who looked at what, and no referral",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    public static string Of(IEnumerable<Role> roles) => string.Join(", ", roles.Order().Select(Of));

    /// <param name="kind">A system is neither administrator nor information governance lead.</param>
    public static IEnumerable<Choice> Choices(PersonKind kind) => Enum.GetValues<Role>()
        .Where(r => kind is PersonKind.Person || r is not (Role.Administrator or Role.GovernanceLead))
        .Select(r => new Choice(Code.Of(r), $"{Of(r)}: {char.ToLowerInvariant(May(r)[0])}{May(r)[1..]}"));

    public static string Of(PersonAct act) => act switch
    {
        PersonAct.LetIn => "Let in",
        PersonAct.Added => "Added",
        PersonAct.Changed => "Changed",
        PersonAct.Left => "Has left",
        PersonAct.CameBack => "Came back",
        PersonAct.TurnedDown => "Turned down",
        _ => throw new ArgumentOutOfRangeException(nameof(act)),
    };
}
