using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Worklist;

public enum Todo { RingBack, Triage, Decide, Advise, FindService, AnswerOffer, Visit, Review, Close, FollowUp }

/// <summary>What has to be done next, by whom and by when.</summary>
/// <param name="Owner">The id of the service that has it, or of the owner at the hub.</param>
/// <param name="Provider">The organisation of that service; null when the hub has it.</param>
public sealed record NextAction(string Owner, OdsCode? Provider, Todo Todo, DateTimeOffset Due);

/// <summary>No dead ends: everything that is open has one owner, one next action and one due time, which a clock watches.</summary>
public static class NextActions
{
    /// <summary>Who owns what no service has.</summary>
    public const string Hub = "hub";

    /// <summary>What the referral waits for: of its open strands, the action due soonest. Null when it is not open.</summary>
    public static NextAction? Of(Referral referral, Locality town) =>
        !referral.IsOpen ? null
        : !referral.Missing.IsEmpty ? new(Hub, null, Todo.RingBack, Due(ReferralClocks.Of(referral, town), ClockStop.Completed))
        : referral.Strands.IsEmpty ? new(Hub, null, Todo.Triage, Due(ReferralClocks.Of(referral, town), ClockStop.Triaged))
        : referral.Strands.Select(s => Of(referral, s, town)).OfType<NextAction>().MinBy(a => a.Due);

    /// <summary>What one strand waits for. Null when it is closed or the referral is not open.</summary>
    public static NextAction? Of(Referral referral, Strand strand, Locality town)
    {
        return !referral.IsOpen || !strand.IsOpen ? null : strand.Stage switch
        {
            Stage.AwaitingOffer => new(Hub, null, Todo.FindService, DueOf(ClockStop.Placed)),
            Stage.OnOffer => OfService(Todo.AnswerOffer, DueOf(ClockStop.Answered)),
            Stage.WithHub => new(strand.HubOwner ?? Hub, null, TodoAtHub(strand), DueOf(ClockStop.Placed)),
            Stage.Accepted => OfService(Todo.Visit, DueOf(ClockStop.Seen)),
            Stage.Visited => ReferralClocks.Of(referral, strand, town).FirstOrDefault(c => c.IsRunning && c.Rule.To is ClockStop.Reviewed) is { } review
                ? OfService(Todo.Review, review.WorkingDue) : OfService(Todo.Close, DueOf(ClockStop.Closed)),
            _ => throw new InvalidOperationException($"No rule says who acts on {strand.Stage}."),
        };

        NextAction OfService(Todo todo, DateTimeOffset due) => new(strand.Offers[^1].Service, strand.Offers[^1].Provider, todo, due);

        DateTimeOffset DueOf(ClockStop to) => Due(ReferralClocks.Of(referral, strand, town), to);
    }

    /// <summary>Who asks how the person is, after the support has ended.</summary>
    public static NextAction Of(Referral referral, Asked followUp) =>
        new(referral.Strand(followUp.Strand)!.Offers[^1].Service, referral.Strand(followUp.Strand)!.Offers[^1].Provider, Todo.FollowUp, followUp.Due);

    private static Todo TodoAtHub(Strand strand) => strand.HubBecause switch
    {
        HandedOverBecause.ClinicianDecides => Todo.Decide,
        HandedOverBecause.AdviceWanted => Todo.Advise,
        _ => Todo.FindService,
    };

    /// <summary>When the first of the clocks runs out that stop so.</summary>
    private static DateTimeOffset Due(IEnumerable<Clock> clocks, ClockStop to) =>
        clocks.Where(c => c.IsRunning && c.Rule.To == to).MinBy(c => c.WorkingDue)?.WorkingDue
        ?? throw new InvalidOperationException($"The locality has no clock that runs until {Code.Of(to)}.");
}
