using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Web.Components;

/// <summary>The colours of tags; the words in them say the same.</summary>
public static class Colours
{
    /// <summary>Of something that is to be done by a time.</summary>
    public static string Of(Pressure pressure) => pressure switch
    {
        Pressure.Late => "red",
        Pressure.DueSoon => "orange",
        Pressure.InTime => "blue",
        _ => throw new ArgumentOutOfRangeException(nameof(pressure)),
    };

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
