namespace SinglePointOfReferral.Domain.Telephone;

/// <summary>The numbers by which a service says on a telephone why it declines, in texts and by keys alike: 1 for no capacity, and on in the
/// order of the list.</summary>
public static class DeclineKeys
{
    public static readonly IReadOnlyList<(int Key, DeclineReason Reason)> All = [.. Enum.GetValues<DeclineReason>().Select((reason, i) => (i + 1, reason))];

    /// <summary>The reason of a number; null when it is none.</summary>
    public static DeclineReason? Of(int key) => key >= 1 && key <= All.Count ? All[key - 1].Reason : null;
}
