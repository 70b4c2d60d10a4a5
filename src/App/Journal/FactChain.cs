using System.Globalization;
using System.Text;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Journal;

/// <summary>
/// Chains the facts of a referral: each row has a keyed hash of itself and of the one before, so that none can be changed, left out or put
/// elsewhere without its being seen. That the last are there is told by the head and, outside the referral, by the audit log.
/// </summary>
public sealed class FactChain(DeploymentKey key)
{
    /// <summary>The text of a row, and of the head, that holds it.</summary>
    public const string Text = "chain";

    /// <summary>The link of a row that follows on another.</summary>
    /// <param name="before">The link of the row before; null for the first.</param>
    public string Link(string? before, Reference reference, string row, IReadOnlyDictionary<string, string> texts)
    {
        var all = new StringBuilder().Append(before).Append('\n').Append(reference.Text).Append('\n').Append(row);
        foreach (var (name, text) in texts.Where(t => t.Key != Text).OrderBy(t => t.Key, StringComparer.Ordinal))
            all.Append('\n').Append(name).Append(' ').Append(CultureInfo.InvariantCulture, $"{text.Length} ").Append(text);
        return key.Hash("fact-chain", all.ToString());
    }

    /// <summary>What is wrong with the facts of a referral, in words; nothing where they are as they were recorded. Those that an earlier version
    /// recorded without a link come first and are not looked at.</summary>
    /// <param name="rows">All rows of its partition.</param>
    public IEnumerable<string> Mistakes(Reference reference, IReadOnlyList<Row> rows)
    {
        var (before, number) = ((string?)null, 0);
        foreach (var row in rows.Where(r => r.Key.StartsWith(FactRows.Prefix, StringComparison.Ordinal)))
        {
            number++;
            if (row.Key != FactRows.Key(number))
            {
                yield return $"Referral {reference.Text}: fact {number} is missing.";
                yield break;
            }
            if (row[Text] is null ? before is not null : row[Text] != Link(before, reference, row.Key, row.Texts))
                yield return $"Referral {reference.Text}: fact {number} is not as it was recorded.";
            before = row[Text];
        }
        if (rows.FirstOrDefault(r => r.Key == ReferralJournal.Head) is not { } head)
            yield return $"Referral {reference.Text}: it has no head.";
        else if (head["version"] != number.ToString(CultureInfo.InvariantCulture) || head[Text] != before)
            yield return $"Referral {reference.Text}: its last facts are missing, or its head was changed.";
    }
}
