using System.Collections.Frozen;
using System.Text.Json;

namespace SinglePointOfReferral.Domain.Notifications;

/// <summary>What is done about a text or a call that failed.</summary>
public enum Remedy
{
    /// <summary>Again the same way, a few times, after longer and longer.</summary>
    RetryLater,

    /// <summary>Again the same way, once.</summary>
    RetryOnce,

    /// <summary>The telephone has said that it wants no texts: another way, and that is remembered.</summary>
    OptedOut,

    NextWay,
}

/// <summary>
/// What error codes of the network mean ("Error and Warning Dictionary", Twilio docs), as data in carrier-codes.json. Twilio splits and
/// renumbers them, so one that is not known is as safe as any: another way is tried, and never the same for ever.
/// </summary>
public static class CarrierCodes
{
    public const int OptedOut = 21610;
    private const string Unknown = "The network gave a reason that is not known here";

    private static readonly FrozenDictionary<int, (Remedy Remedy, string Meaning)> All = Load();

    public static IEnumerable<int> Known => All.Keys;

    public static Remedy RemedyOf(int? code) => code is { } known && All.TryGetValue(known, out var found) ? found.Remedy : Remedy.NextWay;

    public static string MeaningOf(int code) => All.TryGetValue(code, out var found) ? found.Meaning : Unknown;

    private static FrozenDictionary<int, (Remedy, string)> Load()
    {
        using var file = typeof(CarrierCodes).Assembly.GetManifestResourceStream("carrier-codes.json")!;
        using var json = JsonDocument.Parse(file);
        return json.RootElement.EnumerateArray().ToFrozenDictionary(
            e => e.GetProperty("code").GetInt32(),
            e => (Code.TryRead(e.GetProperty("does").GetString(), out Remedy remedy) ? remedy : Remedy.NextWay, e.GetProperty("meaning").GetString()!));
    }
}
