using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.Domain.Routing;

/// <summary>A service takes no new referrals for a while, whatever its hours; what it has, it keeps.</summary>
/// <param name="Until">From when it takes them again by itself, in UTC.</param>
public sealed record Closure(DateTimeOffset Until, ClosedBecause Because);

/// <summary>A provider, or the hub, closes a service to new referrals.</summary>
public static class CloseService
{
    /// <summary>Whatever is closed for longer is a matter for the directory.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(28);

    /// <summary>What is wrong with a time; null when nothing.</summary>
    public static string? Problem(DateTimeOffset until, DateTimeOffset now) =>
        until <= now ? "Enter a time in the future"
        : until > now + Longest ? $"Enter a time within the next {Longest.Days} days"
        : null;

    /// <summary>When the service next takes referrals, once it is no longer closed to new ones; null when not within a fortnight of that.</summary>
    internal static DateTimeOffset? Reopens(Service service, Closure closure, Locality locality) => service.Hours.NextTaking(locality.Moment(closure.Until));
}
