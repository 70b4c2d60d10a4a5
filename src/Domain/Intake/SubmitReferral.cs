using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Intake;

/// <summary>A field that cannot be taken as it is, and a sentence for the person who filled it in.</summary>
public sealed record Problem(string Field, string Sentence);

/// <summary>Reads a form: the details that it says, or every problem in it, in the order of the form.</summary>
public static class SubmitReferral
{
    /// <summary>Nobody has lived longer than 122 years; an earlier year is a slip of the finger.</summary>
    private const int LongestLife = 125;

    /// <summary>The submission that a form makes, on its own where the referrer says why another that is open is not added to.</summary>
    public static (Submitted? Submitted, IReadOnlyList<Problem> Problems) Read(ReferralForm form, string? separateBecause, DateOnly today)
    {
        var r = new FormReader();
        var details = Read(r, form, today);
        var because = r.Words("separateBecause", separateBecause, 500, separateBecause is null ? null : "Enter why it is a separate referral");
        return r.Problems.Count > 0 ? (null, r.Problems) : (Submitted.Of(details!, because), []);
    }

    public static (Details? Details, IReadOnlyList<Problem> Problems) Read(ReferralForm form, DateOnly today)
    {
        var r = new FormReader();
        return (Read(r, form, today), r.Problems);
    }

    private static Details? Read(FormReader r, ReferralForm form, DateOnly today)
    {
        var name = r.Line("name", form.Name, 100, "Enter the person's name");
        var born = r.Date("dateOfBirth", form.DateOfBirth, "Date of birth", today, LongestLife, "Enter the person's date of birth");
        var nhsNumber = r.Value<NhsNumber>("nhsNumber", form.NhsNumber, null);
        var postcode = r.Value<Postcode>("postcode", form.Postcode, "Enter the postcode where the person is now");
        var address = r.Words("address", form.Address, 500, null);
        var phone = r.Value<PhoneNumber>("phone", form.Phone, null);
        var asked = ReadAsked(r, form);
        var whatChanged = r.Words("whatChanged", form.WhatChanged, 4000, "Enter what has changed, and when");
        var need = ReadFound(r, form, asked);
        var whatMatters = r.Words("whatMatters", form.WhatMatters, 2000, null);
        var access = r.Words("access", form.Access, 2000, null);
        var risks = r.Words("risks", form.Risks, 2000, null);
        var callBack = r.Value<PhoneNumber>("callBack", form.CallBack, "Enter a telephone number where you can be reached");
        return r.Problems.Count > 0 ? null : new Details(
            new Person(name!, born!.Value, postcode!, nhsNumber, address, phone), new Story(whatChanged!, whatMatters, access, risks), callBack!, need);
    }

    /// <summary>What a form that is not finished says of the need, the place and the person, for a look at what would happen.</summary>
    public static (Glimpse? Glimpse, IReadOnlyList<Problem> Problems) ReadGlimpse(ReferralForm form, DateOnly today)
    {
        var r = new FormReader();
        var name = r.Line("name", form.Name, 100, null);
        var born = r.Date("dateOfBirth", form.DateOfBirth, "Date of birth", today, LongestLife, null);
        var nhsNumber = r.Value<NhsNumber>("nhsNumber", form.NhsNumber, null);
        var postcode = r.Value<Postcode>("postcode", form.Postcode, "Enter the postcode where the person is now");
        var need = ReadFound(r, form, ReadAsked(r, form));
        return r.Problems.Count > 0 ? (null, r.Problems) : (new(need, postcode!, born, nhsNumber, name), []);
    }

    /// <summary>What the referrer asks for, which comes first in the form.</summary>
    private static Need ReadAsked(FormReader r, ReferralForm form)
    {
        var practice = r.Value<OdsCode>("practice", form.Practice, null);
        var redFlags = r.Choices<RedFlag>("redFlags", form.RedFlags);
        var reason = r.Choice<Reason>("reason", form.Reason, "Select why you are referring the person");
        var howSoon = r.Choice<Urgency>("howSoon", form.HowSoon, "Select how soon the person must be seen");
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

    private static Observations ReadObservations(FormReader r, ReferralForm form) => new(
        r.Number("news2", form.News2, 0, Observations.Highest), r.Number("respirations", form.Respirations, 0, 80), r.Number("saturation", form.Saturation, 50, 100),
        r.Number("saturationScale", form.SaturationScale, 1, 2) == 2, r.YesOrNo("oxygen", form.Oxygen), r.Number("systolic", form.Systolic, 30, 300),
        r.Number("pulse", form.Pulse, 10, 300), r.Optional<Consciousness>("consciousness", form.Consciousness, "Select how alert the person is"),
        r.Decimal("temperature", form.Temperature, 25, 45));
}

/// <summary>What a form that is not finished says already.</summary>
public sealed record Glimpse(Need Need, Postcode Postcode, DateOnly? DateOfBirth, NhsNumber? NhsNumber, string? Name);
