using System.Text;
using System.Text.Json.Nodes;

namespace SinglePointOfReferral.App.Tests.Input;

/// <summary>What callers get wrong: each gets a status of theirs, a sentence, and the name of the field where there is one.</summary>
public sealed class BadInputTests(SharedApp shared) : IClassFixture<SharedApp>, IAsyncLifetime
{
    private const string Submit = "/api/referrals";

    private readonly TestApp app = shared.App;
    private string reference = "";

    public async Task InitializeAsync()
    {
        reference = await app.Refer();
        await app.Settle();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("nhsNumber", "999 000 0017")]
    [InlineData("dateOfBirth", "1942-02-30")]
    [InlineData("dateOfBirth", "2026-03-04")]
    [InlineData("postcode", "SS1")]
    [InlineData("reason", "tired")]
    [InlineData("callBack", "12")]
    [InlineData("name", "\u0000")]
    [InlineData("redFlags", "dizzy")]
    [InlineData("circumstances", "blood-thinners,,old")]
    [InlineData("residence", "castle")]
    [InlineData("frailty", "0")]
    [InlineData("safeToWait", "perhaps")]
    [InlineData("news2", "1e1")]
    [InlineData("respirations", "-1")]
    [InlineData("saturation", "101")]
    [InlineData("saturationScale", "3")]
    [InlineData("oxygen", "2 litres")]
    [InlineData("systolic", "9999999999999999999999999999999")]
    [InlineData("pulse", "72.5")]
    [InlineData("consciousness", "asleep")]
    [InlineData("temperature", "NaN")]
    [InlineData("separateBecause", " ")]
    public async Task A_field_that_cannot_be_taken_is_named(string field, string value)
    {
        var answer = (await app.As(TestApp.Gp).Tell(Submit, With(field, value))).AssertProblem();
        Assert.Equal(422, answer.Status);
        Assert.Equal([field], answer.Errors);
    }

    [Theory]
    [InlineData("{}", 422, "postcode,reason,howSoon")]
    [InlineData("{\"postcode\": \"SS1\", \"reason\": \"fall\", \"howSoon\": \"routine\"}", 422, "postcode")]
    [InlineData("{\"postcode\": \"SS1 2AB\", \"reason\": \"fall\", \"howSoon\": \"routine\", \"nhsNumber\": \"999 000 0017\"}", 422, "nhsNumber")]
    [InlineData("{\"separateBecause\": \"x\"}", 400, "separateBecause")]
    [InlineData("[]", 400, "")]
    public async Task What_is_wrong_with_a_preview_is_told_by_field(string body, int status, string fields)
    {
        var answer = (await app.As(TestApp.Gp).TellRaw("/api/triage/preview", body)).AssertProblem();
        Assert.Equal((status, fields), (answer.Status, string.Join(',', answer.Errors)));
    }

    [Fact]
    public async Task An_addition_is_checked_like_a_referral_and_against_the_NHS_number()
    {
        var path = $"{Submit}/{reference}/additions";
        var before = (await app.As(TestApp.Gp).Ask($"{Submit}/{reference}"))["version"];
        var paramedic = app.As(TestApp.Paramedic);
        Assert.Equal(["frailty"], (await paramedic.Tell(path, With("frailty", "12"))).AssertProblem().Errors);
        Assert.Equal(["nhsNumber"], (await paramedic.Tell(path, With("nhsNumber", "999 000 0026"))).AssertProblem().Errors);
        Assert.Equal(["nhsNumber"], (await paramedic.Tell(path, With("nhsNumber", null))).AssertProblem().Errors);
        Assert.Equal(["separateBecause"], (await paramedic.Tell(path, With("separateBecause", "x"))).AssertProblem().Errors);
        Assert.Equal(409, (await paramedic.Tell(path, The.Form, ("If-Match", "\"1\""))).AssertProblem().Status);
        Assert.Equal(before, (await app.As(TestApp.Gp).Ask($"{Submit}/{reference}"))["version"]);
    }

    [Theory]
    [InlineData("/api/referrals")]
    [InlineData("/api/triage/preview")]
    public async Task A_red_flag_is_answered_with_999_whatever_else_is_missing(string path)
    {
        var answer = (await app.As(TestApp.Gp).TellRaw(path, "{ \"redFlags\": [\"stroke\", \"sepsis\"] }")).AssertProblem();
        Assert.Equal((422, "Signs of sepsis."), (answer.Status, answer["emergency.because.0"] is "Signs of a stroke." ? answer["emergency.because.1"] : answer["emergency.because.0"]));
        Assert.StartsWith("Call 999 now", answer["emergency.advice"]);
    }

