using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Identity;

/// <summary>What came of a change to the list.</summary>
/// <param name="Status">404 where there is nobody, 409 where the list says otherwise by now, 422 where what was sent is wrong.</param>
public sealed record PersonOutcome(StaffPerson? Person, IReadOnlyList<Problem> Problems, int Status)
{
    public static PersonOutcome Refused(int status, string sentence, string field = "") => new(null, [new(field, sentence)], status);
}

/// <summary>The administrator changes who may use the service. What is changed is audited before, and told of with the change.</summary>
public sealed class ChangePeople(People people, Waiting waiting, AuditLog audit, LocalityInForce town, DeploymentKey key, TimeProvider clock)
{
    public const string Nobody = "There is nobody of that name on the list.";
    private const string Overtaken = "Somebody else has changed this meanwhile. Look at it again, then decide.";
    private const string Last = "Nobody else is an administrator. Give somebody else the role first.";
    private const int LongestName = 100;

    /// <summary>Roles that no program has.</summary>
    private static readonly Role[] OnlyOfPeople = [Role.Administrator, Role.GovernanceLead];

    /// <summary>Lets somebody in who waits, or changes what the list says of somebody.</summary>
    public async Task<PersonOutcome> Set(HttpContext http, string id, PersonRequest request)
    {
        var (was, waits) = (await people.Read(id, http.RequestAborted), await waiting.Find(id, http.RequestAborted));
        if (was is null && waits is null)
            return PersonOutcome.Refused(StatusCodes.Status404NotFound, Nobody);
        var kind = was?.Kind ?? waits!.Kind;
        if (Read(request with { Name = request.Name ?? was?.Name ?? waits?.Name }, kind, was?.Organisation, out var read) is { Count: > 0 } problems)
            return new(null, problems, StatusCodes.Status422UnprocessableEntity);
        var now = new StaffPerson(id, kind, read.Name, was?.Email ?? waits?.Email, read.Organisation, read.Roles, was is null ? clock.GetUtcNow() : was.Since, was?.Left) { ETag = was?.ETag };
        return await Save(http, was, now, was is null ? PersonAct.LetIn : PersonAct.Changed, was is null ? waits : null);
    }

    /// <summary>Somebody has left, from now on, or has come back.</summary>
    public async Task<PersonOutcome> SetLeft(HttpContext http, string id, bool hasLeft) => await people.Read(id, http.RequestAborted) is not { } was
        ? PersonOutcome.Refused(StatusCodes.Status404NotFound, Nobody)
        : await Save(http, was, was with { Left = hasLeft ? was.Left ?? clock.GetUtcNow() : null }, hasLeft ? PersonAct.Left : PersonAct.CameBack, null);

    public async Task<PersonOutcome> TurnDown(HttpContext http, string id)
    {
        if (await waiting.Find(id, http.RequestAborted) is not { } waits)
            return PersonOutcome.Refused(StatusCodes.Status404NotFound, "Nobody of that name waits to be let in.");
        if (waits.IsTurnedDown)
            return new(null, [], StatusCodes.Status200OK);
        await Audit(http, id, PersonAct.TurnedDown);
        return await waiting.TurnDown(waits, http.Principal(), http.RequestAborted)
            ? new(null, [], StatusCodes.Status200OK) : PersonOutcome.Refused(StatusCodes.Status409Conflict, Overtaken);
    }

    /// <summary>Puts a system of Entra ID on the list, before it first asks.</summary>
    public async Task<PersonOutcome> AddSystem(HttpContext http, SystemRequest request)
    {
        List<Problem> problems = Read(new(request.Name, request.Organisation, request.Roles), PersonKind.System, null, out var read);
        if (!Guid.TryParse(request.Client, out var client))
            problems.Add(new("client", "Enter the application's client ID, like 8f3c1c8e-5f0a-4a53-9c4e-2c1d5e6f7a8b"));
        if (!Guid.TryParse(request.Tenant, out var tenant))
            problems.Add(new("tenant", "Enter the directory's tenant ID, like 1b2c3d4e-5f60-4718-8a9b-0c1d2e3f4a5b"));
        if (problems.Count > 0)
            return new(null, problems, StatusCodes.Status422UnprocessableEntity);
        var id = ClientPrincipal.IdOf(key, IdentityProviders.Entra, tenant.ToString("D"), client.ToString("D"), isSystem: true);
        if (await people.Read(id, http.RequestAborted) is { } there)
            return PersonOutcome.Refused(StatusCodes.Status409Conflict, $"This system is on the list already, as {there.Name}.", "client");
        return await Save(
            http, null, new(id, PersonKind.System, read.Name, null, read.Organisation, read.Roles, clock.GetUtcNow(), null), PersonAct.Added,
            await waiting.Find(id, http.RequestAborted));
    }

    private async Task<PersonOutcome> Save(HttpContext http, StaffPerson? was, StaffPerson now, PersonAct act, WaitingPerson? waits)
    {
        if (was is not null && was.IsSameAs(now))
            return new(was, [], StatusCodes.Status200OK);
        await Audit(http, now.Id, act);
        return await people.Save(was, now, act, http.Principal(), waits, http.RequestAborted) switch
        {
            Saved.LastAdministrator => PersonOutcome.Refused(StatusCodes.Status409Conflict, Last),
            Saved.Overtaken => PersonOutcome.Refused(StatusCodes.Status409Conflict, Overtaken),
            _ => new(now, [], StatusCodes.Status200OK),
        };
    }

    private Task Audit(HttpContext http, string id, PersonAct act) => audit.Record(http, Act.Changed, "person-" + id, Code.Of(act));

    private List<Problem> Read(PersonRequest request, PersonKind kind, OdsCode? was, out (string Name, OdsCode Organisation, IReadOnlySet<Role> Roles) read)
    {
        var name = (request.Name ?? "").Trim();
        var organisation = OdsCode.Read(request.Organisation ?? "").Value;
        var roles = (request.Roles ?? []).Select(r => Code.TryRead(r, out Role role) ? role : (Role?)null).ToList();
        read = (name, organisation!, roles.OfType<Role>().ToHashSet());
        List<Problem> problems = [];
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl))
            problems.Add(new("name", $"Enter a name of at most {LongestName} characters"));
        if (organisation is null || (organisation != was && organisation != town.Now.Hub.Organisation && !town.Now.Organisations.ContainsKey(organisation.Text)))
            problems.Add(new("organisation", "Select an organisation of the directory"));
        if (roles.Count == 0 || roles.Contains(null))
            problems.Add(new("roles", "Select at least one role of the list"));
        else if (kind is PersonKind.System && roles.Any(r => OnlyOfPeople.Contains(r!.Value)))
            problems.Add(new("roles", "A system can be neither administrator nor information governance lead"));
        return problems;
    }
}
