using System.Globalization;

namespace SinglePointOfReferral.FakeTwilio;

/// <summary>A text or a call, as it was asked for and as it fares.</summary>
public sealed class Resource
{
    public required string Sid { get; init; }

    public required string To { get; init; }

    public required string From { get; init; }

    /// <summary>What a text says; empty for a call.</summary>
    public string Body { get; init; } = "";

    /// <summary>Where what is said on a call is asked for.</summary>
    public string Url { get; init; } = "";

    public string StatusCallback { get; init; } = "";

    /// <summary>For how many seconds a text may wait; null where that was not said.</summary>
    public int? ValidityPeriod { get; init; }

    public required string Direction { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public DateTimeOffset ListedFrom { get; init; }

    public string Status { get; set; } = "queued";

    public int? ErrorCode { get; set; }

    public bool IsCall => Sid.StartsWith("CA", StringComparison.Ordinal);

    /// <summary>As the API shows it ("Message resource", "Call resource").</summary>
    public object Shown(string account) => IsCall
        ? new { Sid, AccountSid = account, To, From, Direction, Status, DateCreated = Written(MadeAt), Uri = $"/2010-04-01/Accounts/{account}/Calls/{Sid}.json" }
        : new
        {
            Sid, AccountSid = account, To, From, Body, Direction, Status, ErrorCode, ErrorMessage = (string?)null, NumSegments = "1", NumMedia = "0",
            DateCreated = Written(MadeAt), DateSent = Status is "queued" ? null : Written(MadeAt), ApiVersion = "2010-04-01",
            Uri = $"/2010-04-01/Accounts/{account}/Messages/{Sid}.json",
        };

    private static string Written(DateTimeOffset time) => time.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
}
