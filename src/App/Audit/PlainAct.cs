using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Audit;

/// <summary>Entries of the log in plain words.</summary>
public static class PlainAct
{
    public static string Of(Act? act) => act switch
    {
        Act.Viewed => "Looked",
        Act.Searched => "Searched for a person",
        Act.Printed => "Printed",
        Act.Exported => "Exported",
        Act.Refused => "Was refused",
        Act.BrokeGlass => "Broke the glass",
        Act.Changed => "Changed",
        Act.Recorded => "Noted by the system",
        _ => "Something else",
    };

    /// <summary>What an entry is about, where it is not a referral; nothing where that says no more than the act.</summary>
    public static string? About(string? about, Locality town) => about switch
    {
        null => null,
        _ when about.StartsWith("search-", StringComparison.Ordinal) => null,
        _ when about.StartsWith("call-", StringComparison.Ordinal) => "a call to the hub",
        _ when about.StartsWith("objection-", StringComparison.Ordinal) => "an objection to sharing",
        "objections" => "the list of objections",
        _ when about.StartsWith("person-", StringComparison.Ordinal) => "somebody on the list of people",
        _ when about.StartsWith("service-", StringComparison.Ordinal) => town.Service(about["service-".Length..])?.Name ?? about,
        _ => about,
    };

    /// <summary>The referral that an entry is about; null where it is about something else.</summary>
    public static Reference? ReferralOf(string? about) => Reference.Read(about ?? "").Value;
}
