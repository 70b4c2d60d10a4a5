using SinglePointOfReferral.Domain;

namespace SinglePointOfReferral.App.Web.Components;

/// <summary>The colours of tags; the words in them say the same.</summary>
public static class Colours
{
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
