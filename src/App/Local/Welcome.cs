using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Telephone;
using SinglePointOfReferral.App.Worklist;
using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.App.Local;

/// <summary>What the run command says when it is ready.</summary>
public static class Welcome
{
    public static async Task Write(WebApplication app, Store store, RunSettings settings, CancellationToken cancel)
    {
        var open = await app.Services.GetRequiredService<Lists>().Read(Lists.Hub, cancel);
        var town = app.Services.GetRequiredService<Locality>();
        var people = app.Services.GetRequiredService<IReadOnlyList<DemonstrationPerson>>();
        var telephone = app.Services.GetRequiredService<TelephoneSettings>();
        Console.WriteLine($"""

            Single point of referral for {town.Name}
              open      {app.Urls.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal)}
              data      {store.Description}
              referrals {open.Count} open
              texts     {(telephone.Account is null ? "kept on this machine, at /local/sms" : $"sent by Twilio, which calls {telephone.PublicAddress}")}
              rules     version {town.Rules.Version}
              directory version {town.Version}
            """);
        if (InsteadOf(town, settings.LocalityFolder) is { } instead)
            Console.WriteLine(instead);
        if (people.Count > 0)
            Console.WriteLine("  sign in as");
        foreach (var person in people)
            Console.WriteLine($"            {person.Name,-18} {person.Job}, {town.NameOf(person.Organisation)}");
        Console.WriteLine("  stop with Ctrl+C");
        Console.WriteLine();
    }

    /// <summary>That another town is gone by than the one that was asked for, because it was published; null when it is that one.</summary>
    public static string? InsteadOf(Locality inForce, string localityFolder) => Path.GetFileName(localityFolder) is var asked && asked != inForce.Id
        ? $"  note      {inForce.Id} was published to this store and is gone by, not {asked}: for that, choose another store" : null;
}