    [Fact]
    public async Task A_field_of_another_kind_is_named()
    {
        foreach (var value in new JsonNode?[] { 1e300, true, new JsonArray(), new JsonObject { ["a"] = 1 } })
        {
            var answer = (await app.As(TestApp.Gp).Tell(Submit, With("name", value))).AssertProblem();
            Assert.Equal((400, "name"), (answer.Status, Assert.Single(answer.Errors)));
        }
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("null", 400)]
    [InlineData("[]", 400)]
    [InlineData("\"x\"", 400)]
    [InlineData("42", 400)]
    [InlineData("{", 400)]
    [InlineData("{\"name\": \"Edith", 400)]
    [InlineData("{\"name\": \"Edith\",}", 400)]
    [InlineData("{} {}", 400)]
    [InlineData("{\"name\": \"\\ud800\"}", 400)]
    [InlineData("{\"\\ud800\": \"x\"}", 400)]
    [InlineData("{\"shoeSize\": \"7\"}", 400)]
    [InlineData("{\"name\": \"a\", \"name\": \"b\"}", 400)]
    [InlineData("{\"NAME\": \"Edith\"}", 400)]
    [InlineData("{\"name\": 123456789012345678901234567890}", 400)]
    [InlineData("{\"name\": null}", 422)]
    public async Task A_body_that_is_no_referral_is_told_as_such(string body, int status) =>
        Assert.Equal(status, (await app.As(TestApp.Gp).TellRaw(Submit, body)).AssertProblem().Status);

    [Fact]
    public async Task Bytes_that_are_no_text_are_told_as_such()
    {
        var gp = app.As(TestApp.Gp);
        var whole = Encoding.UTF8.GetBytes(With("name", "Edith").ToJsonString());
        Assert.Equal(201, (await gp.TellRaw(Submit, [0xEF, 0xBB, 0xBF, .. whole])).Status);
        Assert.Equal(400, (await gp.TellRaw(Submit, [.. "{\"name\": \""u8, 0xC3, 0x28, .. "\"}"u8])).AssertProblem().Status);
        Assert.Equal(400, (await gp.TellRaw(Submit, Encoding.Unicode.GetBytes("{}"))).AssertProblem().Status);
        Assert.Equal(400, (await gp.TellRaw(Submit, [0, 0, 0])).AssertProblem().Status);
        var deep = string.Concat(Enumerable.Repeat("{\"name\":", 5000)) + new string('}', 5000);
        Assert.Equal(400, (await gp.TellRaw(Submit, deep)).AssertProblem().Status);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("")]
    public async Task Another_content_type_is_told_as_such(string contentType) =>
        Assert.Equal(415, (await app.As(TestApp.Gp).TellRaw(Submit, "{}"u8.ToArray(), contentType)).AssertProblem().Status);

    [Fact]
    public async Task Two_megabytes_are_too_large() =>
        Assert.Equal(413, (await app.As(TestApp.Gp).Tell(Submit, The.Form with { WhatChanged = new string('x', 2_000_000) })).AssertProblem().Status);

    [Theory]
    [InlineData("😀")]
    [InlineData("\u00A0.")]
    [InlineData("\ue000")]
    [InlineData("\"")]
    [InlineData("\\")]
    [InlineData("é\n")]
    public async Task The_longest_story_can_be_told_in_any_characters(string character)
    {
        var form = The.Form with
        {
            Name = Long(100), Address = Long(500), WhatChanged = Long(4000), WhatMatters = Long(2000), Access = Long(2000), Risks = Long(2000),
        };
        var gp = app.As(TestApp.Gp);
        var answer = await gp.Tell(Submit, form);
        Assert.Equal(201, answer.Status);
        Assert.Equal(form.Risks!.Trim(), (await gp.Ask($"{Submit}/{answer["reference"]}"))["story.risks"]);

        string Long(int length) => string.Concat(Enumerable.Repeat(character, length / character.Length));
    }

    [Fact]
    public async Task A_long_idempotency_key_is_refused() =>
        Assert.Equal(400, (await app.As(TestApp.Gp).Tell(Submit, The.Form, ("Idempotency-Key", new string('k', 201)))).AssertProblem().Status);

