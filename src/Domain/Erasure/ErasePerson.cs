using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Support;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Erasure;

/// <summary>Erases the person from a referral that is over; nobody's care may be lost sight of.</summary>
public static class ErasePerson
{
    /// <summary>A number that is nobody's ("Numbers for drama use", Ofcom).</summary>
    public static readonly PhoneNumber NoNumber = PhoneNumber.Read("01632 960 000").Value!;

    private static readonly Person Nobody = new("", null, TakeIncomplete.Nowhere);
    private static readonly Story NoStory = new("");

    public static Decision Decide(Referral referral, ErasedBecause because, DateTimeOffset now) =>
        referral.ErasedAt is not null ? Decision.Nothing
        : referral.IsOpen ? Refusal.StillOpen
        : Decision.Of(Erased(referral, because), now);

    /// <summary>The same for a referral that was brought back from before it was erased. It was over then; where that is not known any more, it is
    /// ended first.</summary>
    public static Decision DecideAgain(Referral referral, DateTimeOffset now) =>
        referral.ErasedAt is not null ? Decision.Nothing
        : referral.IsOpen ? Decision.Of([new Withdrawn(WithdrawReason.NoLongerNeeded), Erased(referral, ErasedBecause.Asked)], now)
        : Decision.Of(Erased(referral, ErasedBecause.Asked), now);

    /// <summary>A fact of which what is personal was read as nothing at all, with what stands for it.</summary>
    public static Fact Blank(Fact fact) => fact switch
    {
        Submitted f => f with { Person = Nobody, Story = NoStory, CallBack = NoNumber },
        AddedTo f => f with { Story = NoStory, CallBack = NoNumber },
        Corrected f => f with { Person = Nobody, Story = NoStory, CallBack = NoNumber, Reason = "" },
        GoalsAgreed f => f with { Goals = [] },
        MessageSent f => f with { Text = "" },
        Overridden f => f with { Reason = "" },
        OfferTakenBack f => f with { Reason = "" },
        Reviewed f => f with { Note = "" },
        GlassBroken f => f with { Words = "" },
        SupportExtended f => f with { Reason = "", ApprovedBy = "" },
        _ => fact,
    };

    private static PersonErased Erased(Referral referral, ErasedBecause because) => new(
        because, referral.Details.Person.Postcode.District, referral.Details.Story.Objection is not null,
        [.. referral.Strands.Where(s => s.Agreed is not null).Select(s => new GoalScores(s.Number, [.. s.Agreed!.Goals.Select(g => g.Score)]))]);

    /// <summary>The referral after it, with what still counts.</summary>
    internal static Referral Apply(Referral referral, PersonErased erased, DateTimeOffset at) => referral with
    {
        ErasedAt = at,
        Details = referral.Details with
        {
            Person = Nobody with { Postcode = Postcode.In(erased.District) },
            Story = NoStory with { Objection = erased.HadObjection ? "" : null },
            CallBack = NoNumber,
        },
        ReferrerName = "",
        Strands = [.. referral.Strands.Select(s => erased.Scores.FirstOrDefault(e => e.Strand == s.Number) is { } scores && s.Agreed is { } agreed
            ? s with { Agreed = agreed with { Goals = [.. scores.Scores.Select(score => new Goal("", score))] } } : s)],
    };
}
