using System.Text.Json;
using System.Text.Json.Serialization;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Objections;

/// <summary>What somebody told of a person's wish.</summary>
/// <param name="Number">Whose it is.</param>
/// <param name="Objects">Whether they object, or take an objection back.</param>
/// <param name="Why">What they said, in words.</param>
/// <param name="TakenBy">The name of who heard it from them.</param>
public sealed record Wish(NhsNumber Number, bool Objects, string Why, string TakenBy);

/// <summary>The same as it was recorded.</summary>
/// <param name="At">When, in UTC.</param>
/// <param name="By">Who recorded it.</param>
public sealed record RecordedWish(Wish Wish, DateTimeOffset At, Actor By);

/// <summary>Wishes as rows. Whose they are, the words and the names are in the one text <c>person</c>; the key is a keyed hash.</summary>
public static class ObjectionRows
{
    private const string Objects = "objects";
    private const string Withdrawn = "withdrawn";

    public static Dictionary<string, string> Texts(RecordedWish recorded) => new(5)
    {
        ["wish"] = recorded.Wish.Objects ? Objects : Withdrawn,
        ["at"] = Times.Write(recorded.At),
        ["by"] = recorded.By.Id,
        ["organisation"] = recorded.By.Organisation?.Text ?? "",
        ["person"] = JsonSerializer.Serialize(new Personal(recorded.Wish.Number.Text, recorded.Wish.Why, recorded.Wish.TakenBy, recorded.By.Name)),
    };

    public static bool IsObjecting(Row? row) => row?["wish"] == Objects;

    public static RecordedWish Read(Row row)
    {
        var personal = JsonSerializer.Deserialize<Personal>(row["person"]!) ?? throw new InvalidDataException("A row of objections says nothing of whose it is.");
        var number = NhsNumber.Read(personal.Number).Value ?? throw new InvalidDataException("A row of objections has no NHS number.");
        return new(
            new(number, IsObjecting(row), personal.Why, personal.TakenBy), Times.Read(row["at"]!), new(row["by"]!, personal.ByName, OdsCode.Read(row["organisation"]!).Value));
    }

    private sealed record Personal(
        [property: JsonPropertyName("number")] string Number, [property: JsonPropertyName("why")] string Why, [property: JsonPropertyName("takenBy")] string TakenBy,
        [property: JsonPropertyName("byName")] string ByName);
}
