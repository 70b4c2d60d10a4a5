using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Telephone;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Triage;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Intake;

/// <summary>What is added, and from whom.</summary>
public sealed record AdditionRequest : ReferralForm
{
    /// <summary>For the hub: the code of the organisation from which it is taken down.</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>For the hub: who says so, where it is on behalf of an organisation.</summary>
    public string? ReferrerName { get; init; }

    /// <summary>For the hub: the id of the call that it was said on, as on its board, which the call then leaves.</summary>
    public string? Call { get; init; }
}

/// <summary>What somebody gets who added to a referral: where it stands, and nothing else of it.</summary>
/// <param name="Spaced">The reference as it is read out.</param>
public sealed record AddedReply(Reference Reference, string Spaced, StatusView Status, Emergency? Emergency = null);

/// <summary>Adds to a referral of the same person, which may be another organisation's.</summary>
public static class AddToReferralApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/referrals/{reference}/additions", (Delegate)Post)
            .WithSummary("Add to a referral of the same person that is open")
            .WithDescription("Any referrer may who knows the person's NHS number; it gives no access to the rest of the referral.")
            .Accepts<AdditionRequest>("application/json").Produces<AddedReply>();

    private static async Task<IResult> Post(HttpContext http)
    {
        var (form, problem) = await Body.Read<AdditionRequest>(http);
        if (form is null)
            return problem!;
        if (Api.Outdated(http, http.Stored()) is { } outdated)
            return outdated;
        var (reply, refused, problems) = await Addition.Run(http, http.Stored(), form, new(OnBehalfOf: form.OnBehalfOf, ReferrerName: form.ReferrerName));
        if (reply is not null && form.Call is { Length: > 0 } call && http.Principal().Is(Role.Hub))
            await http.RequestServices.GetRequiredService<HubCalls>().TakeOff(http, call);
        return problems.Count > 0 ? Problems.Of(problems, emergency: Emergency.Of(form)) : refused is { } refusal ? Problems.Of(refusal) : TypedResults.Ok(reply);
    }
}

/// <summary>Adds to a referral: the same for the page and the API. That somebody asked by NHS number is recorded before they are told
/// anything of the other referral, even that it is not this person's.</summary>
public static class Addition
{
    public static async Task<(AddedReply? Reply, Refusal? Refused, IReadOnlyList<Problem> Problems)> Run(
        HttpContext http, Stored? stored, ReferralForm form, Beside beside)
    {
        var clock = http.RequestServices.GetRequiredService<TimeProvider>();
        var town = http.RequestServices.GetRequiredService<LocalityInForce>().Now;
        var (said, problems) = SubmitReferral.Read(form, new(OnBehalfOf: beside.OnBehalfOf, ReferrerName: beside.ReferrerName), clock.Today());
        if (said?.OnBehalfOf is not null && !http.Principal().Is(Role.Hub))
            return (null, null, [new("", "Only the hub takes down what others say")]);
        if (said is null)
            return (null, null, problems);
        if (said.OnBehalfOf is { } organisation && !town.Organisations.ContainsKey(organisation.Text))
            return (null, null, [new("onBehalfOf", "Select an organisation from the list")]);
        var details = new Details(said.Person, said.Story, said.CallBack, said.Need);
        if (details.Person.NhsNumber is { } number)
            await http.RequestServices.GetRequiredService<AuditLog>().RecordSearch(http, number);
        if (stored is null)
            return (null, null, [AddToReferral.WhoElse(null, details)!]);
        var source = town.KindOf(said.OnBehalfOf ?? http.Principal().Organisation);
        Problem? somebodyElse = null;
        var (now, decision) = await Api.Change(http, stored, (referral, _, at) =>
            (somebodyElse = AddToReferral.WhoElse(referral, details)) is null ? AddToReferral.Decide(referral, details, town, source, at, said.ReferrerName, said.OnBehalfOf) : Decision.Nothing);
        if (somebodyElse is not null || decision.Refused is not null)
            return (null, decision.Refused, somebodyElse is null ? [] : [somebodyElse]);
        var emergency = Emergency.Of(AdviseEmergency.Of(details, town, source, clock.GetUtcNow()));
        return (new(now.Reference, now.Reference.Spaced, StatusView.Of(now.Referral, town, clock.GetUtcNow()), emergency), null, []);
    }
}
