using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using SinglePointOfReferral.App.Telephone;

namespace SinglePointOfReferral.App.Tests.Telephone;

/// <summary>
/// Twilio's own package for Node.js, in a process that answers any number of questions: what it makes of a document, a signature, a
/// request. One for all tests of a class, as a class fixture.
/// </summary>
public sealed class Referee : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private static readonly string Script = Path.Combine(RunOptions.Root, "tests", "App.Tests", "Telephone", "referee.mjs");

    private readonly Process node = Process.Start(new ProcessStartInfo("node", [Script])
    {
        UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, StandardInputEncoding = Utf8, StandardOutputEncoding = Utf8,
    })!;
    private readonly SemaphoreSlim oneAtATime = new(1);

    /// <summary>The document that Twilio's package writes for what <see cref="TwiML.Write"/> is given.</summary>
    public async Task<string> TwiML(params IEnumerable<Verb> verbs) =>
        (await Ask(new() { ["ask"] = "twiml", ["verbs"] = Described(verbs) })).GetValue<string>();

    public async Task<string> Sign(string token, string address, IEnumerable<KeyValuePair<string, StringValues>> parameters) =>
        (await Ask(new() { ["ask"] = "sign", ["token"] = token, ["address"] = address, ["parameters"] = Described(parameters) })).GetValue<string>();

    public async Task<bool> IsValid(string token, string signature, string address, IEnumerable<KeyValuePair<string, StringValues>> parameters) =>
        (await Ask(new() { ["ask"] = "isValid", ["token"] = token, ["signature"] = signature, ["address"] = address, ["parameters"] = Described(parameters) })).GetValue<bool>();

    public void Dispose()
    {
        node.StandardInput.Close();
        node.WaitForExit();
        node.Dispose();
        oneAtATime.Dispose();
    }

    private async Task<JsonValue> Ask(JsonObject question)
    {
        await oneAtATime.WaitAsync();
        try
        {
            await node.StandardInput.WriteLineAsync(question.ToJsonString());
            await node.StandardInput.FlushAsync();
            var said = JsonNode.Parse(await node.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The referee has gone."))!.AsObject();
            return said["answer"]?.AsValue() ?? throw new InvalidOperationException($"The referee refuses: {said["error"]}");
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>One value as it is, several as a list, as a form is read in Node.js.</summary>
    private static JsonObject Described(IEnumerable<KeyValuePair<string, StringValues>> parameters) =>
        new(parameters.Select(p => KeyValuePair.Create(p.Key, p.Value.Count == 1 ? (JsonNode?)p.Value[0] : new JsonArray([.. p.Value.Select(v => JsonValue.Create(v))]))));

    private static JsonArray Described(IEnumerable<Verb> verbs) => new([.. verbs.Select(Described)]);

    private static JsonObject Described(Verb verb) => verb switch
    {
        Say say => new() { ["verb"] = "say", ["text"] = say.Text },
        Pause pause => new() { ["verb"] = "pause", ["seconds"] = pause.Seconds },
        Gather gather => new()
        {
            ["verb"] = "gather", ["action"] = gather.Action, ["digits"] = gather.Digits, ["finishOn"] = gather.FinishOn,
            ["timeout"] = gather.Timeout, ["says"] = Described(gather.Says),
        },
        Dial dial => new() { ["verb"] = "dial", ["to"] = dial.To.Text, ["action"] = dial.Action },
        Redirect redirect => new() { ["verb"] = "redirect", ["to"] = redirect.To },
        Hangup => new() { ["verb"] = "hangup" },
        Reply reply => new() { ["verb"] = "reply", ["text"] = reply.Text },
        _ => throw new InvalidOperationException($"The referee does not know {verb.GetType().Name}."),
    };
}
