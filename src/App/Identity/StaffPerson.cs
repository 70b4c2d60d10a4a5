using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Identity;

public enum PersonKind
{
    Person,

    /// <summary>A program that uses the API by itself, for one organisation.</summary>
    System,
}

/// <summary>Somebody who is, or was, on the list of those who may use the service.</summary>
/// <param name="Since">Since when, in UTC; null for the demonstration's people, who always were.</param>
/// <param name="Left">Since when no longer, in UTC; null for whoever may use it.</param>
public sealed record StaffPerson(
    string Id, PersonKind Kind, string Name, string? Email, OdsCode Organisation, IReadOnlySet<Role> Roles, DateTimeOffset? Since, DateTimeOffset? Left)
{
    /// <summary>The version of the row; null where the store has none.</summary>
    public string? ETag { get; init; }

    public Principal ToPrincipal() => new(new Actor(Id, Name, Organisation), Organisation, Roles);

    /// <summary>Whether they are the same to the list.</summary>
    public bool IsSameAs(StaffPerson other) =>
        (Name, Organisation, Left is null) == (other.Name, other.Organisation, other.Left is null) && Roles.SetEquals(other.Roles);
}

/// <summary>Somebody who has signed in and is not on the list.</summary>
/// <param name="At">When they first did, in UTC.</param>
/// <param name="IsTurnedDown">The administrator has seen that, and does not let them in.</param>
public sealed record WaitingPerson(string Id, PersonKind Kind, string Name, string? Email, DateTimeOffset At, bool IsTurnedDown, string ETag);

public enum PersonAct { LetIn, Added, Changed, Left, CameBack, TurnedDown }

/// <summary>What was changed of somebody, when in UTC, and by whom.</summary>
/// <param name="Was">What the list said before; null for whoever was not on it.</param>
/// <param name="Is">What it says since; null for whoever was turned down.</param>
public sealed record PersonChange(DateTimeOffset At, PersonAct Act, string By, Listed? Was, Listed? Is);

/// <summary>What the list says of somebody.</summary>
public sealed record Listed(string Name, string Organisation, IReadOnlyList<Role> Roles);
