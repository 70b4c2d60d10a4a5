using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Telephone;

/// <summary>
/// A duty phone that answers texts by itself, as one does for somebody who drives, would be answered for ever: the same is said to a
/// telephone only so often in an hour, by one instance. What its texts record they record all the same.
/// </summary>
public sealed class RepeatedAnswers(TimeProvider clock)
{
    /// <summary>How often the same answer is given to one telephone within an hour.</summary>
    public const int MostAlike = 10;

    private readonly Lock counting = new();
    private readonly Dictionary<(string Phone, string Answer), int> said = [];
    private long hour;

    public bool MaySay(PhoneNumber to, string answer)
    {
        var now = clock.GetUtcNow().UtcTicks / TimeSpan.TicksPerHour;
        lock (counting)
        {
            if (hour != now)
                said.Clear();
            hour = now;
            var times = said.GetValueOrDefault((to.Text, answer)) + 1;
            said[(to.Text, answer)] = times;
            return times <= MostAlike;
        }
    }
}
