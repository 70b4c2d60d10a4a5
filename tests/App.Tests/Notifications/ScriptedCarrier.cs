using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Tests.Notifications;

/// <summary>What a telephone network was asked for; a call has no words.</summary>
public sealed record AskedFor(string Key, int Attempt, string To, string? Body);

/// <summary>A telephone network that answers as a test says, and lists what the test lets it list.</summary>
public sealed class ScriptedCarrier : ICarrier
{
    public static readonly CarrierAnswer Doubtful = new CarrierAnswer.Doubtful();

    public List<AskedFor> Asked { get; } = [];

    public List<CarrierText> Listed { get; } = [];

    /// <summary>What it answers; that it has it, at first.</summary>
    public Func<AskedFor, CarrierAnswer> Answer { get; set; } = Taken;

    /// <summary>What it knows of what it has.</summary>
    public Func<string, CarrierReport?> Knows { get; set; } = _ => null;

    public static CarrierAnswer Taken(AskedFor asked) => new CarrierAnswer.Taken(new(IdOf(asked), "queued", null));

    public static CarrierAnswer Refused(int? code, TimeSpan? retryAfter = null) => new CarrierAnswer.Refused(code, retryAfter);

    public static string IdOf(AskedFor asked) => $"{(asked.Body is null ? "CA" : "SM")}-{asked.Key}-{asked.Attempt}";

    public Task<CarrierAnswer> Text(string key, int attempt, PhoneNumber to, string body, DateTimeOffset? until, CancellationToken cancel) => Ask(new(key, attempt, to.Text, body));

    public Task<CarrierAnswer> Ring(string key, int attempt, PhoneNumber to, CancellationToken cancel) => Ask(new(key, attempt, to.Text, null));

    public Task<IReadOnlyList<CarrierText>> TextsTo(PhoneNumber to, DateTimeOffset since, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<CarrierText>>([.. Listed.Where(t => t.MadeAt >= since)]);

    public Task<CarrierReport?> Look(string id, CancellationToken cancel) => Task.FromResult(Knows(id));

    private Task<CarrierAnswer> Ask(AskedFor asked)
    {
        Asked.Add(asked);
        return Task.FromResult(Answer(asked));
    }
}
