using SinglePointOfReferral.Domain;

namespace SinglePointOfReferral.App.Web.Components;

/// <summary>The colours of tags; the words in them say the same.</summary>
public static class Colours
{
    /// <summary>Within this of a due time, it presses.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(15);

    /// <summary>Of something that is to be done by a time.</summary>
    public static string Of(DateTimeOffset due, DateTimeOffset now) => due < now ? "red" : due - now <= Soon ? "orange" : "blue";

    public static string Of(Stage stage) => stage switch
    {
        Stage.AwaitingOffer or Stage.OnOffer => "yellow",
        Stage.WithHub => "orange",
        Stage.Accepted => "blue",
        Stage.Visited => "green",
        Stage.Closed => "grey",
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };
}
