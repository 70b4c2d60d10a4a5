using System.Globalization;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Intake;

/// <summary>A field that cannot be taken as it is, and a sentence for the person who filled it in.</summary>
public sealed record Problem(string Field, string Sentence);

/// <summary>Reads a form: the details that it says, or every problem in it, in the order of the form.</summary>
public static class SubmitReferral
{
    /// <summary>Nobody has lived longer than 122 years; an earlier year is a slip of the finger.</summary>
    private const int LongestLife = 125;

    public static (Details? Details, IReadOnlyList<Problem> Problems) Read(ReferralForm form, DateOnly today)
    {
        var r = new Reader();
        var name = r.Line("name", form.Name, 100, "Enter the person's name");
        var born = r.Date("dateOfBirth", form.DateOfBirth, today);
        var nhsNumber = r.Value<NhsNumber>("nhsNumber", form.NhsNumber, null);
        var postcode = r.Value<Postcode>("postcode", form.Postcode, "Enter the postcode where the person is now");
        var address = r.Words("address", form.Address, 500, null);
        var phone = r.Value<PhoneNumber>("phone", form.Phone, null);
        var practice = r.Value<OdsCode>("practice", form.Practice, null);
        var reason = r.Choice<Reason>("reason", form.Reason, "Select why you are referring the person");
        var howSoon = r.Choice<Urgency>("howSoon", form.HowSoon, "Select how soon the person must be seen");
        var purpose = string.IsNullOrWhiteSpace(form.Purpose)
            ? Purpose.PreventAdmission
            : r.Choice<Purpose>("purpose", form.Purpose, "Select what the support is for");
        var company = r.YesOrNo("company", form.Company);
        var whatChanged = r.Words("whatChanged", form.WhatChanged, 4000, "Enter what has changed, and when");
        var whatMatters = r.Words("whatMatters", form.WhatMatters, 2000, null);
        var access = r.Words("access", form.Access, 2000, null);
        var risks = r.Words("risks", form.Risks, 2000, null);
        var callBack = r.Value<PhoneNumber>("callBack", form.CallBack, "Enter a telephone number where you can be reached");
        if (r.Problems.Count > 0)
            return (null, r.Problems);
        return (new Details(
            new Person(name!, born!.Value, postcode!, nhsNumber, address, phone),
            new Story(whatChanged!, whatMatters, access, risks),
            callBack!,
            new Need(reason, howSoon, purpose, company, practice)), []);
    }

    private sealed class Reader
    {
        public List<Problem> Problems { get; } = [];

        public string? Line(string field, string? text, int longest, string? required) =>
            Words(field, text?.ReplaceLineEndings(" "), longest, required);

        public string? Words(string field, string? text, int longest, string? required)
        {
            var words = Free.Text(text is null ? null : string.Concat(text.ReplaceLineEndings("\n").Where(c => c is '\n' or '\t' || !char.IsControl(c))));
            if (words is null)
                Fail(field, required);
            else if (words.Length > longest)
                Fail(field, $"Use {longest} characters or fewer. You have used {words.Length}.");
            else if (!IsWhole(words))
                Fail(field, "Part of this could not be read. Type it again.");
            return words;
        }

        public T? Value<T>(string field, string? text, string? required) where T : class, IValue<T>
        {
            if (Free.Text(text) is not { } given)
            {
                Fail(field, required);
                return null;
            }
            var reading = T.Read(given);
            Fail(field, reading.Problem);
            return reading.Value;
        }

        public T Choice<T>(string field, string? code, string required) where T : struct, Enum
        {
            if (!Code.TryRead(code, out T value))
                Fail(field, string.IsNullOrWhiteSpace(code) ? required : $"{required}: {string.Join(", ", Code.All<T>())}");
            return value;
        }

        public bool YesOrNo(string field, string? text)
        {
            var answer = Free.Text(text)?.ToLowerInvariant();
            if (answer is not (null or "yes" or "true" or "no" or "false"))
                Fail(field, "Answer yes or no");
            return answer is "yes" or "true";
        }

        public DateOnly? Date(string field, string? text, DateOnly today)
        {
            if (string.IsNullOrWhiteSpace(text))
                Fail(field, "Enter the person's date of birth");
            else if (!DateOnly.TryParseExact(text.Trim(), ["yyyy-M-d", "d/M/yyyy", "d.M.yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                Fail(field, "Date of birth must be a real date, like 27 3 1942");
            else if (date > today)
                Fail(field, "Date of birth must be in the past");
            else if (date.Year < today.Year - LongestLife)
                Fail(field, $"Date of birth must be after {today.Year - LongestLife}. Check the year.");
            else
                return date;
            return null;
        }

        private static bool IsWhole(string words)
        {
            for (var i = 0; i < words.Length; i++)
            {
                if (char.IsHighSurrogate(words[i]) && i + 1 < words.Length && char.IsLowSurrogate(words[i + 1]))
                    i++;
                else if (char.IsSurrogate(words[i]))
                    return false;
            }
            return true;
        }

        private void Fail(string field, string? sentence)
        {
            if (sentence is not null)
                Problems.Add(new(field, sentence));
        }
    }
}
