using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Intake;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Worklist;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Telephone;
using SinglePointOfReferral.Domain.Triage;
using SinglePointOfReferral.Domain.Values;
using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.App.Telephone;

/// <summary>A referral by keys: who the person is, as far as the caller's own organisation has said, and the referral itself.</summary>
public sealed class ReferByPhone(PersonIndex index, AlreadyKnown known, ReferralJournal journal, Submit submit, AuditLog audit, TimeProvider clock)
{
    private static readonly Permission ToRead = Permissions.For(HttpMethods.Get, "/referrals/{reference}")!;

    /// <summary>That somebody looks is recorded before anything of the person is said.</summary>
    public async Task<Found> FindPerson(HttpContext http, Call call, Principal who)
    {
        var number = NhsNumber.Read(call.Draft!.Form.NhsNumber ?? "").Value!;
        var before = await Supplied(http, who, number);
        var open = await known.Find(http, number);
        return new Found.PersonFound(before, open.Count == 0 ? null : new(open[^1].Since, open[^1].Status.Sentence));
    }

    public async Task<Found> Refer(Call call, Principal who, CancellationToken cancel)
    {
        var draft = call.Draft!;
        var form = draft.Form with { WhatChanged = Story(draft.Form) };
        var beside = new Beside(
            draft.IsSeparate ? "The caller was told on the telephone that another is open, and asked for this one all the same." : null, IsIncomplete: true, Door: Door.Keypad);
        var (submission, emergency, problems) = await submit.Run(form, beside, HubCalls.KeyOf(draft.Id)!, who, cancel, Submit.AnyoneAtTheHub);
        if (submission is null)
            return new Found.NotTaken($"It could not be taken by telephone: {problems[0].Sentence.TrimEnd('.')}.");
        if (submission.IsAnotherRequest)
            return new Found.ReferredBefore(submission.Reference);
        return new Found.Referred(
            submission.Reference, TakeIncomplete.Missing(form).Count > 0, emergency is null ? [] : [AdviseEmergency.Advice, .. AdviseEmergency.Why(emergency)]);
    }

    private async Task<ReferralForm?> Supplied(HttpContext http, Principal who, NhsNumber number)
    {
        if (await index.LatestOf(who.Organisation, number, http.RequestAborted) is not { } reference
            || await journal.Load(reference, http.RequestAborted) is not { Referral: { } referral }
            || !referral.Missing.IsEmpty || referral.Details.Person.NhsNumber != number || !ToRead.Allows(who, referral, clock.GetUtcNow()))
            return null;
        await audit.Record(http, reference);
        var form = ReferralForm.Of(referral);
        return new ReferralForm
        {
            Name = form.Name, DateOfBirth = form.DateOfBirth, NhsNumber = form.NhsNumber, Postcode = form.Postcode, Address = form.Address, Practice = form.Practice,
            Phone = form.Phone, Residence = form.Residence, Access = form.Access, KeySafe = form.KeySafe, Risks = form.Risks, Objection = form.Objection,
        };
    }

    private static string Story(ReferralForm form)
    {
        var reason = Code.TryRead(form.Reason, out Reason read) ? Plain.Of(read) : "not said";
        var before = form.Name is null ? ""
            : form.Postcode is null ? " Who the person is stands as this organisation said before; the person is somewhere else now."
            : " Who and where the person is stands as this organisation said before; the caller confirmed it.";
        return $"Referred by telephone keypad: {reason}. No red flag, as the caller keyed.{before}";
    }
}
