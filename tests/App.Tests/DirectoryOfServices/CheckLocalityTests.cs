using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.Domain.Notifications;

namespace SinglePointOfReferral.App.Tests.DirectoryOfServices;

/// <summary>Every kind of mistake in a town's files is told with its file, its place and a sentence.</summary>
public sealed class CheckLocalityTests : IDisposable
{
    private readonly TownFolder town = new();

    public void Dispose() => town.Dispose();

    [Fact]
    public void A_town_without_mistakes_is_read() => Assert.Equal("example", LocalityFiles.Read(town.Path).Id);

    [Theory]
    [InlineData("rules.json", "0.when", """{ "all": [{ "age": { "to": 17 } }, { "age": { "from": 65 } }] }""", "rules.json: [0] falls: when: it can never hold")]
    [InlineData("rules.json", "1.when", """{ "reason": "fall", "age": { "from": 80 } }""", "rules.json: [1] crisis: when: it never makes a difference, because falls before it settles")]
    [InlineData("rules.json", "1.id", "\"falls\"", "rules.json: two rules have the id falls: [0] and [1]")]
    [InlineData("locality.json", "retention", """{ "years": 0, "childUntilAge": 25, "erases": true }""", "locality.json: retention: years are 1 to 100")]
    [InlineData("services.json", "0", """{ "id": "a" }""", "services.json: $[0]: there is no 'organization_id' and no 'name' and no")]
    [InlineData("services.json", "0.colour", "\"red\"", "services.json: $[0].colour: there is no property of this name")]
    [InlineData("services.json", "0.name", "1", "services.json: $[0].name: a text is expected here")]
    [InlineData("services.json", "0.answer_within_minutes", "\"x\"", "services.json: $[0].answer_within_minutes: a whole number is expected here")]
    [InlineData("services.json", "0.service_areas", "\"x\"", "services.json: $[0].service_areas: a list is expected here")]
    [InlineData("services.json", "0.pathway", "\"x\"", "services.json: $[0].pathway: one of rapid-response, reablement,")]
    [InlineData("services.json", "0", "\"x\"", "services.json: $[0]: an object with properties is expected here")]
    [InlineData("rules.json", "2.when", """{ "reason": "other" }""", "rules.json: no rule sets a pathway for worsening frailty, asked for within 2 days")]
    [InlineData("rules.json", "2.then", """{ "pathway": "reablement" }""", "rules.json: no rule sets an urgency for")]
    [InlineData("rules.json", "0.because", "\" \"", "rules.json: [0] falls: because: say")]
    [InlineData("rules.json", "0.then", "{}", "rules.json: [0] falls: then: it does nothing")]
    [InlineData("rules.json", "0.fires", "[]", "rules.json: [0] falls: fires: give at least one")]
    [InlineData("rules.json", "0.misses", "[]", "rules.json: [0] falls: misses: give at least one")]
    [InlineData("rules.json", "0.fires", """[{ "reason": "fall" }]""", "rules.json: [0] falls: fires: [0]: it does not hold")]
    [InlineData("rules.json", "0.misses", """[{ "reason": "fall", "age": 99 }]""", "rules.json: [0] falls: misses: [0]: it holds")]
    [InlineData("rules.json", "0.when", """{ "colour": "red" }""", "rules.json: $[0].when: colour: 'colour' is no question")]
    [InlineData("rules.json", "0.when", """{ "any": [{ "reason": "fall" }, { "not": { "colour": "red" } }] }""", "rules.json: $[0].when: any: [1]: not: colour: 'colour' is no question")]
    [InlineData("rules.json", "0.when", """{ "age": { "from": 90, "to": 80 } }""", "rules.json: $[0].when: age: From 90 to 80")]
    [InlineData("rules.json", "0.fires.0", "null", "rules.json: $[0].fires[0]: this is empty")]
    [InlineData("services.json", "0.service_areas", "[]", "services.json: [0] rapid: service_areas: a service covers")]
    [InlineData("services.json", "0.service_areas", "[\"moon\"]", "services.json: [0] rapid: service_areas: service-areas.json has no 'moon'")]
    [InlineData("services.json", "0.schedules.0.closes_at", "\"00:00\"", "services.json: [0] rapid: schedules: [0]: it closes at 00:00, before it opens")]
    [InlineData("services.json", "0.schedules.0.byday", "\"MO,XX\"", "services.json: [0] rapid: schedules: [0]: byday: 'XX' is none of")]
    [InlineData("services.json", "0.closed_dates", """[{ "from": "2026-12-24", "to": "2026-12-01", "because": "Moving" }]""", "services.json: [0] rapid: closed_dates: [0]: its last day, 2026-12-01, is before its first, 2026-12-24")]
    [InlineData("services.json", "0.closed_dates", """[{ "from": "2026-12-24", "to": "2027-01-06", "because": " " }]""", "services.json: [0] rapid: closed_dates: [0]: because: say why it is closed")]
    [InlineData("services.json", "0.closed_dates", """[{ "from": "2026-12-24" }]""", "services.json: $[0].closed_dates[0]: there is no 'to' and no 'because', and there must be")]
    [InlineData("services.json", "0.closed_dates", """[{ "from": "2026-02-29", "to": "2027-01-06", "because": "Moving" }]""", "services.json: $[0].closed_dates[0].from: a day, like 2026-12-25, is expected here")]
    [InlineData("bank-holidays.json", "0.date", "\"Christmas\"", "bank-holidays.json: $[0].date: a day, like 2026-12-25, is expected here")]
    [InlineData("services.json", "0.phones.0", "null", "services.json: $[0].phones[0]: this is empty")]
    [InlineData("services.json", "0.organization_id", "\"NOONE\"", "services.json: [0] rapid: organization_id: organisations.json has no NOONE")]
    [InlineData("services.json", "0.phones.0.number", "\"01632 960 100\"", "services.json: [0] rapid: phones: offers are texted")]
    [InlineData("services.json", "0.answer_within_minutes", "0", "services.json: [0] rapid: answer_within_minutes")]
    [InlineData("services.json", "0.id", "\"closed.rapid\"", "services.json: [0] closed.rapid: id: letters, digits, - and _ only")]
    [InlineData("services.json", "0.name", "\"\"", "services.json: [0] rapid: name: 1 to")]
    [InlineData("services.json", "0.eligibility", """{ "reason": "fall", "not": { "reason": "fall" } }""", "services.json: [0] rapid: eligibility: it can never hold")]
    [InlineData("services.json", "0.status", "\"defunct\"", "service-areas.json: [0] all: no active service covers SS1, SS2 with rapid response, which the rule falls asks for")]
    [InlineData("services.json", "0.schedules.0.byday", "\"MO,TU,WE,TH,FR,SA,BH\"", "service-areas.json: [0] all: nobody takes referrals on a Sunday for rapid response within 2 hours")]
    [InlineData("services.json", "0.eligibility", """{ "circumstance": "mental-health-crisis" }""", "service-areas.json: [0] all: in SS1 no active service has referrers, ages, purposes and eligibility for rapid response within 2 hours, as the rules ask for a fall without serious injury, asked for within 2 hours, to prevent a hospital stay, aged 80, own home, referred from GP practice, at 10:00")]
    [InlineData("services.json", "0.starts_within_minutes", "600", "service-areas.json: [0] all: in SS1 no active service starts within 120 minutes with rapid response within 2 hours")]
    [InlineData("services.json", "1.minimum_age", "90", "service-areas.json: [0] all: in SS1 no active service has referrers, ages, purposes and eligibility for reablement ")]
    [InlineData("services.json", "1.referrers", "[\"police\"]", "service-areas.json: [0] all: in SS1 no active service has referrers, ages, purposes and eligibility for reablement ")]
    [InlineData("services.json", "0.schedules.0.byday", "\"MO,TU,WE,TH,FR,SA,SU\"", "service-areas.json: [0] all: in SS1 nobody takes referrals on a bank holiday at 10:00 for rapid response within 2 hours")]
    [InlineData("services.json", "0.schedules.0.closes_at", "\"17:00\"", "service-areas.json: [0] all: in SS1 nobody takes referrals on a Sunday at 17:00 for rapid response within 2 hours")]
    [InlineData("service-areas.json", "0.districts.0", "\"ss1\"", "service-areas.json: [0] all: districts: 'ss1' is not a postcode district")]
    [InlineData("service-areas.json", "0.districts.0", "\"SS9\"", "districts.json: it has no SS9")]
    [InlineData("service-areas.json", "0.districts", "[]", "service-areas.json: [0] all: a service area has districts")]
    [InlineData("districts.json", "SS1", "null", "districts.json: SS1: this is empty")]
    [InlineData("locality.json", "hub.organisation", "\"F81999\"", "locality.json: hub.organisation: organisations.json has no")]
    public void A_mistake_is_told_with_its_place(string file, string path, string json, string told)
    {
        town.Set(file, path, json);
        Assert.Contains(Assert.Throws<LocalityException>(() => LocalityFiles.Read(town.Path)).Mistakes, m => m.StartsWith(told, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{ "instruments": [{ "id": "a", "name": "A", "lowest": 5, "highest": 5 }] }""", "outcomes.json: instruments: [0]: lowest, highest: the lower first")]
    [InlineData("""{ "instruments": [{ "id": "a", "name": "A", "lowest": 0, "highest": 5 }, { "id": "a", "name": "B", "lowest": 0, "highest": 5 }] }""", "outcomes.json: instruments: [1]: id: there is another a")]
    [InlineData("""{ "instruments": [null] }""", "outcomes.json: $.instruments[0]: this is empty")]
    [InlineData("""{ "followUps": [{ "id": "a b", "name": "A", "days": 21, "opensDaysBefore": 3 }] }""", "outcomes.json: followUps: [0]: id: letters, digits and - only")]
    [InlineData("""{ "followUps": [{ "id": "a", "name": "", "days": 21, "opensDaysBefore": 3 }] }""", "outcomes.json: followUps: [0]: name: 1 to 60 characters")]
    [InlineData("""{ "followUps": [{ "id": "a", "name": "A", "days": 21, "opensDaysBefore": 3 }, { "id": "b", "name": "B", "days": 21, "opensDaysBefore": 3 }] }""", "outcomes.json: followUps: [1]: days: from 1 to 366, each later than the one before")]
    [InlineData("""{ "followUps": [{ "id": "a", "name": "A", "days": 21, "opensDaysBefore": 21 }] }""", "outcomes.json: followUps: [0]: opensDaysBefore")]
    [InlineData("""{ "longestExtensionDays": 400 }""", "outcomes.json: longestExtensionDays: from 0 to 366")]
    [InlineData("""{ "surveys": [] }""", "outcomes.json: $.surveys")]
    public void A_mistake_about_outcomes_is_told_with_its_place(string file, string told)
    {
        town.Write("outcomes.json", file);
        Assert.Contains(Assert.Throws<LocalityException>(() => LocalityFiles.Read(town.Path)).Mistakes, m => m.StartsWith(told, StringComparison.Ordinal));
    }

    [Fact]
    public void A_town_that_says_nothing_of_outcomes_goes_by_the_standard_ones_and_one_that_does_by_its_own()
    {
        var (before, version) = (LocalityFiles.Read(town.Path), LocalityFiles.Read(town.Path).Version);
        Assert.Equal((3, 0, 42), (before.FollowUps.Count, before.Instruments.Count, before.LongestExtension.Days));
        town.Write("outcomes.json", """{ "followUps": [], "instruments": [{ "id": "a", "name": "A", "lowest": -5, "highest": 5 }], "longestExtensionDays": 7 }""");
        var after = LocalityFiles.Read(town.Path);
        Assert.Equal((0, -5, 7), (after.FollowUps.Count, after.Instruments[0].Lowest, after.LongestExtension.Days));
        Assert.NotEqual(version, after.Version);
    }

    [Theory]
    [InlineData("""{ "visited": "The person was seen at {time}." }""", "texts.json: visited: it must say {reference}")]
    [InlineData("""{ "visited": "Referral {reference}: {name} was seen." }""", "texts.json: visited: {name} is not known here; it can say {reference}, {time}")]
    [InlineData("""{ "visited": "Referral {reference} – seen." }""", "texts.json: visited: text messages do not have –")]
    [InlineData("""{ "visited": " " }""", "texts.json: visited: this is empty")]
    [InlineData("""{ "seen": "Referral {reference}" }""", "texts.json: $.seen")]
    public void A_mistake_in_the_texts_is_told(string texts, string mistake)
    {
        town.Write("texts.json", texts);
        Assert.Contains(Assert.Throws<LocalityException>(() => LocalityFiles.Read(town.Path)).Mistakes, m => m.StartsWith(mistake, StringComparison.Ordinal));
    }

    [Fact]
    public void A_text_that_is_too_long_with_the_longest_name_is_told()
    {
        town.Set("services.json", "0.name", $"\"{new string('n', 60)}\"");
        Assert.Contains(Assert.Throws<LocalityException>(() => LocalityFiles.Read(town.Path)).Mistakes, m => m.StartsWith("texts.json: offered: it can have ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_town_says_its_texts_in_its_own_words_where_it_has_them()
    {
        town.Write("texts.json", """{ "visited": "Referral {reference}: seen at {time}." }""");
        var texts = LocalityFiles.Read(town.Path).Texts;
        Assert.Equal("Referral 4821 7739: seen at 09:00 on 3 Mar.", texts.Fill(TextKind.Visited, The.Reference, time: The.Start));
        Assert.Equal(TextTemplates.Standard.ByKind[TextKind.Closed], texts.ByKind[TextKind.Closed]);
    }

    [Fact]
    public void What_is_wanted_within_two_hours_may_take_its_last_referral_at_six()
    {
        town.Set("services.json", "0.schedules.0.opens_at", "\"08:00\"");
        town.Set("services.json", "0.schedules.0.last_referral_at", "\"18:00\"");
        Assert.Equal("example", LocalityFiles.Read(town.Path).Id);
    }

    [Fact]
    public void Two_bank_holidays_on_a_day_are_a_mistake()
    {
        town.Write("bank-holidays.json", """[ { "date": "2026-12-25", "name": "Christmas" }, { "date": "2026-12-28", "name": "Boxing" }, { "date": "2026-12-25", "name": "Again" } ]""");
        Assert.Equal(["bank-holidays.json: two bank holidays are on 2026-12-25: [0] and [2]"], Assert.Throws<LocalityException>(() => LocalityFiles.Read(town.Path)).Mistakes);
    }

    [Fact]
    public void A_planned_closure_is_read_with_its_last_day()
    {
        town.Set("services.json", "0.closed_dates", """[{ "from": "2026-12-24", "to": "2027-01-06", "because": "Moving" }]""");
        var read = LocalityFiles.Read(town.Path);
        Assert.Equal(new DateTimeOffset(2027, 1, 7, 0, 0, 0, default), read.Services[0].Hours.NextTaking(read.Moment(new(2026, 12, 24, 9, 0, 0, default))));
    }

    [Fact]
    public void An_area_that_only_some_of_its_services_cover_together_is_served()
    {
        town.Write("service-areas.json", """
            [ { "id": "all", "name": "All", "districts": ["SS1", "SS2"] }, { "id": "one", "name": "1", "districts": ["SS1"] }, { "id": "two", "name": "2", "sectors": ["SS2 1"], "practices": ["F81001"] } ]
            """);
        town.Set("services.json", "0.service_areas", "[\"one\"]");
        Assert.Equal(
            [
                "service-areas.json: [0] all: no active service covers SS2 with rapid response, which the rule falls asks for",
                "service-areas.json: [2] two: no active service covers SS2 1 with rapid response, which the rule falls asks for",
            ],
            Assert.Throws<LocalityException>(() => LocalityFiles.Read(town.Path)).Mistakes);
    }

    [Fact]
    public void An_empty_entry_hides_no_other_mistake_and_leaves_each_its_place()
    {
        town.Set("services.json", "0.name", "\"\"");
        town.Write("services.json", "[null," + File.ReadAllText(Path.Combine(town.Path, "services.json"))[1..]);
        town.Set("rules.json", "0.because", "\"\"");
        var mistakes = Assert.Throws<LocalityException>(() => LocalityFiles.Read(town.Path)).Mistakes;
        Assert.Equal(3, mistakes.Count);
        Assert.Contains("services.json: [0]: this is empty", mistakes);
        Assert.Contains(mistakes, m => m.StartsWith("services.json: [1] rapid: name", StringComparison.Ordinal));
        Assert.Contains(mistakes, m => m.StartsWith("rules.json: [0] falls: because", StringComparison.Ordinal));
    }
}