    [Fact]
    public async Task What_was_decided_on_an_old_version_is_refused_with_nothing_changed()
    {
        var nurse = app.As(TestApp.RapidResponse);
        var path = $"{Submit}/{reference}/strands/1/accept";
        var seen = (await nurse.Ask($"{Submit}/{reference}"))["version"];
        Assert.Equal(409, (await nurse.Tell(path, null, ("If-Match", "\"2\""))).AssertProblem().Status);
        Assert.Equal(409, (await app.As(TestApp.Gp).Tell($"{Submit}/{reference}/correct", new { reasonForChange = "x", changes = new { name = "y" } }, ("If-Match", "x"))).Status);
        Assert.Equal(seen, (await nurse.Ask($"{Submit}/{reference}"))["version"]);
        Assert.Equal(200, (await nurse.Tell(path, null, ("If-Match", $"\"{seen}\""))).Status);
    }

    [Theory]
    [InlineData("/strands/1/decline", "{\"reason\": \"bored\"}", 422, "reason")]
    [InlineData("/strands/1/decline", "{}", 422, "reason")]
    [InlineData("/strands/1/decline", "{\"reason\": \"other\", \"note\": LONG}", 422, "note")]
    [InlineData("/strands/1/visit", "{\"happened\": \"tomorrow\"}", 400, "happened")]
    [InlineData("/strands/1/visit", "{\"happened\": \"0001-01-01T00:00:00+14:00\"}", 400, "happened")]
    [InlineData("/strands/1/visit", "{\"note\": LONG}", 422, "note")]
    [InlineData("/strands/1/close", "{\"outcome\": \"better\"}", 422, "outcome")]
    [InlineData("/strands/1/close", "{\"outcome\": \"died\", \"note\": LONG}", 422, "note")]
    [InlineData("/strands/1/close", "{\"outcome\": \"died\", \"ended\": \"tomorrow\"}", 400, "ended")]
    [InlineData("/strands/1/close", "{\"outcome\": \"died\", \"onward\": {\"pathway\": \"magic\"}}", 422, "onward.pathway")]
    [InlineData("/strands/1/close", "{\"outcome\": \"died\", \"onward\": {\"pathway\": \"advice\", \"urgency\": \"soon\"}}", 422, "onward.urgency")]
    [InlineData("/strands/1/extension", "{}", 422, "until")]
    [InlineData("/strands/1/extension", "{\"until\": \"soon\"}", 400, "until")]
    [InlineData("/strands/1/extension", "{\"until\": \"2026-04-20\", \"approvedBy\": LONG}", 422, "approvedBy")]
    [InlineData("/follow-ups/91-days", "{\"result\": \"well\"}", 422, "result")]
    [InlineData("/follow-ups/91-days", "{\"result\": \"at-home\", \"note\": LONG}", 422, "note")]
    [InlineData("/strands/99/accept", "{}", 404, null)]
    [InlineData("/strands/-1/accept", "{}", 404, null)]
    [InlineData("/strands/99999999999/accept", "{}", 404, null)]
    [InlineData("/strands/1/eat", "{}", 404, null)]
    [InlineData("/withdraw", "{\"reason\": \"\"}", 422, "reason")]
    [InlineData("/withdraw", "{\"reason\": \"other\", \"note\": LONG}", 422, "note")]
    [InlineData("/correct", "{}", 422, "reasonForChange")]
    [InlineData("/correct", "{\"reasonForChange\": \"x\"}", 422, null)]
    [InlineData("/correct", "{\"reasonForChange\": \"x\", \"changes\": {\"shoeSize\": \"7\"}}", 422, "shoeSize")]
    [InlineData("/correct", "{\"reasonForChange\": \"x\", \"changes\": {\"name\": 7}}", 400, "changes.name")]
    [InlineData("/correct", "{\"reasonForChange\": \"x\", \"changes\": {\"nhsNumber\": \"999 000 0017\"}}", 422, "nhsNumber")]
    [InlineData("/strands/1/offer", "{\"service\": \"befriending\", \"reason\": LONG}", 422, "reason")]
    [InlineData("/strands/1/override", "{\"pathway\": \"magic\"}", 422, "pathway")]
    [InlineData("/strands/1/override", "{\"pathway\": \"advice\", \"urgency\": \"soon\"}", 422, "urgency")]
    [InlineData("/strands/1/override", "{\"pathway\": \"advice\", \"urgency\": \"routine\", \"reason\": LONG}", 422, "reason")]
    [InlineData("/strands/1/override", "{\"pathway\": \"advice\", \"urgency\": \"routine\"}", 422, null)]
    [InlineData("/strands/9/override", "{\"pathway\": \"advice\", \"urgency\": \"routine\", \"reason\": \"x\"}", 404, null)]
    [InlineData("/strands", "{}", 422, "pathway")]
    [InlineData("/strands", "{\"pathway\": \"advice\"}", 422, "urgency")]
    [InlineData("/strands", "{\"pathway\": \"advice\", \"urgency\": \"routine\", \"reason\": LONG}", 422, "reason")]
    [InlineData("/matches/nobody", "{\"same\": true}", 404, null)]
    [InlineData("/matches/48217739", "{\"same\": true}", 404, null)]
    public async Task An_action_that_cannot_be_taken_is_told_as_such(string action, string body, int status, string? field)
    {
        var by = action is "/strands" || action.Contains("/matches/", StringComparison.Ordinal) || action.EndsWith("offer", StringComparison.Ordinal)
            || action.EndsWith("override", StringComparison.Ordinal) ? TestApp.Clinician
            : action.StartsWith("/strands", StringComparison.Ordinal) || action.StartsWith("/follow-ups", StringComparison.Ordinal) ? TestApp.RapidResponse : TestApp.Gp;
        var answer = (await app.As(by).TellRaw($"{Submit}/{reference}{action}", body.Replace("LONG", $"\"{new string('x', 2001)}\"", StringComparison.Ordinal))).AssertProblem();
        Assert.Equal(status, answer.Status);
        Assert.Equal(field is null ? [] : [field], answer.Errors);
    }

