using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Telemetry;
using SinglePointOfReferral.App.Telephone;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Triage;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Intake;

/// <summary>A referral, and what stands beside it.</summary>
public sealed record SubmitRequest : ReferralForm
{
    /// <summary>Why it is a referral of its own, where another of the same person is open.</summary>
    public string? SeparateBecause { get; init; }

    /// <summary>For the hub: the code of the organisation on whose behalf it is taken down.</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>For the hub: who refers, where it is on behalf of an organisation.</summary>
    public string? ReferrerName { get; init; }

    /// <summary>For the hub: that what is missing may be missing, because it rings back for it.</summary>
    public bool Incomplete { get; init; }

    /// <summary>For the hub: the id of the call that is taken down, as on its board. It names the request in place of the Idempotency-Key, and
    /// the call leaves the board.</summary>
    public string? Call { get; init; }

    internal Beside Beside => new(SeparateBecause, OnBehalfOf, ReferrerName, Incomplete);
}

/// <summary>What the referrer gets at once.</summary>
/// <param name="Spaced">The reference as it is read out.</param>
/// <param name="Emergency">That 999 is to be called now; null when nothing calls for it.</param>
public sealed record SubmittedReply(Reference Reference, string Spaced, string Address, Emergency? Emergency = null);

/// <summary>Submits a referral: the same for the form, the API and the telephone.</summary>
public sealed class Submit(ReferralJournal journal, LocalityInForce locality, TimeProvider clock)
{
    public const int LongestKey = 200;

    /// <summary>Who made a key that several at the hub share, because they fill in the same form.</summary>
    public const string AnyoneAtTheHub = "hub";

    /// <param name="keyOf">Who made the key; null for whoever submits.</param>
    public async Task<(Submission? Submission, EmergencyAdvised? Emergency, IReadOnlyList<Problem> Problems)> Run(
        ReferralForm form, Beside beside, string idempotencyKey, Principal by, CancellationToken cancel, string? keyOf = null)
    {
        var (submitted, problems) = SubmitReferral.Read(form, beside, clock.Today());
        if (!by.Is(Role.Hub) && (beside.IsIncomplete && beside.Door is not Domain.Door.Keypad || submitted?.OnBehalfOf is not null))
            return (null, null, [new("", "Only the hub takes a referral down on behalf of others")]);
        if (submitted is null)
            return (null, null, problems);
        if (submitted.OnBehalfOf is { } organisation && !locality.Now.Organisations.ContainsKey(organisation.Text))
            return (null, null, [new("onBehalfOf", "Select an organisation from the list")]);
        var source = locality.Now.KindOf(submitted.OnBehalfOf ?? by.Organisation);
        var emergency = AdviseEmergency.Of(submitted.Need, submitted.Person.DateOfBirth, locality.Now, source, clock.GetUtcNow());
        var submission = await journal.Begin(submitted, emergency, by.Actor, idempotencyKey, cancel, keyOf);
        if (submission.IsNew)
            Meters.ReferralsSubmitted.Add(1, new KeyValuePair<string, object?>("door", beside.Door is { } door ? Code.Of(door) : "web"));
        return (submission, emergency, []);
    }
}

public static class SubmitReferralApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/referrals", Post)
            .WithSummary("Refer a person")
            .WithDescription("Send an Idempotency-Key header of your own making: the same key with the same body is the same referral, however often it is sent.")
            .Accepts<SubmitRequest>("application/json")
            .Produces<SubmittedReply>(StatusCodes.Status201Created).Produces<SubmittedReply>(StatusCodes.Status200OK);

    private static async Task<IResult> Post(HttpContext http, TakeDown takeDown)
    {
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length > Submit.LongestKey)
            return Problems.Of(StatusCodes.Status400BadRequest, $"The Idempotency-Key has more than {Submit.LongestKey} characters.");
        var (form, problem) = await Body.Read<SubmitRequest>(http);
        if (form is null)
            return problem!;
        var (submission, emergency, problems) = await takeDown.Run(http, form, form.Beside, key.Length > 0 ? key : Guid.NewGuid().ToString("N"), form.Call);
        if (submission is null)
            return Problems.Of(problems, emergency: Emergency.Of(form));
        if (submission.IsAnotherRequest)
            return Problems.Of(StatusCodes.Status409Conflict, form.Call is { Length: > 0 } ? $"A referral was already made from this call: {submission.Reference.Spaced}." : "This Idempotency-Key was used for a referral that says something else. Use a new key for a new referral.");
        var reference = submission.Reference;
        var reply = new SubmittedReply(reference, reference.Spaced, $"/api/referrals/{reference.Text}", Emergency.Of(emergency));
        return submission.IsNew ? TypedResults.Created(reply.Address, reply) : TypedResults.Ok(reply);
    }
}
