using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Local;
using SinglePointOfReferral.Domain.DirectoryOfServices;
using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.App.Tests.Hosting;

/// <summary>A referrer's system that sends a referral under a key of its own until it is acknowledged, or gives up.</summary>
public sealed class Persistent(MortalApp app, Locality town, DemonstrationPerson referrer)
{
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(50);

    /// <summary>The reference that was acknowledged for each request.</summary>
    public ConcurrentDictionary<int, string> Acknowledged { get; } = [];

    /// <summary>What a request says; the address tells it from all others.</summary>
    public ReferralForm Form(int request) => Sample.Form(request, town) with { Address = $"{request} Elm Road" };

    public async Task Refer(int request, CancellationToken cancel)
    {
        while (!await Try(request, cancel))
            await Task.Delay(BetweenAttempts, cancel);
    }

    /// <summary>One attempt. The answer may be lost, or the request with it, or nobody was there.</summary>
    public async Task<bool> Try(int request, CancellationToken cancel)
    {
        try
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, "/api/referrals") { Content = JsonContent.Create(Form(request), options: Json.Options) };
            message.Headers.Add(DemonstrationSignIn.UserHeader, referrer.Id);
            message.Headers.Add("Idempotency-Key", $"request-{request}");
            using var answer = await app.Http.SendAsync(message, cancel);
            var body = await answer.Content.ReadAsStringAsync(cancel);
            if (answer.StatusCode is HttpStatusCode.ServiceUnavailable)
                return false;
            Assert.True(answer.IsSuccessStatusCode, $"Request {request} was answered {(int)answer.StatusCode}: {body}");
            var reference = (string)JsonNode.Parse(body)!["reference"]!;
            Assert.Equal(reference, Acknowledged.GetOrAdd(request, reference));
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return false;
        }
    }
}
