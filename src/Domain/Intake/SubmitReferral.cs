using System.Collections.Immutable;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Intake;

/// <summary>A field that cannot be taken as it is, and a sentence for the person who filled it in.</summary>
public sealed record Problem(string Field, string Sentence);

/// <summary>What stands beside the referral itself.</summary>
/// <param name="SeparateBecause">Why it is a referral of its own, where another of the same person is open.</param>
/// <param name="OnBehalfOf">The code of the organisation that refers, where the hub takes it down from somebody on the telephone.</param>
/// <param name="ReferrerName">Who that is.</param>
/// <param name="IsIncomplete">What is missing may be missing: the hub rings back for it.</param>
/// <param name="AsksForNumber">An NHS number is asked for, unless it was said that it is not known.</param>
/// <param name="Door">How it comes; only the telephone says so.</param>
public sealed record Beside(
    string? SeparateBecause = null, string? OnBehalfOf = null, string? ReferrerName = null, bool IsIncomplete = false, bool AsksForNumber = false,
    Door? Door = null);

/// <summary>Reads a form: the details that it says, or every problem in it, in the order of the form.</summary>
public static class SubmitReferral
{
    /// <summary>Nobody has lived longer than 122 years; an earlier year is a slip of the finger.</summary>
    private const int LongestLife = 125;

    /// <summary>The submission that a form makes, with what stands beside it.</summary>
    public static (Submitted? Submitted, IReadOnlyList<Problem> Problems) Read(ReferralForm form, Beside beside, DateOnly today)
    {
        var missing = beside.IsIncomplete ? TakeIncomplete.Missing(form) : [];
        var r = new FormReader { MayMiss = missing };
        var organisation = r.Value<OdsCode>("onBehalfOf", beside.OnBehalfOf, Free.Text(beside.ReferrerName) is null ? null : "Select the organisation that is referring");
        var name = r.Line("referrerName", beside.ReferrerName, 100, Free.Text(beside.OnBehalfOf) is null ? null : "Enter the name of the person who is referring");
        var details = Read(r, form, today, beside.AsksForNumber ? "Enter the NHS number, or select that you do not know it" : null);
        var because = r.Words("separateBecause", beside.SeparateBecause, 500, beside.SeparateBecause is null ? null : "Enter why it is a separate referral");
        return r.Problems.Count > 0 ? (null, r.Problems)
            : (Submitted.Of(details!, because) with { OnBehalfOf = organisation, ReferrerName = name, Missing = missing.Count > 0 ? missing : null, Door = beside.Door }, []);
    }

    /// <param name="mayMiss">The needed fields that may be left out.</param>
    public static (Details? Details, IReadOnlyList<Problem> Problems) Read(ReferralForm form, DateOnly today, IReadOnlyList<string>? mayMiss = null)
    {
        var r = new FormReader { MayMiss = mayMiss ?? [] };
        return (Read(r, form, today), r.Problems);
    }

    private static Details? Read(FormReader r, ReferralForm form, DateOnly today, string? numberRequired = null)
    {
        var redFlags = r.Choices<RedFlag>("redFlags", form.RedFlags);
        var name = r.Line("name", form.Name, 100, "Enter the person's name");
        var born = r.Date("dateOfBirth", form.DateOfBirth, "Date of birth", today, LongestLife, "Enter the person's date of birth");
        var nhsNumber = r.Value<NhsNumber>("nhsNumber", form.NhsNumber, numberRequired);
        var postcode = r.Value<Postcode>("postcode", form.Postcode, "Enter the postcode where the person is now");
        var address = r.Words("address", form.Address, 500, null);
        var phone = r.Value<PhoneNumber>("phone", form.Phone, null);
        var asked = ReadAsked(r, form, redFlags);
        var whatChanged = r.Words("whatChanged", form.WhatChanged, 4000, "Enter what has changed, and when");
        var callBack = r.Value<PhoneNumber>("callBack", form.CallBack, "Enter a telephone number where you can be reached");
        var need = ReadFound(r, form, asked);
        var story = ReadStory(r, form, whatChanged);
        var sharing = r.Optional<SharingBasis>("sharing", form.Sharing, "Select on what basis you share this");
        return r.Problems.Count > 0 ? null : new Details(
            new Person(name ?? "", born, postcode ?? TakeIncomplete.Nowhere, nhsNumber, address, phone), story, callBack!, need with { Sharing = sharing });
    }

