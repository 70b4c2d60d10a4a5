using Microsoft.AspNetCore.Mvc.RazorPages;
using SinglePointOfReferral.App.Adapters;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Pages.Local;

public sealed record ShownText(DateTimeOffset Sent, string To, string Body);

/// <summary>The texts that would have been sent.</summary>
public sealed class SmsPage(KeptTexts texts, TimeProvider clock) : PageModel
{
    public IReadOnlyList<ShownText> Texts { get; private set; } = [];

    public async Task OnGet(CancellationToken cancel)
    {
        var today = clock.GetUtcNow();
        Texts = [.. (await texts.Of(today, cancel)).Concat(await texts.Of(today.AddDays(-1), cancel)).Select(t => new ShownText(t.Sent, Shown(t.To), t.Body))];
    }

    private static string Shown(string to) => PhoneNumber.Read(to) is { IsRead: true } number ? Words.Of(number.Value) : to;
}
