using SinglePointOfReferral.App.Identity;

namespace SinglePointOfReferral.App.Audit;

/// <summary>Who the ids of the log are, as far as the directory of people knows. The log itself names nobody.</summary>
public sealed class AuditNames(People people)
{
    /// <summary>The names of some ids; those that nobody knows are left out.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Of(IReadOnlyCollection<string> ids, CancellationToken cancel) =>
        ids.Count == 0 ? new Dictionary<string, string>() : (await people.All(cancel)).Where(p => ids.Contains(p.Id)).ToDictionary(p => p.Id, p => p.Name);

    /// <summary>Everybody who is known, by name: whom somebody may ask about.</summary>
    public async Task<IReadOnlyList<(string Id, string Name)>> All(CancellationToken cancel) => [.. (await people.All(cancel)).Select(p => (p.Id, p.Name))];
}
