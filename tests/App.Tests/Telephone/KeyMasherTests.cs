using System.Text.RegularExpressions;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Tests.Telephone;

/// <summary>Somebody who presses anything, and sometimes what makes sense.</summary>
public sealed partial class KeyMasherTests
{
    private const int MostTurns = 250;

    /// <summary>After so many keys whoever has signed in says nothing more.</summary>
    private const int MostSensible = 20;
    private const string Pin = "7";
    private const string Number = "9990000018";
    private static readonly string[] Nonsense = ["", "*", "#", "0", "1", "2", "3", "1", "1", "1", Pin, "x", "99", Number, "01632960555", "09031942"];

    private int signedIn;
    private int referred;
    private int followed;
    private int answered;

    /// <summary>Every second call signs in, a GP and a service in turn, and presses what it is offered nine times of ten, for a while.</summary>
    [Fact]
    public async Task A_hundred_and_twenty_calls_end_and_hear_of_nobody_before_the_PIN()
    {
        await using var app = await TestApp.Start();
        await Calls.ReferredBefore(app);
        var reference = await app.Refer();
        for (var i = 0; i < 3; i++)
            await app.Refer(The.Form with { NhsNumber = null, Name = $"Another Person {(char)('A' + i)}" });
        await app.Settle();
        var staff = new[] { await Phone.SetPin(app, TestApp.Gp, Pin), await Phone.SetPin(app, TestApp.RapidResponse, Pin) };
        var rows = await Task.WhenAll(staff.Select(s => app.Ground.Tables.Get("staff", s, "staff")));
        var phone = new Phone(app, "anonymous");
        for (var seed = 0; seed < 120; seed++)
        {
            foreach (var row in rows)
                await app.Ground.Tables.Commit("staff", row!.Partition, [Write.Upsert(row.Key, row.Texts)]);
            await foreach (var tried in app.Ground.Tables.Everything("tries"))
                await app.Ground.Tables.Commit("tries", tried.Partition, [Write.Delete(tried.Key)]);
            if (seed % 40 == 39)
                await app.Settle();
            await phone.Dial();
            if (seed % 2 == 0)
                await phone.Press(staff[seed / 2 % 2], Pin);
            await Mash(phone, new Random(seed), seed, staff[0], reference);
        }
        Assert.True(signedIn >= 60 && referred >= 3 && followed >= 3 && answered >= 2, $"{signedIn} signed in, {referred} referred, {followed} followed, {answered} answered");
    }

    private async Task Mash(Phone phone, Random random, int seed, string staff, string reference)
    {
        var isSignedIn = false;
        for (var turn = 0; !phone.HasEnded; turn++)
        {
            Assert.True(turn < MostTurns, $"Call {seed} does not end: {phone.Said}");
            Assert.DoesNotContain("cannot be done just now", phone.Said, StringComparison.Ordinal);
            Count(phone.Said, reference, ref isSignedIn);
            if (!isSignedIn)
                Assert.All([.. The.Canaries, "Edith", "9 9 9, 0 0 0"], c => Assert.DoesNotContain(c, phone.Said, StringComparison.Ordinal));
            List<string> keys = seed % 2 > 0 ? [.. Nonsense, staff] : turn > MostSensible ? [""] : random.Next(10) > 0 ? Sensible(phone.Said, staff, reference) : [.. Nonsense];
            await (phone.Dialled is null ? phone.Press(keys[random.Next(keys.Count)]) : phone.HubRang(random.Next(2) == 0 ? "completed" : "busy"));
        }
    }

    private void Count(string said, string reference, ref bool isSignedIn)
    {
        var isMain = said.Contains("New referral,", StringComparison.Ordinal) || said.Contains("Answer an offer,", StringComparison.Ordinal);
        if (!isSignedIn && (isMain || said.Contains("You were cut off", StringComparison.Ordinal)))
        {
            isSignedIn = true;
            signedIn++;
        }
        referred += said.Contains("Referred. Reference", StringComparison.Ordinal) ? 1 : 0;
        followed += said.Contains($"Referral {Calls.Spaced(reference)}. ", StringComparison.Ordinal) ? 1 : 0;
        answered += said.Contains("Accepted: ", StringComparison.Ordinal) || said.Contains("Declined: ", StringComparison.Ordinal) ? 1 : 0;
    }

    /// <summary>The keys that are offered, and what is asked for.</summary>
    private static List<string> Sensible(string said, string staff, string reference)
    {
        (string Prompt, string Keys)[] asked =
        [
            ("Staff number.", staff), ("PIN, then", Pin), ("NHS number.", Number), ("Key the reference", reference), ("Key the date of birth", "09031942"),
            ("Key the number to ring you", "01632960555"), ("key your number", "01632960555"), ("In how many minutes", "40"),
        ];
        List<string> keys = [.. Offered().Matches(said).Select(m => m.Groups[1].Value), .. asked.Where(a => said.Contains(a.Prompt, StringComparison.Ordinal)).Select(a => a.Keys)];
        return keys.Count > 0 ? keys : ["#"];
    }

    [GeneratedRegex(@",(?: press)? (\d)\.")]
    private static partial Regex Offered();
}
