using System.Buffers.Binary;
using Microsoft.AspNetCore.Identity;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Identity;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Telephone;

/// <summary>What came of a staff number and a PIN.</summary>
public abstract record PinCheck
{
    /// <param name="Set">When the PIN was set.</param>
    public sealed record Right(Principal Principal, string Set) : PinCheck;

    /// <summary>The number or the PIN is wrong; which of them is not told.</summary>
    public sealed record Wrong : PinCheck;

    /// <summary>Five wrong tries: the person sets the PIN anew when signed in on the web.</summary>
    public sealed record Locked : PinCheck;
}

/// <summary>
/// The numbers by which staff sign in on the telephone, with a PIN that they set when signed in on the web. A row a person; who they are and
/// what they may do the directory of people tells each time, as it stands then.
/// </summary>
public sealed class StaffNumbers(ITables tables, People people, DeploymentKey key, TimeProvider clock)
{
    public const int Digits = 6;
    public const int MostTries = 5;
    private const string Table = "staff";
    private const string Key = "staff";

    /// <summary>The table in which tries of numbers are counted that nobody has, by day: <see cref="ForgetDays"/> forgets it.</summary>
    public const string Nobodys = "nobody";
    private const int MostCandidates = 50;
    private static readonly PasswordHasher<string> Hasher = new();
    private static readonly string NobodysPin = Hasher.HashPassword(Nobodys, Nobodys);

    /// <summary>Somebody's staff number: the same every time.</summary>
    /// <returns>The six digits, and whether a PIN is set.</returns>
    public async Task<(string Number, bool HasPin, bool IsLocked)> Of(Principal principal, CancellationToken cancel)
    {
        var (number, row) = await Find(principal, cancel);
        return (number, row?["pin"] is not null, row?["locked"] is not null);
    }

    /// <summary>Sets the PIN and unlocks the number; gives the number.</summary>
    public async Task<string> SetPin(Principal principal, string pin, CancellationToken cancel)
    {
        while (true)
        {
            var (number, row) = await Find(principal, cancel);
            var texts = new Dictionary<string, string>
            {
                ["by"] = principal.Actor.Id,
                ["pin"] = Hasher.HashPassword(number, Peppered(number, pin)),
                ["tries"] = "0",
                ["set"] = Times.Write(clock.GetUtcNow()),
            };
            var written = await tables.Commit(Table, number, [row is null ? Write.Insert(Key, texts) : Write.Replace(Key, texts, row.ETag!)], cancel);
            if (written is CommitResult.Committed)
                return number;
        }
    }

    /// <summary>
    /// Tries a PIN. Each wrong one is counted before it is answered; a right one starts the count anew. A number that nobody has is answered
    /// like one that somebody has, on the same day after as many tries and as long a time: who tries learns little of which numbers there are.
    /// The PIN of somebody who has left is wrong.
    /// </summary>
    public Task<PinCheck> Check(string number, string pin, CancellationToken cancel) => Check(number, pin, null, cancel);

    /// <param name="request">What is tried once, however often it comes: a wrong PIN of it is counted once. Null where each is another try.</param>
    public async Task<PinCheck> Check(string number, string pin, string? request, CancellationToken cancel)
    {
        while (true)
        {
            var today = ForgetDays.Partition(clock.GetUtcNow());
            var rows = IsNumber(number) ? await Task.WhenAll(tables.Get(Table, number, Key, cancel), tables.Get(Nobodys, today, number, cancel)) : [null, null];
            var row = rows[0] ?? rows[1];
            var who = IsNumber(number) ? await WhoIs(row?["by"] ?? Nobodys, cancel) : null;
            var isRight = Hasher.VerifyHashedPassword(number, row?["pin"] ?? NobodysPin, Peppered(number, pin)) is not PasswordVerificationResult.Failed && row?["pin"] is not null && who is not null;
            if (!IsNumber(number))
                return new PinCheck.Wrong();
            if (row?["locked"] is not null)
                return new PinCheck.Locked();
            var tries = int.Parse(row?["tries"] ?? "0");
            if (isRight && tries == 0)
                return new PinCheck.Right(who!, row!["set"]!);
            if (!isRight && request is not null && row?["counted"] == request)
                return new PinCheck.Wrong();
            var texts = new Dictionary<string, string>(row?.Texts ?? new Dictionary<string, string>()) { ["tries"] = isRight ? "0" : $"{tries + 1}" };
            if (!isRight && request is not null)
                texts["counted"] = request;
            if (!isRight && tries + 1 >= MostTries)
                texts["locked"] = Times.Write(clock.GetUtcNow());
            var (table, partition) = rows[0] is null ? (Nobodys, today) : (Table, number);
            if (await tables.Commit(table, partition, [row is null ? Write.Insert(number, texts) : Write.Replace(row.Key, texts, row.ETag!)], cancel) is CommitResult.Committed)
                return isRight ? new PinCheck.Right(who!, row!["set"]!) : texts.ContainsKey("locked") ? new PinCheck.Locked() : new PinCheck.Wrong();
        }
    }

    /// <summary>Whom a number is of, without a PIN: for a telephone that is remembered. Null where it is locked, has no PIN, or has had another
    /// since the one that was set then, or they have left.</summary>
    public async Task<Principal?> Trusted(string number, string set, CancellationToken cancel) =>
        IsNumber(number) && await tables.Get(Table, number, Key, cancel) is { } row && row["pin"] is not null && row["locked"] is null && row["set"] == set ? await WhoIs(row["by"]!, cancel) : null;

    /// <summary>As the directory has them now; null for whoever is not on the list, or has left.</summary>
    private async Task<Principal?> WhoIs(string id, CancellationToken cancel) => await people.Read(id, cancel) is { Left: null } person ? person.ToPrincipal() : null;

    private async Task<(string Number, Row? Row)> Find(Principal principal, CancellationToken cancel)
    {
        for (var candidate = 0; candidate < MostCandidates; candidate++)
        {
            var number = Derive(principal.Actor.Id, candidate);
            var row = await tables.Get(Table, number, Key, cancel);
            if (row is null || row["by"] == principal.Actor.Id)
                return (number, row);
        }
        throw new InvalidOperationException("No free staff number was found: the six digits are nearly used up.");
    }

    private string Derive(string id, int candidate) =>
        (BinaryPrimitives.ReadUInt64BigEndian(Convert.FromHexString(key.Hash("staff-number", $"{id}\n{candidate}"))) % 900_000 + 100_000).ToString("D6");

    /// <summary>A PIN has few digits, so what is hashed has the secret of this deployment in it as well.</summary>
    private string Peppered(string number, string pin) => key.Hash("pin", $"{number}\n{pin}");

    private static bool IsNumber(string number) => number.Length == Digits && number.All(char.IsAsciiDigit);
}
