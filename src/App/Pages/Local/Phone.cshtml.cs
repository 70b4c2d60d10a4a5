using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Adapters;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Local;
using SinglePointOfReferral.App.Telephone;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Pages.Local;

/// <summary>A telephone in the browser, from which any of the demonstration's people rings the service, and that is answered where the service rings.</summary>
public sealed class PhonePage(IReadOnlyList<DemonstrationPerson> people, LocalTelephone telephone, KeptTexts kept, StaffNumbers numbers, Locality town) : FormPage
{
    /// <summary>The PIN of the demonstration's people who have set none.</summary>
    public const string Pin = "4093";

    /// <summary>The choice to ring from one's own mobile.</summary>
    public const string Mobile = "mobile";

    private const int LongestKeys = 100;

    /// <summary>Null before anybody has rung.</summary>
    public Handset? Phone { get; private set; }

    /// <summary>Who rings.</summary>
    public DemonstrationPerson? Caller => people.FirstOrDefault(p => p.Id == Form["who"]);

    /// <summary>Their staff number; null where nobody rings.</summary>
    public string? StaffNumber { get; private set; }

    /// <summary>The telephones that ring now.</summary>
    public IReadOnlyList<RingingCall> Ringing { get; private set; } = [];

    /// <summary>Five wrong PINs were given.</summary>
    public bool IsLocked { get; private set; }

    /// <summary>The id of the call that this form makes, made with it, so that ringing twice makes one.</summary>
    public string Call => field ??= Form["call"] is ['C', 'A', .. var hex] && Guid.TryParseExact(hex, "N", out _) ? Form["call"]! : $"CA{Guid.NewGuid():N}";

    /// <summary>Whose a telephone is that rings.</summary>
    public string WhoseIs(PhoneNumber phone) =>
        string.Join("; ", town.Services.Where(s => s.Voice == phone || s.DutyPhones.Contains(phone)).Select(s => $"Duty phone, {s.Name}")) is { Length: > 0 } whose ? whose : phone == town.Hub.AlertPhone ? "Hub alert telephone" : "A telephone";

    public Task OnGet()
    {
        Form = new Form(new Dictionary<string, string?> { ["who"] = HttpContext.Principal().Actor.Id, ["from"] = Mobile });
        return Refill();
    }

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        if (Form["do"] is "answer")
            return await Answer(cancel);
        if (Form["do"] is "again")
            Form = new Form(new Dictionary<string, string?> { ["who"] = Form["who"], ["from"] = Form["from"] is Handset.Withheld ? Handset.Withheld : Mobile });
        Phone = Handset.In(Form);
        if (Phone is not null && Form["do"] is "press" && Wrong(Form["keys"] ?? "") is { } wrong)
        {
            await Refill();
            return Again("keys", wrong);
        }
        if (Phone is null && Problems().ToList() is { Count: > 0 } problems)
        {
            await Refill();
            return Again(problems);
        }
        await GivePin(cancel);
        Phone = await Act(Phone, cancel);
        Form = new Form(Phone.Fields.ToDictionary(f => f.Key, f => (string?)f.Value));
        await Refill();
        return Page();
    }

    /// <summary>The mobile of one of the demonstration's people, from the numbers that Ofcom keeps for drama.</summary>
    public PhoneNumber MobileOf(DemonstrationPerson person) => PhoneNumber.Read($"07700 9008{people.TakeWhile(p => p != person).Count() % 100:D2}").Value!;

    protected override async Task Refill()
    {
        Phone ??= Handset.In(Form);
        Ringing = Phone is null ? await kept.Ringing(HttpContext.RequestAborted) : [];
        if (Phone is not null && Caller is { } caller)
            (StaffNumber, _, IsLocked) = await numbers.Of(caller.ToPrincipal(), HttpContext.RequestAborted);
    }

    private async Task<IActionResult> Answer(CancellationToken cancel)
    {
        if (await kept.Answer(Form["ring"] ?? "", cancel) is not { } call)
        {
            await OnGet();
            return Again([new("", "That telephone has stopped ringing")]);
        }
        Phone = await telephone.Answer(call.Id, call.To, call.Address, cancel);
        Form = new Form(Phone.Fields.ToDictionary(f => f.Key, f => (string?)f.Value));
        return Page();
    }

    private Task<Handset> Act(Handset? phone, CancellationToken cancel) => (phone, Form["do"]) switch
    {
        (null, _) => telephone.Dial(Call, Caller!.Id, Form["from"] is Mobile ? MobileOf(Caller).Text : Handset.Withheld, cancel),
        (_, "press") => telephone.Press(phone, Pressed(Form["keys"]!), cancel),
        (_, "wait") => telephone.Wait(phone, cancel),
        (_, "answered") => telephone.End(phone, wasAnswered: true, cancel),
        (_, "unanswered") => telephone.End(phone, wasAnswered: false, cancel),
        (_, "hang-up") => telephone.HangUp(phone, cancel),
        _ => telephone.Press(phone, Pressed(Form["key"] ?? ""), cancel),
    };

    /// <summary>Gives the caller the demonstration's PIN where they have none, or ask for it.</summary>
    private async Task GivePin(CancellationToken cancel)
    {
        if (Caller?.ToPrincipal() is { } who && (Form["do"] is "pin" || (Phone is null && !(await numbers.Of(who, cancel)).HasPin)))
            await numbers.SetPin(who, Pin, cancel);
    }

    private IEnumerable<Problem> Problems()
    {
        if (Caller is null)
            yield return new("who", "Select who rings");
        if (Form["from"] is not (Mobile or Handset.Withheld))
            yield return new("from", "Select which telephone they ring from");
    }

    private static string? Wrong(string keys) => Pressed(keys) switch
    {
        "" => "Enter the keys to press",
        { Length: > LongestKeys } => $"Enter {LongestKeys} keys or fewer",
        var pressed when pressed.Any(k => !Handset.Keys.Contains(k, StringComparison.Ordinal)) => "Enter keys that a telephone has: 0 to 9, * and #",
        _ => null,
    };

    private static string Pressed(string keys) => string.Concat(keys.Where(k => !char.IsWhiteSpace(k)));
}
