using SinglePointOfReferral.App.DirectoryOfServices;

namespace SinglePointOfReferral.App.Audit;

/// <summary>Who the ids of the log are, as far as it is known. The log itself names nobody.</summary>
public sealed class AuditNames(IReadOnlyList<DemonstrationPerson> people)
{
    /// <summary>The names of some ids; those that nobody knows are left out.</summary>
    public Task<IReadOnlyDictionary<string, string>> Of(IReadOnlyCollection<string> ids, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(people.Where(p => ids.Contains(p.Id)).ToDictionary(p => p.Id, p => p.Name));

    /// <summary>Everybody who is known, by name: whom somebody may ask about.</summary>
    public Task<IReadOnlyList<(string Id, string Name)>> All(CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<(string, string)>>([.. people.OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => (p.Id, p.Name))]);
}
