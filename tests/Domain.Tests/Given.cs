using System.Text.Json;
using SinglePointOfReferral.Domain.Messages;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Tests;

/// <summary>
/// The start of a story: what has happened, a minute apart from nine o'clock. <c>Given.Facts(...).When(...).Then(...)</c>.
/// </summary>
public sealed record Given(Referral Referral, DateTimeOffset Now)
{
    public static Given Facts(params Fact[] facts) => new(Told(The.Reference, facts), The.Start.AddMinutes(facts.Length));

    /// <summary>Another referral, of which the same is told.</summary>
    public static Referral Another(params Fact[] facts) => Told(The.OtherReference, facts);

    /// <summary>A referral after what was decided about it.</summary>
    public static Referral After(Referral referral, Decision decision) => decision.Facts.Select((f, i) => (f, i)).Aggregate(
        referral, (r, next) => r.With(new Recorded(referral.Version + 1 + next.i, next.f.Happened, next.f.Happened, The.Gp, null, next.f.Fact)));

    private static Referral Told(Reference reference, Fact[] facts)
    {
        var recorded = facts.Select((fact, i) =>
        {
            var at = The.Start.AddMinutes(i);
            return new Recorded(i + 1, at, at, i == 0 ? The.Gp : Actor.System, null, fact);
        });
        return Referral.From(reference, recorded);
    }

    /// <summary>The same story, at another time of the day.</summary>
    public Given At(TimeSpan sinceStart) => this with { Now = The.Start + sinceStart };

    /// <summary>The same story, and then a question of an organisation.</summary>
    public Given Asked(OdsCode by, Side? of) =>
        new(Referral.With(new(Referral.Version + 1, Now, Now, new("x", "X", by), null, new MessageSent("When?", AnswerWanted: true, To: of))), Now.AddMinutes(1));

    /// <summary>The referral after one more fact.</summary>
    public Referral After(Fact fact) => Referral.With(new(Referral.Version + 1, Now, Now, Actor.System, null, fact));

    public Outcome When(Func<Referral, DateTimeOffset, Decision> decide) => new(decide(Referral, Now), Now);

    /// <summary>The end of a story.</summary>
    public sealed record Outcome(Decision Decision, DateTimeOffset Now)
    {
        public void Then(params Fact[] facts) => ThenAt(Now, facts);

        /// <summary>Facts that happened at another time than the one they were told at.</summary>
        public void ThenAt(DateTimeOffset happened, params Fact[] facts)
        {
            Assert.Null(Decision.Refused);
            Assert.Equal(facts.Select(Told), Decision.Facts.Select(f => Told(f.Fact)));
            Assert.All(Decision.Facts, f => Assert.Equal(happened, f.Happened));
        }

        public void ThenNothing() => Then();

        public void ThenRefused(Refusal refusal)
        {
            Assert.Equal(refusal, Decision.Refused);
            Assert.Empty(Decision.Facts);
        }
    }

    /// <summary>A fact as text, lists and all: two facts are equal when these are.</summary>
    public static string Told(Fact fact) => $"{fact.GetType().Name} {JsonSerializer.Serialize(fact, fact.GetType())}";
}
