using System.Text.Json;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Identity;

/// <summary>
/// How the directory of people is stored: one partition, so that a change and what tells of it are committed together. Rows of one kind
/// stand together by how their keys begin. Names and addresses stand in the text <c>person</c>.
/// </summary>
public static class PeopleRows
{
    public const string Table = "staffpeople";
    public const string Partition = "people";

    /// <summary>The row that says who has the administrator's role, so that the last of them cannot be lost by two changes at once.</summary>
    public const string Administrators = "administrators";

    public const string People = "person!";
    public const string Waiting = "waiting!";
    private const string Changes = "change!";

    /// <summary>Before which all keys that begin so stand.</summary>
    public static string After(string beginning) => beginning[..^1] + (char)(beginning[^1] + 1);

    public static string ChangesOf(string id) => $"{Changes}{id}!";

    public static Dictionary<string, string> Texts(StaffPerson person)
    {
        var texts = new Dictionary<string, string>
        {
            ["kind"] = Code.Of(person.Kind), ["organisation"] = person.Organisation.Text, ["roles"] = Write(person.Roles),
            ["person"] = JsonSerializer.Serialize(new Named(person.Name, person.Email), Json.Options),
        };
        if (person.Since is { } since)
            texts["since"] = Times.Write(since);
        if (person.Left is { } left)
            texts["left"] = Times.Write(left);
        return texts;
    }

    public static StaffPerson Person(Row row)
    {
        var named = JsonSerializer.Deserialize<Named>(row["person"]!, Json.Options)!;
        return new(
            row.Key[People.Length..], KindIn(row), named.Name, named.Email, OdsCode.Read(row["organisation"]!).Value!, Read(row["roles"]!),
            row["since"] is { } since ? Times.Read(since) : null, row["left"] is { } left ? Times.Read(left) : null) { ETag = row.ETag };
    }

    public static Dictionary<string, string> Texts(SignedIn who, DateTimeOffset at) => new()
    {
        ["kind"] = Code.Of(who.IsSystem ? PersonKind.System : PersonKind.Person), ["at"] = Times.Write(at),
        ["person"] = JsonSerializer.Serialize(new Named(who.Name, who.Email), Json.Options),
    };

    public static WaitingPerson WaitingPerson(Row row)
    {
        var named = JsonSerializer.Deserialize<Named>(row["person"]!, Json.Options)!;
        return new(row.Key[Waiting.Length..], KindIn(row), named.Name, named.Email, Times.Read(row["at"]!), row["turned"] is not null, row.ETag!);
    }

    /// <summary>What tells of a change; never altered.</summary>
    public static Write Change(string id, PersonAct act, StaffPerson? was, StaffPerson? becomes, Principal by, DateTimeOffset at)
    {
        var texts = new Dictionary<string, string>
        {
            ["act"] = Code.Of(act), ["by"] = by.Actor.Id, ["of"] = by.Organisation.Text,
            ["person"] = JsonSerializer.Serialize(new Changed(by.Actor.Name, was?.Name, becomes?.Name), Json.Options),
        };
        foreach (var (when, person) in new[] { ("was", was), ("is", becomes) })
        {
            if (person is null)
                continue;
            texts[when + "Organisation"] = person.Organisation.Text;
            texts[when + "Roles"] = Write(person.Roles);
        }
        return Ports.Write.Insert($"{ChangesOf(id)}{Times.Write(at)}-{Guid.NewGuid():N}", texts);
    }

    public static PersonChange Change(Row row, string id)
    {
        var names = JsonSerializer.Deserialize<Changed>(row["person"]!, Json.Options)!;
        Listed? Listed(string when, string? name) => row[when + "Organisation"] is { } organisation
            ? new(name ?? "", organisation, [.. Read(row[when + "Roles"]!).Order()]) : null;
        return new(
            Times.Read(row.Key.Substring(ChangesOf(id).Length, Times.Length)), Code.TryRead(row["act"], out PersonAct act) ? act : PersonAct.Changed,
            names.By, Listed("was", names.Was), Listed("is", names.Is));
    }

    private static PersonKind KindIn(Row row) => Code.TryRead(row["kind"], out PersonKind kind) ? kind : PersonKind.Person;

    private static string Write(IEnumerable<Role> roles) => string.Join(' ', roles.Order().Select(Code.Of));

    private static HashSet<Role> Read(string roles) =>
        roles.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(r => Code.TryRead(r, out Role role) ? role : (Role?)null).OfType<Role>().ToHashSet();

    private sealed record Named(string Name, string? Email);

    private sealed record Changed(string By, string? Was, string? Is);
}
