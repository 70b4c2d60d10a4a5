using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace SinglePointOfReferral.Domain.Intake;

/// <summary>
/// A referral as somebody typed it, on a page or through the API: texts only, nothing checked yet. The names of the fields are
/// the names in the form, in the API and in error messages.
/// </summary>
public record ReferralForm
{
    public string? Name { get; init; }
    /// <summary>Year, month and day: 1942-03-09. On a page three boxes.</summary>
    public string? DateOfBirth { get; init; }
    public string? NhsNumber { get; init; }
    public string? Postcode { get; init; }
    public string? Address { get; init; }
    public string? Phone { get; init; }
    /// <summary>The organisation code of the person's GP practice.</summary>
    public string? Practice { get; init; }
    /// <summary>fall, frailty, reduced-function, palliative-crisis, equipment, confusion, catheter, diabetes, carer-breakdown,
    /// hospital-discharge, recovery, loneliness, carer-strain or other.</summary>
    public string? Reason { get; init; }
    /// <summary>two-hours, two-days or routine.</summary>
    public string? HowSoon { get; init; }
    /// <summary>prevent-admission, support-discharge or recover; prevent-admission when empty.</summary>
    public string? Purpose { get; init; }
    /// <summary>"yes" when the person would also welcome company from the voluntary sector.</summary>
    public string? Company { get; init; }
    /// <summary>Signs of a life in danger, with commas between or as a list; for any of them the answer says to call 999.</summary>
    public string? RedFlags { get; init; }
    /// <summary>What else bears on what is needed, with commas between or as a list.</summary>
    public string? Circumstances { get; init; }
    /// <summary>own-home, sheltered-housing, care-home, nursing-home, hospital or no-fixed-address.</summary>
    public string? Residence { get; init; }
    /// <summary>The Clinical Frailty Scale, 1 to 9.</summary>
    public string? Frailty { get; init; }
    /// <summary>"yes" or "no": whether the person can safely wait two hours.</summary>
    public string? SafeToWait { get; init; }
    /// <summary>The total of the National Early Warning Score, if it was worked out elsewhere; it is worked out from the observations otherwise.</summary>
    public string? News2 { get; init; }
    public string? Respirations { get; init; }
    public string? Saturation { get; init; }
    /// <summary>2 for hypercapnic respiratory failure, otherwise 1.</summary>
    public string? SaturationScale { get; init; }
    /// <summary>"yes" when the person breathes oxygen, "no" for air.</summary>
    public string? Oxygen { get; init; }
    public string? Systolic { get; init; }
    public string? Pulse { get; init; }
    /// <summary>alert, confusion, voice, pain or unresponsive.</summary>
    public string? Consciousness { get; init; }
    /// <summary>Degrees Celsius.</summary>
    public string? Temperature { get; init; }
    public string? WhatChanged { get; init; }
    public string? WhatMatters { get; init; }
    public string? WhereNow { get; init; }
    public string? Access { get; init; }
    public string? KeySafe { get; init; }
    public string? Household { get; init; }
    public string? Carer { get; init; }
    public string? Pets { get; init; }
    public string? Risks { get; init; }
    public string? Communication { get; init; }
    public string? Interpreter { get; init; }
    /// <summary>person-agrees, best-interests or could-not-ask.</summary>
    public string? Sharing { get; init; }
    /// <summary>What the person does not want shared, or with whom.</summary>
    public string? Objection { get; init; }
    /// <summary>The referrer's own telephone number.</summary>
    public string? CallBack { get; init; }

