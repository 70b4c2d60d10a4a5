using System.Collections.Immutable;
using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.Domain.Triage;

/// <summary>What a rule does where its condition holds. Each part may be left out.</summary>
/// <param name="Pathway">What is needed; the first rule that says so decides.</param>
/// <param name="Urgency">How soon; likewise.</param>
/// <param name="Flag">A mark for those who read the referral; all accumulate.</param>
/// <param name="AskClinician">A hub clinician decides before anything is offered.</param>
/// <param name="Call999">The referrer is told at once to call 999, and the hub is alerted.</param>
/// <param name="Also">A strand besides.</param>
public sealed record Effect(
    Pathway? Pathway = null, Urgency? Urgency = null, string? Flag = null, bool AskClinician = false, bool Call999 = false, AlsoWanted? Also = null)
{
    /// <summary>Whether it does something that an earlier rule cannot have done before it.</summary>
    public bool Accumulates => Flag is not null || AskClinician || Call999 || Also is not null;
}

/// <summary>A strand besides the one that pathway and urgency ask for.</summary>
public sealed record AlsoWanted(Pathway Pathway, Urgency Urgency);

/// <summary>One rule of triage: when it holds, what follows, and a sentence that says why.</summary>
/// <param name="Id">Its permanent name, in the record of every decision that it had a part in.</param>
public sealed record Rule(string Id, Condition When, Effect Then, string Because);

/// <summary>What the rules say of a case.</summary>
/// <param name="Fired">Every rule that holds, in their order.</param>
public sealed record Verdict(
    Pathway Pathway, Urgency Urgency, ImmutableArray<Rule> Fired, ImmutableArray<RedFlag> RedFlags)
{
    /// <summary>The referrer must call 999 now: a red flag, whatever the rules say, or a rule that says so.</summary>
    public bool Call999 => !RedFlags.IsEmpty || Fired.Any(r => r.Then.Call999);

    /// <summary>A hub clinician decides: where a rule asks for it, and wherever 999 is to be called.</summary>
    public bool AskClinician => Call999 || Fired.Any(r => r.Then.AskClinician);

    public IEnumerable<string> Flags => Fired.Select(r => r.Then.Flag).OfType<string>().Distinct();

    /// <summary>The strands that are wanted, one a pathway, numbered from a number on.</summary>
    public IReadOnlyList<WantedStrand> Strands(int from = 1)
    {
        var strands = new List<WantedStrand> { new(from, Pathway, Urgency, AskClinician) };
        foreach (var also in Fired.Select(r => r.Then.Also).OfType<AlsoWanted>())
        {
            if (strands.TrueForAll(s => s.Pathway != also.Pathway))
                strands.Add(new(from + strands.Count, also.Pathway, also.Urgency));
        }
        return strands;
    }

    public IReadOnlyList<FiredRule> Record() => [.. Fired.Select(r => new FiredRule(r.Id, r.Because))];
}

/// <summary>
/// The rules of triage, in order: the first to set a pathway or an urgency decides it, all else accumulates, and all that hold are
/// told. A book that was checked decides every case.
/// </summary>
/// <param name="Version">Made from what the rules say: the same rules are the same version.</param>
public sealed record RuleBook(ImmutableArray<Rule> Rules, string Version)
{
    public Verdict Judge(Case of)
    {
        var fired = ImmutableArray.CreateBuilder<Rule>();
        (Pathway? pathway, Urgency? urgency) = (null, null);
        foreach (var rule in Rules)
        {
            if (!rule.When.Holds(of))
                continue;
            fired.Add(rule);
            pathway ??= rule.Then.Pathway;
            urgency ??= rule.Then.Urgency;
        }
        return new Verdict(
            pathway ?? throw new InvalidOperationException("The rules set no pathway."),
            urgency ?? throw new InvalidOperationException("The rules set no urgency."),
            fired.DrainToImmutable(), [.. of.RedFlags.All()]);
    }
}
