using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Telephone;

/// <summary>An account with Twilio.</summary>
/// <param name="Sid">AC and 32 characters.</param>
/// <param name="Sender">The number in E.164 form that texts and calls come from, or the id of a messaging service, MG and 32 characters.</param>
/// <param name="CallsFrom">The number that calls come from.</param>
/// <param name="Api">Where the account's API is.</param>
public sealed record TwilioAccount(string Sid, string Sender, string CallsFrom, Uri Api);

/// <summary>How this deployment is reached by telephone.</summary>
/// <param name="Account">Null where texts and calls stay on this machine.</param>
/// <param name="Tokens">The secrets that webhooks are signed with: the account's own first, and while it is being changed the next.</param>
/// <param name="PublicAddress">The address that Twilio calls, as it is configured there; null where that is this machine's own.</param>
public sealed record TelephoneSettings(TwilioAccount? Account, IReadOnlyList<string> Tokens, Uri? PublicAddress)
{
    public static readonly Uri TwilioApi = new("https://api.twilio.com");

    /// <summary>The secret that requests to Twilio are made with.</summary>
    public string Token => Tokens[0];

    /// <summary>The path before every address of ours as Twilio calls it, without a slash at the end. This machine's own telephones call it
    /// without.</summary>
    public string PathOfAddresses => Account is null ? "" : PublicAddress?.AbsolutePath.TrimEnd('/') ?? "";

    /// <summary>For how long an answer of the network is waited for, before nobody can say whether it took what it was given.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>This machine's own telephones, with a secret that only this deployment knows.</summary>
    public static TelephoneSettings OnThisMachine(Journal.DeploymentKey key) => new(null, [key.Hash("telephone", "token")], null);

    /// <summary>The same, where the account's own number is not the one at which the hub answers: whoever is put through would ring the menus again.</summary>
    public TelephoneSettings For(Hub hub) => Account is null || PhoneNumber.Read(Account.CallsFrom).Value != hub.AnsweredAt ? this
        : throw new SetupException("Twilio__From is the number at which the hub answers. Set hub.desk in locality.json to a telephone that a person of the hub answers.");

    /// <summary>What the environment says, or a <see cref="SetupException"/> that tells what is missing.</summary>
    public static TelephoneSettings Read(Func<string, string?> setting, Journal.DeploymentKey key)
    {
        var address = setting("PublicAddress") is { Length: > 0 } given ? Absolute("PublicAddress", given) : null;
        if (setting("Twilio__AccountSid") is not { Length: > 0 } sid)
            return OnThisMachine(key) with { PublicAddress = address };
        var token = Needed("Twilio__AuthToken");
        var from = Needed("Twilio__From");
        string[] tokens = setting("Twilio__SecondaryAuthToken") is { Length: > 0 } second ? [token, second] : [token];
        return new(
            new TwilioAccount(sid, setting("Twilio__MessagingServiceSid") is { Length: > 0 } service ? service : from, from,
                setting("Twilio__Api") is { Length: > 0 } api ? Absolute("Twilio__Api", api) : TwilioApi),
            tokens, address ?? throw new SetupException("Set PublicAddress to the address that Twilio is to call, like https://referrals.example.nhs.uk."));

        string Needed(string name) => setting(name) is { Length: > 0 } value ? value
            : throw new SetupException($"{name} is missing. With Twilio__AccountSid set, Twilio__AuthToken, Twilio__From and PublicAddress are needed too.");

        static Uri Absolute(string name, string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri
            : throw new SetupException($"{name} is not an address: '{text}'.");
    }
}
