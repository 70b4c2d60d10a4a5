using System.Collections.Immutable;

namespace SinglePointOfReferral.Domain.Triage;

/// <summary>
/// A set of cases, so that it can be reckoned with what conditions hold of before any case is there. Every question has finitely
/// many answers, not known among them where it can be; a set is boxes, and a box is the answers to each question that are in it.
/// </summary>
public sealed class CaseSet
{
    private readonly ImmutableArray<Box> boxes;

    private CaseSet(IEnumerable<Box> boxes) => this.boxes = Simplified(boxes);

    public static readonly CaseSet Everything = new([Box.Everything]);

    public static readonly CaseSet Nothing = new([]);

    public bool IsEmpty => boxes.IsEmpty;

    /// <summary>The cases that a condition holds of.</summary>
    public static CaseSet Of(Condition condition) => Of(condition, holds: true);

    public bool Contains(Case one)
    {
        var answers = Questions.Answers(one);
        return boxes.Any(b => b.Contains(answers));
    }

    public CaseSet And(CaseSet other) => new(boxes.SelectMany(_ => other.boxes, (a, b) => a.And(b)).OfType<Box>());

    public CaseSet Or(CaseSet other) => new(boxes.Concat(other.boxes));

    public CaseSet Without(CaseSet other) => new(boxes.SelectMany(b => b.Without(other.boxes)));

    public bool Overlaps(CaseSet other) => boxes.Any(a => other.boxes.Any(a.Overlaps));

    /// <summary>
    /// The plainest case found that is in this set and in none of the others; null when there is none. Nothing but the way to
    /// it is worked out, the broadest of the others taken off first.
    /// </summary>
    /// <exception cref="TooManyCasesException">It is neither found nor shown not to be there after very many steps.</exception>
    public Case? FirstOutside(IEnumerable<CaseSet> others)
    {
        Box[] away = [.. others.SelectMany(o => o.boxes).OrderByDescending(b => b.Breadth)];
        var steps = 0;
        return boxes.SelectMany(b => b.Without(away, 0, () => Count(ref steps))).FirstOrDefault() is { } found ? Questions.Plainest(found) : null;
    }

    private const int MostSteps = 1_000_000;

    private static void Count(ref int steps)
    {
        if (++steps > MostSteps)
            throw new TooManyCasesException();
    }

    /// <summary>Not is pushed down to the questions, where it is the other answers.</summary>
    private static CaseSet Of(Condition condition, bool holds) => condition switch
    {
        All all => holds ? Both(all.Parts, true) : Either(all.Parts, false),
        Any any => holds ? Either(any.Parts, true) : Both(any.Parts, false),
        Not not => Of(not.Part, !holds),
        HasRedFlag has => Ticked(Questions.RedFlags, has.RedFlags.Bits, holds),
        HasCircumstance has => Ticked(Questions.Circumstances, has.Circumstances.Bits, holds),
        TimeIn time => new(Questions.Times(time, holds)),
        _ => Answered(condition, holds),
    };

    private static CaseSet Both(ImmutableArray<Condition> parts, bool hold) => parts.Aggregate(Everything, (set, part) => set.And(Of(part, hold)));

    private static CaseSet Either(ImmutableArray<Condition> parts, bool hold) => new(parts.SelectMany(part => Of(part, hold).boxes));

    private static CaseSet Answered(Condition condition, bool holds)
    {
        var (question, answers) = Questions.Asked(condition);
        return new(Box.Everything.Where(question, holds ? answers : ~answers) is { } box ? [box] : []);
    }

    /// <summary>One of some boxes is ticked, or none is.</summary>
    private static CaseSet Ticked(int first, uint bits, bool any)
    {
        var questions = Enumerable.Range(0, 32).Where(i => (bits >> i & 1) == 1).Select(i => first + i);
        return any
            ? new(questions.Select(q => Box.Everything.Where(q, Questions.Yes)).OfType<Box>())
            : new([questions.Aggregate(Box.Everything, (box, q) => box.Where(q, Questions.No)!)]);
    }

    /// <summary>Without boxes that lie in others.</summary>
    private static ImmutableArray<Box> Simplified(IEnumerable<Box> boxes)
    {
        var kept = new List<Box>();
        foreach (var box in boxes)
        {
            if (kept.Exists(box.IsIn))
                continue;
            kept.RemoveAll(k => k.IsIn(box));
            kept.Add(box);
        }
        return [.. kept];
    }
}

/// <summary>It would take too long to tell.</summary>
public sealed class TooManyCasesException() : Exception("There are too many different cases.");

/// <summary>Of each question the answers that are in, one bit an answer and at least one of them.</summary>
internal sealed class Box
{
    private readonly UInt128[] answers;

    private Box(UInt128[] answers) => this.answers = answers;

    public static readonly Box Everything = new([.. Questions.Known]);

    /// <summary>How much of everything it is, as a power of two.</summary>
    public double Breadth => answers.Sum(a => Math.Log2((double)UInt128.PopCount(a)));

    public UInt128 this[int question] => answers[question];

    public bool Contains(int[] one)
    {
        for (var q = 0; q < answers.Length; q++)
        {
            if ((answers[q] >> one[q] & 1) == 0)
                return false;
        }
        return true;
    }

    public bool IsIn(Box other)
    {
        for (var q = 0; q < answers.Length; q++)
        {
            if ((answers[q] & ~other.answers[q]) != 0)
                return false;
        }
        return true;
    }

    public bool Overlaps(Box other)
    {
        for (var q = 0; q < answers.Length; q++)
        {
            if ((answers[q] & other.answers[q]) == 0)
                return false;
        }
        return true;
    }

    /// <summary>What is in both; null when nothing is.</summary>
    public Box? And(Box other) => Overlaps(other) ? new([.. answers.Zip(other.answers, (a, b) => a & b)]) : null;

    /// <summary>Narrowed to some answers to a question; null when none is left.</summary>
    public Box? Where(int question, UInt128 only)
    {
        if ((answers[question] & only) == 0)
            return null;
        var narrowed = (UInt128[])answers.Clone();
        narrowed[question] &= only;
        return new(narrowed);
    }

    /// <summary>What is left without others, in boxes that do not overlap; the next is worked out when it is asked for.</summary>
    /// <param name="from">The first of the others that has not been taken off yet.</param>
    /// <param name="step">Called for each box that is come by.</param>
    public IEnumerable<Box> Without(IReadOnlyList<Box> others, int from = 0, Action? step = null)
    {
        step?.Invoke();
        while (from < others.Count && !Overlaps(others[from]))
            from++;
        if (from == others.Count)
        {
            yield return this;
            yield break;
        }
        var within = this;
        for (var q = 0; q < answers.Length; q++)
        {
            if (within.Where(q, ~others[from].answers[q]) is not { } outside)
                continue;
            foreach (var left in outside.Without(others, from + 1, step))
                yield return left;
            within = within.Where(q, others[from].answers[q])!;
        }
    }
}
