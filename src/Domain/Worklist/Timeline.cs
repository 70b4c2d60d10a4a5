using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Erasure;
using SinglePointOfReferral.Domain.Notifications;
using SinglePointOfReferral.Domain.Support;

namespace SinglePointOfReferral.Domain.Worklist;

/// <summary>What happened, told in one sentence a fact. What identifies the person is left to the page around it.</summary>
public static class Timeline
{
    public static string Sentence(Fact fact, Locality locality)
    {
        return fact switch
        {
            Submitted { Missing.Count: > 0 } s => $"Taken down in part{By(s)}, to ring back for {string.Join(", ", s.Missing.Select(Plain.Field))}.",
            Submitted s => $"Referred{(s.Door is Door.Keypad ? " by telephone keypad" : "")} for {Plain.Of(s.Need.Reason)}, to be seen {Plain.Of(s.Need.HowSoon)}{By(s)}.",
            EmergencyAdvised e => $"Told to call 999: {string.Join("; ", [.. e.RedFlags.Select(Plain.Of), .. e.RedFlags.Count > 0 ? [] : e.Rules.Select(r => r.Because.TrimEnd('.'))])}.",
            Triaged t => $"Triaged: {Wanted(t.Strands)}.",
            MatchFound m => $"May be of the same person as {string.Join(", ", m.Matches.Select(o => o.Reference.Spaced))}.",
            MatchDecided { IsSame: true } m => $"Of the same person as {m.Other.Spaced}, as the hub decided.",
            MatchDecided m => $"Not of the same person as {m.Other.Spaced}, as the hub decided.",
            AddedTo { From: { } from } a => $"Merged with {from.Spaced}, which said: {Plain.Of(a.Need.Reason)}, to be seen {Plain.Of(a.Need.HowSoon)}{SaidBy(a)}.",
            AddedTo a => $"Added to: {Plain.Of(a.Need.Reason)}, to be seen {Plain.Of(a.Need.HowSoon)}{SaidBy(a)}.",
            AdditionTriaged { Strands.Count: 0 } => "What was added was triaged: what is open already answers it.",
            AdditionTriaged t => $"What was added was triaged: {Wanted(t.Strands)}.",
            Overridden o => $"Decided otherwise by the hub: {Plain.Of(o.Pathway)}, {Plain.Of(o.Urgency)}.",
            StrandAdded { Because: AddedBecause.VoluntarySectorMeanwhile } => "The voluntary sector is offered what it can do meanwhile.",
            StrandAdded s => $"Added: {Plain.Of(s.Pathway)}, {Plain.Of(s.Urgency)}.",
            OfferTakenBack o => $"Taken back from {Name(o.Service)} by the hub.",
            Offered { Reason: not null } o => $"Offered to {Name(o.Service)} by the hub, to answer by {Plain.Time(o.AnswerBy)}.",
            Offered o => $"Offered to {Name(o.Service)}, to answer by {Plain.Time(o.AnswerBy)}.",
            HandedToHub h => $"With {locality.Hub.Name}: {Plain.Of(h.Because)}, by {Plain.Time(h.Due)}.",
            Accepted { ToldBy: { } name } a => $"Accepted by {Name(a.Service)}, as {name} told the hub by telephone.",
            Accepted a => $"Accepted by {Name(a.Service)}.",
            Declined { ToldBy: { } name } d => $"Declined by {Name(d.Service)}, as {name} told the hub by telephone: {Plain.Of(d.Reason)}.",
            Declined d => $"Declined by {Name(d.Service)}: {Plain.Of(d.Reason)}.",
            Lapsed l => $"{Name(l.Service)} did not answer in time.",
            ServiceNotReached { About: { } about } n => $"Nobody can tell whether {Name(n.Service)} has heard {PlainTexts.Clause(about)}: the hub rings them.",
            ServiceNotReached n => $"{Name(n.Service)} could be reached by no text and no call: the hub rings them.",
            VisitExpected v => $"The service expects to be there at {Plain.Time(v.At)}.",
            Visited => "Seen face to face.",
            VisitAttempted a => $"Somebody went and did not see the person: {Plain.Of(a.Reason)}.",
            GoalsAgreed { Goals.Count: 1 } => "Agreed with the person: one goal.",
            GoalsAgreed g => $"Agreed with the person: {g.Goals.Count} goals.",
            Reviewed r => $"Support reviewed{Scored(r.Scores)}.",
            Closed c => $"Closed: {Plain.Of(c.Outcome)}{Scored(c.Scores)}.",
            SupportExtended e => $"The support may go on until {Plain.Date(e.Until)}, as {e.ApprovedBy} approved.",
            FollowUpOpened f => $"{FollowUp(f.FollowUp)} is due by {Plain.Date(f.Due)}.",
            FollowedUp f => $"{FollowUp(f.FollowUp)}: {Plain.Of(f.Result)}.",
            ClockWarned c => $"Due by {Plain.Time(c.Due)}: {Rule(c)}. {Told(c.Clock, c.Service, r => r.AtWarning)}",
            ClockBreached { IsOver: true } c => $"Was late: {Rule(c)}.",
            ClockBreached c => $"Late: {Rule(c)}. {Told(c.Clock, c.Service, r => r.AtBreach)}",
            BreachEscalated c => $"Nobody had said that they see to it, so {locality.Clocks.Escalation.At(c.Step, locality.Hub.OnCall)?.Name ?? "the next on the list"} was told: {Rule(c)}.",
            BreachAcknowledged c => $"Somebody sees to what is late: {Rule(c)}.",
            BreachExplained c => $"Late ({Plain.Of(c.Because)}): {Rule(c)}.",
            GlassBroken g => $"Broke the glass to look at it until {Plain.Time(g.Until)}: {Plain.Of(g.Reason)}.",
            GlassReviewed { IsJustified: true } => "The governance lead found that breaking the glass was justified.",
            GlassReviewed => "The governance lead found that breaking the glass was not justified.",
            Withdrawn w => $"Withdrawn: {Plain.Of(w.Reason)}.",
            Corrected { Completes: true } c => $"Completed: {string.Join(", ", c.Fields.Select(Plain.Field))}.",
            Merged m => $"Merged into {m.Into.Spaced}, of the same person, which goes on.",
            MessageSent { InAnswerTo: not null } => "Answered a question.",
            MessageSent { AnswerWanted: true, To: { } to } => $"Asked {Plain.Of(to)} a question.",
            MessageSent { AnswerWanted: true } => "Asked a question.",
            MessageSent => "Sent a message.",
            Corrected c => $"Corrected: {string.Join(", ", c.Fields.Select(Plain.Field))}.",
            Assigned { PersonName: { } name } => $"Owned by {name} at the hub.",
            PersonErased { Because: ErasedBecause.Asked } => "Erased who it was about, as was asked.",
            PersonErased => "Erased who it was about: the time that it is kept is over.",
            Assigned => "Given back to the hub team.",
            SharingObjected => "The person objects to their information being shared further. What was accepted goes on.",
            SharingObjectionWithdrawn => "The person took back their objection to sharing.",
            _ => throw new InvalidOperationException($"No sentence tells {fact.GetType().Name}."),
        };

        static string Wanted(IEnumerable<WantedStrand> strands) => string.Join(" and ", strands.Select(w => $"{Plain.Of(w.Pathway)}, {Plain.Of(w.Urgency)}"));

        string By(Submitted s) => s.OnBehalfOf is { } organisation ? $", on behalf of {locality.NameOf(organisation)}" : "";
        string SaidBy(AddedTo a) => a.SaidBy is { } name ? $", as {name}{(a.SaidFor is { } from ? $" of {locality.NameOf(from)}" : "")} said" : "";
        static string Scored(IReadOnlyList<int?>? scores) => scores is null ? "" : $"; goals at {Goal.InWords(scores)}";

        static string Uncapitalised(string words) => char.ToLowerInvariant(words[0]) + words[1..];

        string FollowUp(string id) => locality.FollowUps.FirstOrDefault(f => f.Id == id)?.Name ?? "Follow-up";

        string Rule(ClockFact told) => locality.Clocks.Rules.FirstOrDefault(r => r.Id == told.Clock.Rule) is { } rule ? Uncapitalised(rule.Name)
            : Uncapitalised(FollowUp(told.Clock.Rule));

        string Told(ClockId clock, string? service, Func<ClockRule, IReadOnlyList<Tell>> whom)
        {
            var has = service is null ? null : locality.Service(service);
            var tells = locality.Clocks.Rules.FirstOrDefault(r => r.Id == clock.Rule) is { } rule ? whom(rule) : [Tell.Service];
            var told = tells.Where(t => t is not Tell.Lead || has?.LeadPhone is not null)
                .Select(t => t is Tell.Hub || has is null ? locality.Clocks.Escalation.At(0, locality.Hub.OnCall)!.Name : $"{Plain.Of(t)} of {has.Name}").Distinct().ToList();
            return told.Count == 0 ? "Nobody was texted." : $"Told: {string.Join(", ", told)}.";
        }

        string Name(string service) => locality.Service(service)?.Name ?? service;
    }

    /// <summary>What somebody wrote along with the fact; it may identify the person.</summary>
    public static string? Note(Fact fact) => fact switch
    {
        Submitted s => s.SeparateBecause,
        AddedTo a => a.Story.WhatChanged,
        Overridden o => o.Reason,
        StrandAdded s => s.Reason,
        OfferTakenBack o => o.Reason,
        Offered o => o.Reason,
        Declined d => d.Note,
        Visited v => v.Note,
        VisitAttempted a => a.Note,
        GoalsAgreed g => string.Join('\n', g.Goals.Select(goal => goal.InWords())),
        Reviewed r => r.Note,
        Closed c => c.Note,
        SupportExtended e => e.Reason,
        FollowedUp f => f.Note,
        BreachExplained b => b.Note,
        Withdrawn w => w.Note,
        Corrected c => c.Reason,
        MessageSent m => m.Text,
        GlassBroken g => g.Words,
        _ => null,
    };
}
