using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.Domain.Worklist;

/// <summary>What happens next with a referral, and how it stands, in words.</summary>
public static class WhatNext
{
    /// <param name="owner">The name of whoever has it.</param>
    public static string Sentence(NextAction next, string owner) => next.Todo switch
    {
        Todo.RingBack => $"{owner} rings the referrer back for what is missing.",
        Todo.Triage => "The rules decide what is needed. That takes a few seconds.",
        Todo.Decide => $"{owner} decides what is needed.",
        Todo.Advise => $"{owner} advises the referrer, or asks the GP.",
        Todo.FindService => $"{owner} finds a service.",
        Todo.AnswerOffer => $"{owner} answers whether they take it.",
        Todo.Visit => $"{owner} sees the person.",
        Todo.Review => $"{owner} supports the person, and looks at how it goes.",
        Todo.FollowUp => $"{owner} asks how the person is now.",
        Todo.Close => $"{owner} supports the person, and closes it with the outcome.",
        _ => throw new InvalidOperationException($"No sentence tells {next.Todo}."),
    };

    /// <summary>In a word or two, for the name of a tab; of several strands, the one that is to be acted on soonest.</summary>
    public static string State(Referral referral, Locality town) =>
        referral.MergedInto is not null ? "merged"
        : referral.IsWithdrawn ? "withdrawn"
        : !referral.IsOpen ? "closed"
        : !referral.Missing.IsEmpty ? "to be completed"
        : referral.Strands.IsEmpty ? "being triaged"
        : Plain.Of(referral.Strands.Where(s => s.IsOpen).MinBy(s => NextActions.Of(referral, s, town)!.Due)!.Stage);
}
