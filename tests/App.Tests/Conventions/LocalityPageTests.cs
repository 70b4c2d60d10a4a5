using System.Text.Json;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Notifications;
using SinglePointOfReferral.Domain.Triage;

namespace SinglePointOfReferral.App.Tests.Conventions;

/// <summary>docs/locality.md, made from what conditions are read from.</summary>
public sealed class LocalityPageTests
{
    private static readonly Dictionary<string, (string Holds, string Example)> Questions = new()
    {
        ["reason"] = (Codes<Reason>("the reason for referral is one of"), "\"fall\""),
        ["howSoon"] = (Codes<Urgency>("the referrer asks for one of"), "[\"two-hours\", \"two-days\"]"),
        ["purpose"] = (Codes<Purpose>("the support is for one of"), "\"recover\""),
        ["company"] = ("the person would welcome company, or would not", "true"),
        ["redFlag"] = (Codes<RedFlag>("one of these red flags is there:"), "\"stroke\""),
        ["circumstance"] = (Codes<Circumstance>("one of these is ticked:"), "\"lives-alone\""),
        ["age"] = ($"the age in years is known and within, {Ends(Scale.Age)}", "{ \"from\": 65 }"),
        ["news2"] = ($"the total of NEWS2 is known and within, {Ends(Scale.News2)}", "{ \"from\": 5, \"to\": 6 }"),
        ["news2Single"] = ($"the highest score of one observation is known and within, {Ends(Scale.News2Single)}", "{ \"from\": 3 }"),
        ["frailty"] = ($"the Clinical Frailty Scale is known and within, {Ends(Scale.Frailty)}", "{ \"from\": 5 }"),
        ["safeToWait"] = ("the referrer said that the person can safely wait two hours, or cannot", "false"),
        ["residence"] = (Codes<Residence>("the person is known to live in one of"), "\"care-home\""),
        ["source"] = (Codes<OrganisationKind>("who refers is one of"), "\"police\""),
        ["time"] = ("it is that time in England, across midnight where before is earlier", "{ \"from\": \"20:00\", \"before\": \"08:00\" }"),
        ["all"] = ("every condition of the list holds", "[{ \"age\": { \"from\": 65 } }, { \"age\": { \"to\": 80 } }]"),
        ["any"] = ("a condition of the list holds", "[{ \"reason\": \"fall\" }, { \"safeToWait\": false }]"),
        ["not"] = ("the condition does not hold", "{ \"reason\": \"fall\" }"),
    };

    [Fact]
    public void The_page_about_a_town_tells_every_question_that_a_condition_can_ask() => Document.Of("locality.md").Says("questions",
    [
        "| question | holds when | for example |", "|---|---|---|",
        .. ConditionJson.Questions.Select(q => $"| `{q}` | {Questions[q].Holds} | `{{ \"{q}\": {Questions[q].Example} }}` |"),
    ]);

    [Fact]
    public void Each_example_on_the_page_can_be_read() => Assert.All(
        Questions, q => Assert.NotNull(JsonSerializer.Deserialize<Condition>($"{{ \"{q.Key}\": {q.Value.Example} }}", LocalityJson.Ours)));

    [Fact]
    public void The_page_about_a_town_has_every_text() => Document.Of("locality.md").Says("texts",
    [
        "| kind | the standard text |", "|---|---|",
        .. Enum.GetValues<TextKind>().Select(k => $"| `{Code.Of(k)}` | {TextTemplates.Standard.ByKind[k]} |"),
    ]);

    private static string Codes<T>(string words) where T : struct, Enum => $"{words} {string.Join(", ", Code.All<T>().Select(c => $"`{c}`"))}";

    private static string Ends(Scale scale) => NumberIn.Ends(scale) is var (lowest, highest) ? $"{lowest} to {highest}" : "";
}
