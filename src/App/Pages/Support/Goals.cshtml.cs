using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Web.Components;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Support;

namespace SinglePointOfReferral.App.Pages.Support;

/// <summary>A provider agrees with the person what the support is to reach, or changes it.</summary>
public sealed class GoalsPage(Locality town) : StrandPage
{
    public override string Title => Strand?.Agreed is null ? "Agree goals" : "Change the goals";

    private static IEnumerable<int> Numbers => Enumerable.Range(1, Goal.Most);

    /// <summary>The box of a goal's words.</summary>
    public static string Box(int number) => $"goal-{number}";

    public IActionResult OnGet()
    {
        var agreed = Strand?.Agreed?.Goals ?? [];
        Form = new Form(agreed.Index().SelectMany(g => new[]
        {
            KeyValuePair.Create(Box(g.Index + 1), (string?)g.Item.Words),
            KeyValuePair.Create(ScoreBoxes.Of(g.Index + 1), g.Item.Score?.ToString(CultureInfo.InvariantCulture)),
        }).Concat(InstrumentBoxes.Filled(Strand?.Agreed?.Instruments)).ToDictionary());
        return Ask(AgreeGoals.WhyNot(Referral, Number, HttpContext.Principal().Organisation));
    }

    public async Task<IActionResult> OnPost()
    {
        var scores = ScoreBoxes.Read(Form, Goal.Most);
        List<Problem> problems = [.. Numbers.SelectMany(ProblemsWith), .. ScoreBoxes.Problems(Form, Goal.Most), .. InstrumentBoxes.Problems(Form, town)];
        if (problems.Count == 0 && Numbers.All(IsEmpty))
            problems.Add(new(Box(1), "Enter a goal in the person’s own words"));
        return problems.Count > 0 ? Again(problems) : await Change(Box(1), (referral, who, now) => AgreeGoals.Decide(
            referral, Number, who.Organisation, [.. Numbers.Select(n => new Goal(Form[Box(n)] ?? "", scores[n - 1]))], InstrumentBoxes.Read(Form, town), town, now, Version));
    }

    private IEnumerable<Problem> ProblemsWith(int number) =>
        Form[Box(number)] is { Length: > Goal.LongestWords } words ? [new(Box(number), Choices.TooLongSentence(words.Length, Goal.LongestWords))]
        : IsEmpty(number) && !string.IsNullOrEmpty(Form[ScoreBoxes.Of(number)]) ? [new(Box(number), $"Enter goal {number}, or take its score away")]
        : [];

    private bool IsEmpty(int number) => string.IsNullOrWhiteSpace(Form[Box(number)]);
}
