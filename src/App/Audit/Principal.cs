using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Audit;

public enum Role
{
    Referrer, Provider, Hub, Commissioner,

    /// <summary>Looks after who may do what and the directory; sees no referral.</summary>
    Administrator,

    /// <summary>The information governance lead: who saw what, when and why; sees no referral.</summary>
    GovernanceLead,
}

/// <summary>Who is asking: a person, the organisation they are from, and what they may be.</summary>
public sealed record Principal(Actor Actor, OdsCode Organisation, IReadOnlySet<Role> Roles)
{
    public bool Is(Role role) => Roles.Contains(role);
}