    /// <summary>Each field by name with how to read and replace it.</summary>
    public static readonly FrozenDictionary<string, (Func<ReferralForm, string?> Get, Func<ReferralForm, string?, ReferralForm> With)> Fields =
        new Dictionary<string, (Func<ReferralForm, string?>, Func<ReferralForm, string?, ReferralForm>)>
        {
            ["name"] = (f => f.Name, (f, v) => f with { Name = v }),
            ["dateOfBirth"] = (f => f.DateOfBirth, (f, v) => f with { DateOfBirth = v }),
            ["nhsNumber"] = (f => f.NhsNumber, (f, v) => f with { NhsNumber = v }),
            ["postcode"] = (f => f.Postcode, (f, v) => f with { Postcode = v }),
            ["address"] = (f => f.Address, (f, v) => f with { Address = v }),
            ["phone"] = (f => f.Phone, (f, v) => f with { Phone = v }),
            ["practice"] = (f => f.Practice, (f, v) => f with { Practice = v }),
            ["reason"] = (f => f.Reason, (f, v) => f with { Reason = v }),
            ["howSoon"] = (f => f.HowSoon, (f, v) => f with { HowSoon = v }),
            ["purpose"] = (f => f.Purpose, (f, v) => f with { Purpose = v }),
            ["company"] = (f => f.Company, (f, v) => f with { Company = v }),
            ["redFlags"] = (f => f.RedFlags, (f, v) => f with { RedFlags = v }),
            ["circumstances"] = (f => f.Circumstances, (f, v) => f with { Circumstances = v }),
            ["residence"] = (f => f.Residence, (f, v) => f with { Residence = v }),
            ["frailty"] = (f => f.Frailty, (f, v) => f with { Frailty = v }),
            ["safeToWait"] = (f => f.SafeToWait, (f, v) => f with { SafeToWait = v }),
            ["news2"] = (f => f.News2, (f, v) => f with { News2 = v }),
            ["respirations"] = (f => f.Respirations, (f, v) => f with { Respirations = v }),
            ["saturation"] = (f => f.Saturation, (f, v) => f with { Saturation = v }),
            ["saturationScale"] = (f => f.SaturationScale, (f, v) => f with { SaturationScale = v }),
            ["oxygen"] = (f => f.Oxygen, (f, v) => f with { Oxygen = v }),
            ["systolic"] = (f => f.Systolic, (f, v) => f with { Systolic = v }),
            ["pulse"] = (f => f.Pulse, (f, v) => f with { Pulse = v }),
            ["consciousness"] = (f => f.Consciousness, (f, v) => f with { Consciousness = v }),
            ["temperature"] = (f => f.Temperature, (f, v) => f with { Temperature = v }),
            ["whatChanged"] = (f => f.WhatChanged, (f, v) => f with { WhatChanged = v }),
            ["whatMatters"] = (f => f.WhatMatters, (f, v) => f with { WhatMatters = v }),
            ["whereNow"] = (f => f.WhereNow, (f, v) => f with { WhereNow = v }),
            ["access"] = (f => f.Access, (f, v) => f with { Access = v }),
            ["keySafe"] = (f => f.KeySafe, (f, v) => f with { KeySafe = v }),
            ["household"] = (f => f.Household, (f, v) => f with { Household = v }),
            ["carer"] = (f => f.Carer, (f, v) => f with { Carer = v }),
            ["pets"] = (f => f.Pets, (f, v) => f with { Pets = v }),
            ["risks"] = (f => f.Risks, (f, v) => f with { Risks = v }),
            ["communication"] = (f => f.Communication, (f, v) => f with { Communication = v }),
            ["interpreter"] = (f => f.Interpreter, (f, v) => f with { Interpreter = v }),
            ["sharing"] = (f => f.Sharing, (f, v) => f with { Sharing = v }),
            ["objection"] = (f => f.Objection, (f, v) => f with { Objection = v }),
            ["callBack"] = (f => f.CallBack, (f, v) => f with { CallBack = v }),
        }.ToFrozenDictionary();

    /// <summary>The form that would say what a referral says; what is not known yet is empty.</summary>
    public static ReferralForm Of(Referral referral) => Of(referral.Details, referral.Missing);

    /// <summary>The same of details some of which are not known yet.</summary>
    public static ReferralForm Of(Details details, IEnumerable<string> missing) =>
        missing.Aggregate(Of(details), (form, field) => Fields[field].With(form, null));

    /// <summary>The form that would say what these details say.</summary>
    public static ReferralForm Of(Details details) => Of(details.Need.Assessment) with
    {
        Name = details.Person.Name,
        DateOfBirth = details.Person.DateOfBirth?.ToString("yyyy-MM-dd"),
        NhsNumber = details.Person.NhsNumber?.Text,
        Postcode = details.Person.Postcode.Text,
        Address = details.Person.Address,
        Phone = details.Person.Phone?.National,
        Practice = details.Need.Practice?.Text,
        Reason = Code.Of(details.Need.Reason),
        HowSoon = Code.Of(details.Need.HowSoon),
        Purpose = Code.Of(details.Need.Purpose),
        Company = details.Need.Company ? "yes" : null,
        WhatChanged = details.Story.WhatChanged,
        WhatMatters = details.Story.WhatMatters,
        WhereNow = details.Story.WhereNow,
        Access = details.Story.Access,
        KeySafe = details.Story.KeySafe,
        Household = details.Story.Household,
        Carer = details.Story.Carer,
        Pets = details.Story.Pets,
        Risks = details.Story.Risks,
        Communication = details.Story.Communication,
        Interpreter = details.Story.Interpreter,
        Sharing = details.Need.Sharing is { } sharing ? Code.Of(sharing) : null,
        Objection = details.Story.Objection,
        CallBack = details.CallBack.National,
    };

    private static ReferralForm Of(Assessment found) => new()
    {
        RedFlags = Codes(found.RedFlags),
        Circumstances = Codes(found.Circumstances),
        Residence = found.Residence is { } residence ? Code.Of(residence) : null,
        Frailty = Number(found.Frailty),
        SafeToWait = YesOrNo(found.SafeToWait),
        News2 = Number(found.Observations.Score),
        Respirations = Number(found.Observations.Respirations),
        Saturation = Number(found.Observations.Saturation),
        SaturationScale = found.Observations.Scale2 ? "2" : null,
        Oxygen = YesOrNo(found.Observations.Oxygen),
        Systolic = Number(found.Observations.Systolic),
        Pulse = Number(found.Observations.Pulse),
        Consciousness = found.Observations.Consciousness is { } consciousness ? Code.Of(consciousness) : null,
        Temperature = found.Observations.Temperature?.ToString(CultureInfo.InvariantCulture),
    };

    private static string? Codes<T>(ImmutableArray<T> values) where T : struct, Enum =>
        values.IsEmpty ? null : string.Join(',', values.Select(Code.Of));

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? YesOrNo(bool? answer) => answer switch { null => null, true => "yes", false => "no" };
}
