using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Intake;
using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.App.Worklist;

/// <summary>
/// Finds open referrals of a person, without storing who it is: each stands under the keyed hash of the NHS number, where it has
/// one, and under that of name, date of birth and postcode together. After it is over it is found by NHS number alone, for whoever
/// referred it, and for what has to reach every referral of a person.
/// </summary>
public sealed class PersonIndex(ITables tables, DeploymentKey key)
{
    /// <summary>More than this many referrals of one person are more than anybody compares.</summary>
    public const int MostMatches = 20;

    private const string Table = "lookups";

    /// <summary>In the row of every referral of a person: that who they are is known as well.</summary>
    private const string KnowsWho = "known";

    /// <summary>In the row under the name: that the referral has an NHS number.</summary>
    private const string HasNumber = "hasNumber";

    public async Task<IReadOnlyList<Reference>> Find(NhsNumber number, CancellationToken cancel) =>
        [.. (await tables.Range(Table, Partition(number), cancel: cancel)).Select(ReferenceOf)];

    /// <summary>The latest referral that an organisation has made of a person, open or not; null for none.</summary>
    public async Task<Reference?> LatestOf(OdsCode organisation, NhsNumber number, CancellationToken cancel) =>
        (await tables.Range(Table, Every(number), cancel: cancel)).FirstOrDefault(r => r["organisation"] == organisation.Text && r[KnowsWho] is not null) is { } row
            ? Reference.Read(row["reference"]!).Value : null;

    /// <summary>Every referral that was ever made of a person, open or not, the latest first.</summary>
    public async Task<IReadOnlyList<Reference>> AllOf(NhsNumber number, CancellationToken cancel) =>
        [.. (await tables.Range(Table, Every(number), cancel: cancel)).Select(r => Reference.Read(r["reference"]!).Value!)];

    /// <summary>
    /// Makes a referral findable, then finds others: those with the same NHS number, and those of the same name, date of birth and
    /// postcode where one of the two has no number. Written before it is read, so that of two that come at the same moment at
    /// least one finds the other.
    /// </summary>
    public async Task<IReadOnlyList<Match>> Enter(Referral referral, CancellationToken cancel)
    {
        var person = referral.Details.Person;
        await Add(referral, cancel);
        var byNumber = person.NhsNumber is { } number ? Rows(Partition(number)) : Task.FromResult<IReadOnlyList<Row>>([]);
        var byName = IsKnown(person) ? Rows(Partition(person)) : Task.FromResult<IReadOnlyList<Row>>([]);
        await Task.WhenAll(byNumber, byName);
        var same = (await byNumber).Select(r => new Match(ReferenceOf(r), SameNhsNumber: true));
        var alike = (await byName).Where(r => person.NhsNumber is null || r[HasNumber] is null).Select(r => new Match(ReferenceOf(r), SameNhsNumber: false));
        return [.. same.Concat(alike).Where(m => m.Reference != referral.Reference).DistinctBy(m => m.Reference).Take(MostMatches)];

        Task<IReadOnlyList<Row>> Rows(string partition) => tables.Range(Table, partition, limit: MostMatches + 1, cancel: cancel);
    }

    /// <summary>Brings the index in line after a correction, at the end or when it is opened again; otherwise costs nothing.</summary>
    public Task Reconcile(Stored stored, CancellationToken cancel) => Reconcile(stored, HasMoved(stored), cancel);

    /// <summary>Brings the index in line from the facts alone.</summary>
    public Task Rebuild(Stored stored, CancellationToken cancel) => Reconcile(stored, again: true, cancel);

    private Task Reconcile(Stored stored, bool again, CancellationToken cancel)
    {
        var isOpen = stored.Referral.IsOpen;
        var gone = People(stored).SelectMany(Partitions).Distinct().Except(isOpen ? Partitions(stored.Referral.Details.Person) : []);
        var changes = gone.Select(partition => tables.Commit(Table, partition, [Write.Delete(stored.Reference.Text)], cancel)).ToList<Task>();
        var unsaid = Numbers(stored).Where(n => n != stored.Referral.Details.Person.NhsNumber);
        changes.AddRange(unsaid.Select(n => tables.Commit(Table, Every(n), [Write.Delete(AgeKey(stored.Referral))], cancel)));
        if (isOpen && again)
            changes.Add(Add(stored.Referral, cancel));
        else if (again)
            changes.Add(AddToEvery(stored.Referral, cancel));
        return Task.WhenAll(changes);
    }

