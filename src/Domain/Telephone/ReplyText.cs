using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Telephone;

/// <summary>What a duty phone can say by a text.</summary>
public enum ReplyWord { Unclear, Accept, Decline, Eta, Visited, Help, Stop, Start }

/// <summary>
/// A text from a duty phone as it is read: a word in any case and spacing, a reference and a number in any order. One that says more
/// than that is unclear, or has no number where it needs one: what nobody clearly said is not recorded.
/// </summary>
/// <param name="Reference">Null where none was given.</param>
/// <param name="Number">The minutes, or the number of a reason; null where none was given.</param>
/// <param name="HasWrongReference">A reference was begun, and is none.</param>
public sealed record ReplyText(ReplyWord Word, Reference? Reference = null, int? Number = null, bool HasWrongReference = false)
{
    /// <summary>Two segments' worth: nobody needs more to say one word.</summary>
    private const int Longest = 306;
    private const int ReferenceDigits = 8;
    private const int MostNumberDigits = 3;

    /// <summary>A time of day, which is asked to be said in minutes.</summary>
    private const int ClockDigits = 4;

    private static readonly ReplyText Unclear = new(ReplyWord.Unclear);

    /// <summary>Those of <see cref="ReplyWord.Stop"/> and <see cref="ReplyWord.Start"/> are Twilio's own ("Support for opt-out keywords", Twilio docs).</summary>
    private static readonly Dictionary<string, ReplyWord> Known = new[]
    {
        (ReplyWord.Accept, "y yes accept accepted"), (ReplyWord.Decline, "n no decline declined"), (ReplyWord.Eta, "eta"), (ReplyWord.Visited, "visited seen"),
        (ReplyWord.Help, "help info"), (ReplyWord.Stop, "stop stopall unsubscribe cancel end quit revoke optout"), (ReplyWord.Start, "start unstop"),
    }.SelectMany(k => k.Item2.Split(' ').Select(w => (Word: w, Means: k.Item1))).ToDictionary(k => k.Word, k => k.Means);

    private static readonly HashSet<string> Polite = [.. "ref reference referral please thanks thank you".Split(' ')];
    private static readonly HashSet<string> Minutes = [.. "m min mins minute minutes".Split(' ')];
    private static readonly HashSet<string> Hours = [.. "h hr hrs hour hours".Split(' ')];

    public static ReplyText Read(string body)
    {
        if (body.Trim() == "?")
            return new(ReplyWord.Help);
        if (body.Length > Longest)
            return Unclear;
        var tokens = Tokens(body);
        List<string> words = [.. tokens.Where(t => !char.IsAsciiDigit(t[0]))];
        List<string> digits = [.. tokens.Where(t => char.IsAsciiDigit(t[0]))];
        if (words.Count == 0 || !Known.TryGetValue(words[0], out var word))
            return Unclear;
        var isPlain = !body.Contains('?') && words.TrueForAll(w => Polite.Contains(w) || (word is ReplyWord.Eta && (Minutes.Contains(w) || Hours.Contains(w))) || IsSame(w, word));
        return word switch
        {
            ReplyWord.Help => new(word),
            // With anything more, as a full stop, the network does not take it for STOP, and goes on.
            ReplyWord.Stop => body.Trim().Length == words[0].Length ? new(word) : Unclear,
            ReplyWord.Start => words.Count == 1 && digits.Count == 0 ? new(word) : Unclear,
            ReplyWord.Decline => isPlain ? Numbered(word, digits) : Numbered(word, digits) with { Number = null },
            ReplyWord.Eta => isPlain ? InMinutes(Numbered(word, digits), words.Exists(Hours.Contains) ? 60 : 1) : Numbered(word, digits) with { Number = null },
            ReplyWord.Accept or ReplyWord.Visited when isPlain => Alone(word, digits),
            _ => Unclear,
        };
    }

    /// <summary>Whether it is one of the words, alone, by which Twilio lets a telephone have texts again ("Support for opt-out keywords", Twilio
    /// docs). YES is one, whatever else it says.</summary>
    public static bool WantsTexts(string body) => body.Trim().ToUpperInvariant() is "START" or "YES" or "UNSTOP";

    private static bool IsSame(string token, ReplyWord word) => Known.TryGetValue(token, out var means) && means == word;

    private static ReplyText InMinutes(ReplyText said, int unit) => said with { Number = said.Number * unit };

    /// <summary>A word that takes no number: one beside the reference, a time perhaps, says more than is understood.</summary>
    private static ReplyText Alone(ReplyWord word, List<string> digits)
    {
        var (reference, rest, isWrong) = Find(digits);
        return isWrong || (reference is null && rest.Count > 0) ? new(word, HasWrongReference: true) : rest.Count > 0 ? Unclear : new(word, reference);
    }

    private static ReplyText Numbered(ReplyWord word, List<string> digits)
    {
        var (reference, rest, isWrong) = Find(digits);
        if (isWrong || rest.Exists(d => d.Length > (word is ReplyWord.Eta ? ClockDigits : MostNumberDigits)))
            return new(word, HasWrongReference: true);
        if (rest.Exists(d => d.Length > MostNumberDigits))
            return new(word, reference);
        return new(word, reference, rest is [var number] ? int.Parse(number) : null);
    }

    /// <summary>The eight digits that stand together, however they are spaced, and what else there is.</summary>
    private static (Reference? Reference, List<string> Others, bool IsWrong) Find(List<string> digits)
    {
        List<(Reference? Reference, int From, int Before)> found = [];
        for (var from = 0; from < digits.Count; from++)
        {
            for (var (to, run) = (from, ""); to < digits.Count && run.Length < ReferenceDigits;)
            {
                run += digits[to++];
                if (run.Length == ReferenceDigits)
                    found.Add((Reference.Read(run).Value, from, to));
            }
        }
        return found.Where(f => f.Reference is not null).ToList() is [var one]
            ? (one.Reference, [.. digits.Where((_, i) => i < one.From || i >= one.Before)], IsWrong: false)
            : (null, digits, IsWrong: found.Count > 0);
    }

    /// <summary>The words, in small letters, and the runs of digits.</summary>
    private static List<string> Tokens(string body)
    {
        List<string> tokens = [];
        for (var at = 0; at < body.Length;)
        {
            Func<char, bool>? kind = char.IsAsciiDigit(body[at]) ? char.IsAsciiDigit : char.IsLetterOrDigit(body[at]) ? c => char.IsLetterOrDigit(c) && !char.IsAsciiDigit(c) : null;
            var end = at + 1;
            while (kind is not null && end < body.Length && kind(body[end]))
                end++;
            if (kind is not null)
                tokens.Add(body[at..end].ToLowerInvariant());
            at = end;
        }
        return tokens;
    }
}
