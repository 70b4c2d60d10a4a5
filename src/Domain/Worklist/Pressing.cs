namespace SinglePointOfReferral.Domain.Worklist;

/// <summary>How a due time stands against the clock.</summary>
public enum Pressure { InTime, DueSoon, Late }

/// <summary>What is late, and what soon will be: said before it is too late to do anything about it.</summary>
public static class Pressing
{
    /// <summary>Nobody has to be warned longer ahead than this.</summary>
    private static readonly TimeSpan LongestWarning = TimeSpan.FromHours(1);

    /// <summary>Late once its time is past; due soon in the last quarter of its time, and at most in the last hour.</summary>
    /// <param name="since">When its time began.</param>
    public static Pressure Of(DateTimeOffset since, DateTimeOffset due, DateTimeOffset now)
    {
        var quarter = (due - since) / 4;
        return due < now ? Pressure.Late
            : due - now <= (quarter < LongestWarning ? quarter : LongestWarning) ? Pressure.DueSoon
            : Pressure.InTime;
    }

    /// <summary>The same, and late as well where a person was to be seen by now who has not been: a new offer gives the service time to answer,
    /// and the person none.</summary>
    public static Pressure Of(DateTimeOffset since, DateTimeOffset due, DateTimeOffset? seeBy, DateTimeOffset now) => seeBy <= now ? Pressure.Late : Of(since, due, now);

    /// <summary>Since when a strand has had its next action.</summary>
    public static DateTimeOffset Since(Referral referral, Strand strand) => strand.Stage switch
    {
        Stage.AwaitingOffer or Stage.WithHub => strand.WaitsSince,
        Stage.OnOffer => strand.Offers[^1].OfferedAt,
        Stage.Accepted => strand.ClockFrom,
        _ => strand.VisitedAt ?? referral.Received,
    };
}
