using System.Net;
using System.Xml.Linq;
using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Adapters;
using SinglePointOfReferral.App.Local;
using SinglePointOfReferral.App.Notifications;
using SinglePointOfReferral.App.Telephone;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Pages.Local;

/// <param name="IsReply">It was sent from the telephone; otherwise it came to it.</param>
public sealed record ShownText(DateTimeOffset At, string Body, bool IsReply);

/// <summary>What went to and from one telephone.</summary>
/// <param name="Whose">Whose telephone it is.</param>
/// <param name="Texts">The latest first.</param>
/// <param name="WantsNoTexts">It sent STOP.</param>
public sealed record Conversation(PhoneNumber Phone, string Whose, IReadOnlyList<ShownText> Texts, bool WantsNoTexts)
{
    /// <summary>Where the page shows it.</summary>
    public string Anchor => $"phone-{Phone.National}";
}

/// <summary>The texts that would have been sent, by telephone, and a way to answer as each.</summary>
public sealed class SmsPage(KeptTexts texts, KeptReplies replies, OptOuts optOuts, OwnNetwork network, Locality town, TimeProvider clock) : FormPage
{
    public const string From = "from";
    public const string Text = "text";
    private const int Longest = 1600;

    /// <summary>The telephone that wrote last first.</summary>
    public IReadOnlyList<Conversation> Conversations { get; private set; } = [];

    public Task OnGet() => Refill();

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        await Refill();
        var (from, text) = (PhoneNumber.Read(Form[From] ?? ""), Form[Text] ?? "");
        List<Problem> problems =
        [
            .. from.Problem is { } wrong ? [new Problem(From, wrong)] : Array.Empty<Problem>(),
            .. text.Trim().Length is 0 ? [new Problem(Box(from.Value), "Enter the text")] : Array.Empty<Problem>(),
            .. text.Trim().Length > Longest ? [new Problem(Box(from.Value), $"Enter a text of at most {Longest} characters")] : Array.Empty<Problem>(),
        ];
        if (problems.Count > 0)
            return Again(problems);
        var (status, answer) = await network.Post(SmsIn.Address, [new("From", from.Value!.Text), new("To", town.Hub.Phone.Text), new("Body", text), new("MessageSid", $"SM{Guid.NewGuid():N}")], cancel);
        await replies.Keep(from.Value, text, status is HttpStatusCode.OK ? XDocument.Parse(answer).Root!.Element("Message")?.Value : null, cancel);
        return Redirect($"/local/sms#phone-{from.Value.National}");
    }

    /// <summary>The box in which a telephone's text is typed; of one that has none here yet, the one for any other.</summary>
    public string Box(PhoneNumber? phone) => Conversations.FirstOrDefault(c => c.Phone == phone) is { } known ? $"{Text}-{known.Phone.National}" : Text;

    protected override async Task Refill()
    {
        var (cancel, days) = (HttpContext.RequestAborted, new[] { clock.GetUtcNow(), clock.GetUtcNow().AddDays(-1) });
        var all = new List<(PhoneNumber Phone, ShownText Text)>();
        foreach (var day in days)
        {
            all.AddRange((await texts.Of(day, cancel)).Select(t => (PhoneNumber.Read(t.To).Value!, new ShownText(t.Sent, t.Body, IsReply: false))));
            foreach (var reply in await replies.Of(day, cancel))
            {
                if (reply.Answer is not null)
                    all.Add((reply.From, new(reply.At, reply.Answer, IsReply: false)));
                all.Add((reply.From, new(reply.At, reply.Body, IsReply: true)));
            }
        }
        var silent = await optOuts.Among(all.Select(t => t.Phone), cancel);
        Conversations = [.. all.GroupBy(t => t.Phone).Select(g => new Conversation(g.Key, WhoseIs(g.Key), [.. g.Select(t => t.Text).OrderByDescending(t => t.At)], silent.Contains(g.Key))).OrderByDescending(c => c.Texts[0].At)];
    }

    private string WhoseIs(PhoneNumber phone)
    {
        List<string> whose =
        [
            .. town.WithDutyPhone(phone).Select(s => $"Duty phone, {s.Name}"), .. town.Services.Where(s => s.LeadPhone == phone).Select(s => $"Lead, {s.Name}"),
            .. phone == town.Hub.AlertPhone ? ["Hub alert telephone"] : Array.Empty<string>(),
            .. town.Clocks.Escalation.People.Where(p => p.Phone == phone).Select(p => p.Name),
        ];
        return whose.Count == 0 ? "A referrer, or somebody else" : string.Join("; ", whose);
    }
}