    [Theory]
    [InlineData("CM1 1AA", "{\"service\": \"befriending\"}", 422, "reason-missing")]
    [InlineData("CM1 1AA", "{\"service\": \"nobody\", \"reason\": \"x\"}", 422, "no-such-service")]
    [InlineData("SS1 2AB", "{\"service\": \"befriending\"}", 409, "being-supported")]
    [InlineData("SS1 2AB", "{\"service\": \"nobody\", \"reason\": \"x\"}", 409, "being-supported")]
    public async Task An_offer_by_hand_is_refused_for_where_the_referral_stands_before_what_was_typed(string postcode, string body, int status, string refusal)
    {
        var other = await app.Refer(The.Form with { Postcode = postcode });
        await app.Settle();
        await app.As(TestApp.RapidResponse).Tell($"{Submit}/{other}/strands/1/accept");
        await app.As(TestApp.RapidResponse).Tell($"{Submit}/{other}/strands/1/visit");
        var answer = (await app.As(TestApp.Clinician).TellRaw($"{Submit}/{other}/strands/1/offer", body)).AssertProblem();
        Assert.Equal((status, refusal), (answer.Status, answer["refusal"]));
    }

    [Fact]
    public async Task A_visit_in_the_future_or_before_the_referral_is_refused()
    {
        var nurse = app.As(TestApp.RapidResponse);
        await nurse.Tell($"{Submit}/{reference}/strands/1/accept");
        foreach (var (happened, refusal) in new[] { ("2026-03-03T09:03:00Z", "in-the-future"), ("9999-12-31T23:59:59Z", "in-the-future"), ("2026-03-03T08:59:59Z", "before-the-referral"), ("0001-01-01T00:00:00Z", "before-the-referral") })
        {
            var answer = (await nurse.Tell($"{Submit}/{reference}/strands/1/visit", new { happened })).AssertProblem();
            Assert.Equal((422, refusal), (answer.Status, answer["refusal"]));
        }
    }

    [Theory]
    [InlineData("no-such-key")]
    [InlineData("a%23b")]
    [InlineData("a%3Fb")]
    [InlineData("a%5Cb")]
    [InlineData("%01")]
    public async Task A_failed_message_that_is_not_there_cannot_be_replayed(string key)
    {
        Assert.Equal(404, (await app.As(TestApp.Clinician).Tell($"/api/hub/failed-messages/{key}/replay")).AssertProblem().Status);
        Assert.Equal(404, (await app.As(TestApp.Clinician).Tell($"/api/hub/failed-messages/{new string('k', 600)}/replay")).AssertProblem().Status);
    }

    [Fact]
    public async Task Nothing_is_there_and_what_is_there_does_nothing_else()
    {
        Assert.Equal(404, (await app.As(TestApp.Gp).Ask("/api/nothing")).AssertProblem().Status);
        Assert.Equal(405, (await app.As(TestApp.Gp).Request(new HttpRequestMessage(HttpMethod.Delete, Submit))).AssertProblem().Status);
        Assert.Equal(422, (await app.As(TestApp.Clinician).Tell("/api/hub/find", new { nhsNumber = "999 000 0017" })).AssertProblem().Status);
        Assert.Equal(422, (await app.As(TestApp.Clinician).Tell("/api/hub/find")).AssertProblem().Status);
    }

    private static JsonObject With(string field, JsonNode? value)
    {
        var form = System.Text.Json.JsonSerializer.SerializeToNode(The.Form, Json.Options)!.AsObject();
        form[field] = value;
        return form;
    }
}
