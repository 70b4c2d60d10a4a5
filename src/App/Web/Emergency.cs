using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Triage;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Web;

/// <summary>That the referrer must call 999 now, and why: a sentence each.</summary>
public sealed record Emergency(string Advice, IReadOnlyList<string> Because)
{
    /// <param name="isSent">The referral is on record; otherwise it is about to be.</param>
    public static Emergency? Of(EmergencyAdvised? advised, bool isSent = true) =>
        advised is null ? null : new(isSent ? AdviseEmergency.Advice : AdviseEmergency.AdviceBefore, AdviseEmergency.Why(advised));

    /// <summary>What the red flags of a form call for, however little else is filled in.</summary>
    public static Emergency? Of(ReferralForm form)
    {
        RedFlag[] ticked = [.. (form.RedFlags ?? "").Split(',').Select(code => Code.TryRead(code, out RedFlag flag) ? flag : (RedFlag?)null).OfType<RedFlag>()];
        return ticked.Length == 0 ? null : Of(new EmergencyAdvised(ticked, [], ""), isSent: false);
    }

    /// <summary>The advice that stands: nobody has decided since about a strand on which a clinician was asked, or seen the person for it.</summary>
    public static Emergency? Of(Stored stored)
    {
        var facts = stored.Facts.Select(f => f.Fact).ToList();
        var asked = facts.SelectMany(f => f switch { Triaged t => t.Strands, AdditionTriaged t => t.Strands, _ => [] })
            .Where(s => s.AskClinician).Select(s => s.Strand).ToHashSet();
        return Of(facts.FindLast(f => f is EmergencyAdvised or Withdrawn or Merged
            || f is Overridden or Offered { Reason: not null } or Visited or Closed && asked.Contains(((StrandFact)f).Strand)) as EmergencyAdvised);
    }

    /// <summary>Where whoever was told so last can be reached: who added to the referral, or who made it.</summary>
    public static PhoneNumber CallBack(Stored stored)
    {
        var facts = stored.Facts.Select(f => f.Fact).ToList();
        var told = facts.FindLastIndex(f => f is EmergencyAdvised);
        return told > 0 && facts[told - 1] is AddedTo added ? added.CallBack : stored.Referral.Details.CallBack;
    }
}