    private static Story ReadStory(FormReader r, ReferralForm form, string? whatChanged) => new(whatChanged ?? "")
    {
        WhereNow = r.Words("whereNow", form.WhereNow, 500, null),
        Access = r.Words("access", form.Access, 2000, null),
        KeySafe = r.Words("keySafe", form.KeySafe, 200, null),
        Household = r.Words("household", form.Household, 500, null),
        Carer = r.Words("carer", form.Carer, 500, null),
        Pets = r.Words("pets", form.Pets, 200, null),
        Risks = r.Words("risks", form.Risks, 2000, null),
        WhatMatters = r.Words("whatMatters", form.WhatMatters, 2000, null),
        Communication = r.Words("communication", form.Communication, 500, null),
        Interpreter = r.Line("interpreter", form.Interpreter, 100, null),
        Objection = r.Words("objection", form.Objection, 2000, null),
    };

    /// <summary>What a form that is not finished says of the need, the place and the person, for a look at what would happen.</summary>
    public static (Glimpse? Glimpse, IReadOnlyList<Problem> Problems) ReadGlimpse(ReferralForm form, DateOnly today)
    {
        var r = new FormReader();
        var name = r.Line("name", form.Name, 100, null);
        var born = r.Date("dateOfBirth", form.DateOfBirth, "Date of birth", today, LongestLife, null);
        var nhsNumber = r.Value<NhsNumber>("nhsNumber", form.NhsNumber, null);
        var postcode = r.Value<Postcode>("postcode", form.Postcode, "Enter the postcode where the person is now");
        var need = ReadFound(r, form, ReadAsked(r, form, r.Choices<RedFlag>("redFlags", form.RedFlags)));
        return r.Problems.Count > 0 ? (null, r.Problems) : (new(need, postcode!, born, nhsNumber, name), []);
    }

    /// <summary>What the referrer asks for, which comes first in the form.</summary>
    private static Need ReadAsked(FormReader r, ReferralForm form, ImmutableArray<RedFlag> redFlags)
    {
        var practice = r.Practice("practice", form.Practice);
        var reason = r.Choice("reason", form.Reason, "Select why you are referring the person", Reason.Other);
        var howSoon = r.Choice("howSoon", form.HowSoon, "Select how soon the person must be seen", Urgency.TwoHours);
        var safeToWait = r.YesOrNo("safeToWait", form.SafeToWait);
        var purpose = string.IsNullOrWhiteSpace(form.Purpose) ? Purpose.PreventAdmission : r.Choice<Purpose>("purpose", form.Purpose, "Select what the support is for");
        return new Need(reason, howSoon, purpose, Practice: practice) { Assessment = Assessment.None with { RedFlags = redFlags, SafeToWait = safeToWait } };
    }

    /// <summary>The same with what was found, all of which may be missing.</summary>
    private static Need ReadFound(FormReader r, ReferralForm form, Need asked) => asked with
    {
        Company = r.YesOrNo("company", form.Company) == true,
        Assessment = asked.Assessment with
        {
            Circumstances = r.Choices<Circumstance>("circumstances", form.Circumstances),
            Residence = r.Optional<Residence>("residence", form.Residence, "Select where the person lives"),
            Frailty = r.Number("frailty", form.Frailty, 1, 9),
            Observations = ReadObservations(r, form),
        },
    };

    /// <summary>What a form says of the observations, as far as it can be read.</summary>
    public static Observations ReadObservations(ReferralForm form) => ReadObservations(new FormReader(), form);

    private static Observations ReadObservations(FormReader r, ReferralForm form) => new(
        r.Number("news2", form.News2, 0, Observations.Highest), r.Number("respirations", form.Respirations, 0, 80), r.Number("saturation", form.Saturation, 50, 100),
        r.Number("saturationScale", form.SaturationScale, 1, 2) == 2, r.YesOrNo("oxygen", form.Oxygen), r.Number("systolic", form.Systolic, 30, 300),
        r.Number("pulse", form.Pulse, 10, 300), r.Optional<Consciousness>("consciousness", form.Consciousness, "Select how alert the person is"),
        r.Decimal("temperature", form.Temperature, 25, 45));
}

/// <summary>What a form that is not finished says already.</summary>
public sealed record Glimpse(Need Need, Postcode Postcode, DateOnly? DateOfBirth, NhsNumber? NhsNumber, string? Name);
