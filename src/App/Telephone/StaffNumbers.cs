using System.Buffers.Binary;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Values;

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
/// The numbers by which staff sign in on the telephone, with a PIN that they set when signed in on the web. A row a person; who they are
/// stands in its text <c>person</c>.
/// </summary>
public sealed class StaffNumbers(ITables tables, DeploymentKey key, TimeProvider clock)
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
        if (row is not null)
            await Refresh(number, row, principal, cancel);
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
                ["organisation"] = principal.Organisation.Text,
                ["roles"] = RolesOf(principal),
                ["pin"] = Hasher.HashPassword(number, Peppered(number, pin)),
                ["tries"] = "0",
                ["set"] = Times.Write(clock.GetUtcNow()),
                ["person"] = JsonSerializer.Serialize(principal.Actor.Name),
            };
            var written = await tables.Commit(Table, number, [row is null ? Write.Insert(Key, texts) : Write.Replace(Key, texts, row.ETag!)], cancel);
            if (written is CommitResult.Committed)
                return number;
        }
    }

    /// <summary>
    /// Tries a PIN. Each wrong one is counted before it is answered; a right one starts the count anew. A number that nobody has is answered
    /// like one that somebody has, on the same day after as many tries and as long a time: who tries learns little of which numbers there are.
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
            var isRight = Hasher.VerifyHashedPassword(number, row?["pin"] ?? NobodysPin, Peppered(number, pin)) is not PasswordVerificationResult.Failed && row?["pin"] is not null;
            if (!IsNumber(number))
                return new PinCheck.Wrong();
            if (row?["locked"] is not null)
                return new PinCheck.Locked();
            var tries = int.Parse(row?["tries"] ?? "0");
            if (isRight && tries == 0)
                return new PinCheck.Right(PrincipalOf(row!), row!["set"]!);
            if (!isRight && request is not null && row?["counted"] == request)
                return new PinCheck.Wrong();
            var texts = new Dictionary<string, string>(row?.Texts ?? new Dictionary<string, string>()) { ["tries"] = isRight ? "0" : $"{tries + 1}" };
            if (!isRight && request is not null)
                texts["counted"] = request;
            if (!isRight && tries + 1 >= MostTries)
                texts["locked"] = Times.Write(clock.GetUtcNow());
            var (table, partition) = rows[0] is null ? (Nobodys, today) : (Table, number);
            if (await tables.Commit(table, partition, [row is null ? Write.Insert(number, texts) : Write.Replace(row.Key, texts, row.ETag!)], cancel) is CommitResult.Committed)
                return isRight ? new PinCheck.Right(PrincipalOf(row!), row!["set"]!) : texts.ContainsKey("locked") ? new PinCheck.Locked() : new PinCheck.Wrong();
        }
    }

    /// <summary>Whom a number is of, without a PIN: for a telephone that is remembered. Null where it is locked, has no PIN, or has had another
    /// since the one that was set then.</summary>
    public async Task<Principal?> Trusted(string number, string set, CancellationToken cancel) =>
        IsNumber(number) && await tables.Get(Table, number, Key, cancel) is { } row && row["pin"] is not null && row["locked"] is null && row["set"] == set ? PrincipalOf(row) : null;

    /// <summary>Whoever looks at their account on the web may do on the telephone what they may do there now. Where somebody else writes meanwhile it is done another time.</summary>
    private async Task Refresh(string number, Row row, Principal principal, CancellationToken cancel)
    {
        var (organisation, roles) = (principal.Organisation.Text, RolesOf(principal));
        if (row["organisation"] != organisation || row["roles"] != roles)
            await tables.Commit(Table, number, [Write.Replace(Key, new Dictionary<string, string>(row.Texts) { ["organisation"] = organisation, ["roles"] = roles }, row.ETag!)], cancel);
    }

    private static string RolesOf(Principal principal) => string.Join(' ', principal.Roles.Order().Select(Code.Of));

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

    private static Principal PrincipalOf(Row row)
    {
        var organisation = OdsCode.Read(row["organisation"]!).Value!;
        var roles = row["roles"]!.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(r => Code.TryRead(r, out Role role) ? role : (Role?)null).OfType<Role>();
        return new Principal(new Actor(row["by"]!, JsonSerializer.Deserialize<string>(row["person"]!)!, organisation), organisation, roles.ToHashSet());
    }
}
