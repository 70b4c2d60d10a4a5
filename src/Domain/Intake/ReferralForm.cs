using System.Collections.Frozen;

namespace SinglePointOfReferral.Domain.Intake;

/// <summary>
/// A referral as somebody typed it, on a page or through the API: texts only, nothing checked yet. The names of the fields are
/// the names in the form, in the API and in error messages.
/// </summary>
public sealed record ReferralForm
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
    /// hospital-discharge, recovery, loneliness or other.</summary>
    public string? Reason { get; init; }
    /// <summary>two-hours, two-days or routine.</summary>
    public string? HowSoon { get; init; }
    /// <summary>prevent-admission, support-discharge or recover; prevent-admission when empty.</summary>
    public string? Purpose { get; init; }
    /// <summary>"yes" when the person would also welcome company from the voluntary sector.</summary>
    public string? Company { get; init; }
    public string? WhatChanged { get; init; }
    public string? WhatMatters { get; init; }
    public string? Access { get; init; }
    public string? Risks { get; init; }
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
            ["whatChanged"] = (f => f.WhatChanged, (f, v) => f with { WhatChanged = v }),
            ["whatMatters"] = (f => f.WhatMatters, (f, v) => f with { WhatMatters = v }),
            ["access"] = (f => f.Access, (f, v) => f with { Access = v }),
            ["risks"] = (f => f.Risks, (f, v) => f with { Risks = v }),
            ["callBack"] = (f => f.CallBack, (f, v) => f with { CallBack = v }),
        }.ToFrozenDictionary();

    /// <summary>The form that would say what these details say.</summary>
    public static ReferralForm Of(Details details) => new()
    {
        Name = details.Person.Name,
        DateOfBirth = details.Person.DateOfBirth.ToString("yyyy-MM-dd"),
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
        Access = details.Story.Access,
        Risks = details.Story.Risks,
        CallBack = details.CallBack.National,
    };
}
