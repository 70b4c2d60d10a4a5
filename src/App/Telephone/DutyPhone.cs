using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.App.Telephone;

/// <summary>Whoever answers from a registered duty phone answers for its service: no name is known.</summary>
public static class DutyPhone
{
    public static Principal Of(Service service) => new(
        new Actor($"duty-phone-{service.Id}", $"Duty phone, {service.Name}", service.Organisation), service.Organisation, new HashSet<Role> { Role.Provider });
}
