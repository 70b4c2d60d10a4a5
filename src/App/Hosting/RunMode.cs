using Microsoft.AspNetCore.Http.HttpResults;

namespace SinglePointOfReferral.App.Hosting;

/// <summary>How this process runs, which decides whose word it takes for who is asking.</summary>
/// <param name="IsDemonstration">The people of the demonstration sign in with a click; /local/* exists.</param>
/// <param name="IsUnderFunctionsHost">The Functions host started us and stands in front.</param>
/// <param name="HasPlatformSignIn">App Service authentication is on: the platform then writes the header of who signed in, and takes
/// off any that came from outside. It says so in WEBSITE_AUTH_ENABLED ("Environment variables and app settings in Azure App
/// Service", Microsoft Learn).</param>
/// <param name="SharesStore">Other processes may be at work on the same storage.</param>
public sealed record RunMode(bool IsDemonstration, bool IsUnderFunctionsHost, bool HasPlatformSignIn = false, bool SharesStore = false)
{
    /// <summary>The identity provider that people are sent to, as App Service calls it: aad for Entra ID, or the name that a custom OpenID
    /// Connect provider was given.</summary>
    public string SignInProvider { get; init; } = "aad";

    /// <summary>Elsewhere anybody could have written the header.</summary>
    public bool BelievesPrincipalHeader => IsDemonstration || (IsUnderFunctionsHost && HasPlatformSignIn);

    /// <summary>Where to sign in, to come back afterwards to an address of ours; to the start where it is not one.</summary>
    public string SignInAddress(string comeBackTo)
    {
        var to = Uri.EscapeDataString(RedirectHttpResult.IsLocalUrl(comeBackTo) ? comeBackTo : "/");
        return IsDemonstration ? $"/local/sign-in?next={to}" : $"/.auth/login/{SignInProvider}?post_login_redirect_uri={to}";
    }

    /// <summary>Where to sign in as somebody else.</summary>
    public string SignOutAddress => IsDemonstration ? "/local/sign-in" : "/.auth/logout";
}
