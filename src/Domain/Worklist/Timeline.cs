using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.Domain.Worklist;

/// <summary>What happened, told in one sentence a fact. What identifies the person is left to the page around it.</summary>
public static class Timeline
{
    public static string Sentence(Fact fact, Locality locality)
    {
        return fact switch
        {
            Submitted s => $"Referred for {Plain.Of(s.Need.Reason)}, to be seen {Plain.Of(s.Need.HowSoon)}.",
            Triaged t => $"Triaged: {string.Join(" and ", t.Strands.Select(w => $"{Plain.Of(w.Pathway)}, {Plain.Of(w.Urgency)}"))}.",
            Offered { Reason: not null } o => $"Offered to {Name(o.Service)} by the hub, to answer by {Plain.Time(o.AnswerBy)}.",
            Offered o => $"Offered to {Name(o.Service)}, to answer by {Plain.Time(o.AnswerBy)}.",
            HandedToHub h => $"With {locality.Hub.Name}: {Plain.Of(h.Because)}. A service is to be found by {Plain.Time(h.Due)}.",
            Accepted a => $"Accepted by {Name(a.Service)}.",
            Declined d => $"Declined by {Name(d.Service)}: {Plain.Of(d.Reason)}.",
            Lapsed l => $"{Name(l.Service)} did not answer in time.",
            Visited => "Seen face to face.",
            Closed c => $"Closed: {Plain.Of(c.Outcome)}.",
            Withdrawn w => $"Withdrawn: {Plain.Of(w.Reason)}.",
            Corrected c => $"Corrected: {string.Join(", ", c.Fields.Select(Plain.Field))}.",
            _ => throw new InvalidOperationException($"No sentence tells {fact.GetType().Name}."),
        };

        string Name(string service) => locality.Service(service)?.Name ?? service;
    }

    /// <summary>What somebody wrote along with the fact; it may identify the person.</summary>
    public static string? Note(Fact fact) => fact switch
    {
        Offered o => o.Reason,
        Declined d => d.Note,
        Visited v => v.Note,
        Closed c => c.Note,
        Withdrawn w => w.Note,
        Corrected c => c.Reason,
        _ => null,
    };
}