    /// <summary>Takes a referral off everything by which it is found.</summary>
    /// <param name="stored">As it was before who it is about was erased.</param>
    public Task Forget(Stored stored, CancellationToken cancel) => Task.WhenAll(
    [
        .. People(stored).SelectMany(Partitions).Distinct().Select(partition => tables.Commit(Table, partition, [Write.Delete(stored.Reference.Text)], cancel)),
        .. Numbers(stored).Select(n => tables.Commit(Table, Every(n), [Write.Delete(AgeKey(stored.Referral))], cancel)),
    ]);

    private static IEnumerable<NhsNumber> Numbers(Stored stored) => People(stored).Select(p => p.NhsNumber).OfType<NhsNumber>().Distinct();

    private Task Add(Referral referral, CancellationToken cancel)
    {
        var number = referral.Details.Person.NhsNumber;
        Dictionary<string, string> texts = number is null ? [] : new() { [HasNumber] = "true" };
        return Task.WhenAll(Partitions(referral.Details.Person)
            .Select(partition => tables.Commit(Table, partition, [Write.Upsert(referral.Reference.Text, texts)], cancel))
            .Append<Task>(AddToEvery(referral, cancel)));
    }

    private Task AddToEvery(Referral referral, CancellationToken cancel)
    {
        if (referral.Details.Person.NhsNumber is not { } number)
            return Task.CompletedTask;
        var texts = new Dictionary<string, string>(3) { ["reference"] = referral.Reference.Text, ["organisation"] = referral.Referrer.Text };
        if (IsKnown(referral.Details.Person))
            texts[KnowsWho] = "yes";
        return tables.Commit(Table, Every(number), [Write.Upsert(AgeKey(referral), texts)], cancel);
    }

    /// <summary>The latest first.</summary>
    private static string AgeKey(Referral referral) => $"{DateTime.MaxValue.Ticks - referral.Received.UtcTicks:D19}-{referral.Reference.Text}";

    /// <summary>Whether it has stood elsewhere, or nowhere because it was closed, since it was first entered.</summary>
    private bool HasMoved(Stored stored) =>
        People(stored).Select(p => string.Join(' ', Partitions(p))).Distinct().Skip(1).Any()
        || stored.Facts.Index().Any(f => f.Item.Fact is StrandAdded or AdditionTriaged && !Referral.From(stored.Reference, stored.Facts.Take(f.Index)).IsOpen);

    private static IEnumerable<Person> People(Stored stored) => stored.Facts.Select(f => f.Fact switch
    {
        Submitted s => s.Person,
        Corrected c => c.Person,
        _ => null,
    }).OfType<Person>();

    private IEnumerable<string> Partitions(Person person)
    {
        if (person.NhsNumber is { } number)
            yield return Partition(number);
        if (IsKnown(person))
            yield return Partition(person);
    }

    /// <summary>Of a referral that was taken down in part, who it is may not be known yet.</summary>
    private static bool IsKnown(Person person) => person.Name.Length > 0 && person.DateOfBirth is not null && person.Postcode != TakeIncomplete.Nowhere;

    private string Partition(NhsNumber number) => "nhs-" + key.Hash("nhs-number", number.Text);

    private string Every(NhsNumber number) => "every-" + key.Hash("every", number.Text);

    private string Partition(Person person) =>
        "name-" + key.Hash("person", $"{Letters(person.Name)}\n{person.DateOfBirth:yyyy-MM-dd}\n{person.Postcode.Text}");

    /// <summary>A name without what people write in different ways: spaces, hyphens and capitals.</summary>
    private static string Letters(string name) => string.Concat(name.Where(char.IsLetter)).ToUpperInvariant();

    private static Reference ReferenceOf(Row row) => Reference.Read(row.Key).Value!;
}
