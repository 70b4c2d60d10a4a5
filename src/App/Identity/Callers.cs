using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Hosting;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain;

namespace SinglePointOfReferral.App.Identity;

/// <summary>Who has the administrator's role while the directory has no administrator: the subject that their sign-in tells.</summary>
public sealed record FirstAdministrator(string? Subject);

/// <summary>Who is asking, as sign-in and directory tell together.</summary>
public sealed record Caller(Principal? Principal, Unlisted? Unlisted)
{
    public static Caller Nobody { get; } = new(null, null);
}

/// <summary>Somebody signed in and may not use the service.</summary>
/// <param name="Wish">What became of their wish to be let in; null for whoever has left.</param>
public sealed record Unlisted(SignedIn Who, Wish? Wish)
{
    private string Title => Wish is null ? "You are signed in, but no longer on this service's list" : "You are signed in, but not on this service's list yet";

    /// <summary>Nobody is named.</summary>
    private string Sentence => Wish switch
    {
        null => "The list says that you have left. If that is not so, ask the administrator to put you back.",
        Identity.Wish.TurnedDown => "The administrator was asked, and has not let you in. Speak to them, or telephone the hub.",
        Identity.Wish.TooManyWait => "Many people wait to be let in, so the administrator could not be asked. Telephone the hub.",
        _ => "The administrator has been asked to let you in. Try again when they have told you that they have.",
    };

    public Task Answer(HttpContext http, RunMode mode)
    {
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Problems.WantsJson(http)
            ? Problems.Of(StatusCodes.Status403Forbidden, $"{Title}. {Sentence}").ExecuteAsync(http)
            : ProblemPage.Write(http, Title, $"You signed in as {Who.Name}. {Sentence}", other: (mode.SignOutAddress, "Sign in as somebody else"));
    }
}

/// <summary>Finds out who is asking.</summary>
public sealed class Callers(People people, Waiting waiting, DeploymentKey key, RunMode mode, LocalityInForce town, FirstAdministrator first)
{
    /// <summary>Nobody where the header of who signed in is not the platform's own. At most one round trip a minute for whoever is on the list.</summary>
    public async Task<Caller> Of(HttpContext http)
    {
        if (!mode.BelievesPrincipalHeader || ClientPrincipal.Read(http.Request.Headers[ClientPrincipal.Header], key, mode.IsDemonstration) is not { } who)
            return Caller.Nobody;
        var listed = await people.Find(who.Id, http.RequestAborted);
        if (await IsFirstAdministrator(who, listed, http.RequestAborted))
        {
            if (listed is null)
                await waiting.Note(who, http.RequestAborted);
            return new(new Principal(new Actor(who.Id, who.Name, town.Now.Hub.Organisation), town.Now.Hub.Organisation, new HashSet<Role> { Role.Administrator }), null);
        }
        if (listed is { Left: null })
            return new(who.IsSystem ? listed.ToPrincipal() with { Roles = listed.Roles.Where(who.AppRoles.Contains).ToHashSet() } : listed.ToPrincipal(), null);
        return new(null, new Unlisted(who, listed is null ? await waiting.Note(who, http.RequestAborted) : null));
    }

    private async Task<bool> IsFirstAdministrator(SignedIn who, StaffPerson? listed, CancellationToken cancel) =>
        !who.IsSystem && first.Subject is { Length: > 0 } subject && string.Equals(subject, who.Subject, StringComparison.OrdinalIgnoreCase)
        && listed?.Roles.Contains(Role.Administrator) != true && !await people.HasAdministrator(cancel);
}
