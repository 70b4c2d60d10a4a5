using System.Xml.Linq;
using SinglePointOfReferral.App.Telephone;
using SinglePointOfReferral.App.Tests.Conventions;
using SinglePointOfReferral.Domain.Tests.Telephone;
using SinglePointOfReferral.Domain.Telephone;

namespace SinglePointOfReferral.App.Tests.Telephone;

/// <summary>docs/telephone.md, made from the table of the menus.</summary>
public sealed class TelephonePageTests(Referee referee) : IClassFixture<Referee>
{
    private static readonly IReadOnlyList<Trod> Everywhere = Walk.Everywhere();

    /// <summary>One call in each step, before anything wrong was keyed.</summary>
    private static IEnumerable<Call> EachStep => Menus.All.Select(m => Everywhere.Select(t => t.To).Prepend(Walk.Incoming())
        .Where(c => c.Step == m.Step && c is { Misses: 0, WrongPins: 0, Before.IsEmpty: true }).OrderByDescending(c => m.Choices.Count(o => o.When(c))).First());

    [Fact]
    public void The_page_about_the_telephone_says_what_the_menus_do() => Document.Of("telephone.md").Says("menus",
    [
        "| step | said | keys |", "|---|---|---|",
        .. EachStep.Select(call => $"| {call.Step} | {string.Join(' ', Menus.Of(call.Step).Says(call, Walk.Hub))} | {string.Join("<br>", Keys(call))} |"),
    ]);

    [Fact]
    public void Each_place_makes_a_document_that_says_all_and_names_nobody_in_an_address() => Assert.All(Everywhere.Select(t => t.To).DistinctBy(c => (c.Step, string.Join(' ', Menus.Of(c.Step).Says(c, Walk.Hub)))), call =>
    {
        var verbs = CallDocument.Of(call, Walk.Hub);
        var document = XDocument.Parse(TwiML.Write(verbs));
        Assert.Equal(Menus.Of(call.Step).Says(call, Walk.Hub), document.Descendants("Say").Select(s => s.Value));
        Assert.All(document.Descendants().Attributes("action"), a => Assert.Equal($"/voice/call/{call.Turn}", a.Value));
        Assert.True(document.Root!.Elements().Last().Name.LocalName is "Gather" or "Dial" or "Hangup");
    });

    [Fact]
    public async Task Each_menu_is_written_as_Twilio_writes_it()
    {
        foreach (var call in Everywhere.Select(t => t.To).DistinctBy(c => (c.Step, c.Before.Count, c.Told.Count, c.Draft?.Known is null, c.Caller)))
        {
            var verbs = CallDocument.Of(call, Walk.Hub);
            Assert.Equal(await referee.TwiML(verbs), TwiML.Write(verbs));
        }
        Assert.Equal(await referee.TwiML(CallDocument.Trouble(Walk.Hub)), TwiML.Write(CallDocument.Trouble(Walk.Hub)));
        Assert.Equal(await referee.TwiML(CallDocument.NoCall), TwiML.Write(CallDocument.NoCall));
    }

    private static IEnumerable<string> Keys(Call call)
    {
        var menu = Menus.Of(call.Step);
        if (menu.Entry is { } entry)
            yield return $"{(entry.Digits is { } digits ? $"{digits} digits" : "digits, #")}: {Leads(entry.To, entry.Asks)}";
        foreach (var key in menu.Choices.GroupBy(c => c.Key))
            yield return $"{key.Key}: {string.Join(" or ", key.Select(c => Leads(c.To, c.Asks)))}";
    }

    private static string Leads(Step to, Ask? asks) => asks is null or Ask.SpeakToHub ? $"{to}" : $"{asks} ({to})";
}
