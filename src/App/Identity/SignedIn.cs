using SinglePointOfReferral.App.Audit;

namespace SinglePointOfReferral.App.Identity;

/// <summary>Who signed in, as far as a sign-in can tell. What they may do, the directory of people says.</summary>
/// <param name="Id">Under which the directory has them.</param>
/// <param name="Subject">What the identity provider calls them for ever: never a name or an address, which change.</param>
/// <param name="IsSystem">It is a program and no person.</param>
/// <param name="AppRoles">Of a system, the roles that its token names; it may only do what the directory names as well.</param>
public sealed record SignedIn(string Id, string Subject, string Name, string? Email, bool IsSystem, IReadOnlySet<Role> AppRoles);
