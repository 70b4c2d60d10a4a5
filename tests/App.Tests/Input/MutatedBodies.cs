using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SinglePointOfReferral.App.Tests.Input;

/// <summary>Whatever is sent, the answer is a referral or a sentence about what was sent: never a failure of ours.</summary>
public sealed class MutatedBodies(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly TestApp app = shared.App;

    [Fact]
    public Task Any_body_at_submit_is_taken_or_told() => Send(3000, TestApp.Gp, "/api/referrals", The.Form);

    [Fact]
    public async Task Any_body_at_any_other_action_is_taken_or_told()
    {
        var path = $"/api/referrals/{await app.Refer()}";
        await app.Settle();
        await Send(200, TestApp.RapidResponse, $"{path}/strands/1/decline", new { reason = "other", note = "Later." }, "reason");
        await Send(200, TestApp.RapidResponse, $"{path}/strands/1/visit", new { happened = "2026-03-03T09:00:00Z", note = "Seen." });
        await Send(200, TestApp.RapidResponse, $"{path}/strands/1/close", new { outcome = "died", note = "At home.", scores = new int?[] { 1, null }, ended = "2026-03-03T09:00:00Z", admissionAvoided = true, hoursBefore = 3.5, hoursAfter = 0, instruments = new[] { new { instrument = "eq-vas", score = 50 } }, onward = new { pathway = "reablement", urgency = "routine", reason = "To cook." } }, "outcome");
        await Send(200, TestApp.RapidResponse, $"{path}/strands/1/extension", new { until = "2026-04-20", reason = "Slower", approvedBy = "Sam Lee" });
        await Send(200, TestApp.RapidResponse, $"{path}/follow-ups/91-days", new { result = "at-home", note = "Well." });
        await Send(200, TestApp.RapidResponse, $"{path}/strands/1/accept", new { });
        await Send(200, TestApp.Clinician, $"{path}/strands/1/offer", new { service = "befriending", reason = "Near" });
        await Send(200, TestApp.Gp, $"{path}/correct", new { reasonForChange = "Misheard", changes = new { name = "Edith Elder", nhsNumber = "9990000026" } });
        await Send(300, TestApp.Gp, "/api/triage/preview", The.Form with { RedFlags = "stroke", Circumstances = "dementia", News2 = "7", Temperature = "38.5" });
        await Send(200, TestApp.Paramedic, $"{path}/additions", The.Form);
        await Send(200, TestApp.Clinician, "/api/hub/find", new { nhsNumber = "9990000018", reference = "4821 7739" });
        await Send(200, TestApp.Gp, $"{path}/withdraw", new { reason = "other", note = "Better." }, "reason");
        Assert.Equal(200, (await app.As(TestApp.Gp).Ask(path)).Status);
    }

    private async Task Send(int count, string by, string path, object valid, string? without = null)
    {
        var http = app.As(by);
        var seed = JsonSerializer.SerializeToNode(valid, Json.Options)!.AsObject();
        if (without is not null)
            seed[without] = "none of the codes";
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            var body = Mutate(seed, new Random(i));
            var answer = await http.TellRaw(path, body);
            Assert.True(answer.Status < 500, $"{answer.Status} for seed {i} at {path}: {Encoding.UTF8.GetString(body)}");
            if (answer.Status >= 300)
                answer.AssertProblem();
        });
    }

    private static byte[] Mutate(JsonObject valid, Random random)
    {
        var form = valid.DeepClone().AsObject();
        for (var times = random.Next(3); times > 0; times--)
            MutateField(form, random);
        var bytes = Encoding.UTF8.GetBytes(form.ToJsonString()).ToList();
        for (var times = random.Next(4); times > 0 && bytes.Count > 2; times--)
            MutateBytes(bytes, random);
        return [.. bytes];
    }

    private static void MutateField(JsonObject form, Random random)
    {
        var name = form.Count == 0 ? "name" : form.ElementAt(random.Next(form.Count)).Key;
        switch (random.Next(7))
        {
            case 0: form.Remove(name); break;
            case 1: form[name] = random.NextDouble() * Math.Pow(10, random.Next(-300, 300)); break;
            case 2: form[name] = random.Next(2) == 0; break;
            case 3: form[name] = new JsonArray(form.DeepClone(), null); break;
            case 4: form[name] = form.DeepClone(); break;
            case 5: form[Unicode(random)] = Unicode(random); break;
            default: form[name] = Unicode(random); break;
        }
    }

    private static void MutateBytes(List<byte> bytes, Random random)
    {
        var at = random.Next(bytes.Count);
        switch (random.Next(5))
        {
            case 0: bytes[at] = (byte)random.Next(256); break;
            case 1: bytes.RemoveRange(at, bytes.Count - at); break;
            case 2: bytes.RemoveAt(at); break;
            case 3: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(30), bytes.Count - at))); break;
            default: bytes.InsertRange(at, Encoding.ASCII.GetBytes($"\\u{random.Next(0x10000).ToString("x4", CultureInfo.InvariantCulture)}")); break;
        }
    }

    private static string Unicode(Random random) => string.Concat(Enumerable.Range(0, random.Next(random.Next(4) == 0 ? 5000 : 20)).Select(_ =>
        new Rune(random.Next(3) switch { 0 => random.Next(0x80), 1 => random.Next(0xD800), _ => random.Next(0xE000, 0x110000) }).ToString()));
}
