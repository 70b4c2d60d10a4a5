using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Local;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Tests.Storage;
using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.App.Tests.DirectoryOfServices;

/// <summary>A version that is published is gone by everywhere, and nothing bad ever is.</summary>
public abstract class PublishTests(Ground ground, TownFolder town) : IAsyncLifetime
{
    private TestApp first = null!;
    private TestApp second = null!;

    private LocalityVersions Versions => new(ground.Tables, ground.Clock);

    public async Task InitializeAsync() => (first, second) = (await TestApp.Start(ground), await TestApp.Start(ground));

    public async Task DisposeAsync()
    {
        await first.DisposeAsync();
        await second.DisposeAsync();
        await ground.DisposeAsync();
        town.Dispose();
    }

    [Fact]
    public async Task Every_app_goes_by_what_is_published_after_a_look_and_says_so()
    {
        var published = await Publish();
        foreach (var app in new[] { first, second })
        {
            Assert.Equal("southend", (await app.As(TestApp.Gp).Ask("/api/locality"))["id"]);
            await app.Get<FollowPublished>().Look();
            var answer = await app.As(TestApp.Commissioner).Ask("/api/locality");
            Assert.Equal(("example", published), (answer["id"], answer["version"]));
            Assert.Equal(published, $"{answer["directoryVersion"]}-{answer["rulesVersion"]}");
            Assert.Equal(ground.Clock.GetUtcNow(), DateTimeOffset.Parse(answer["since"]));
        }
    }

    [Fact]
    public async Task A_look_that_finds_nothing_new_is_one_point_read_and_one_of_the_duty_phones_set_by_hand()
    {
        await Publish();
        await first.Get<FollowPublished>().Look();
        var before = ground.Trips;
        await first.Get<FollowPublished>().Look();
        Assert.Equal(new Trips(2, 0, 0), ground.Trips - before);
    }

    [Fact]
    public async Task An_old_version_can_be_read_and_made_current_again()
    {
        var old = await Publish();
        town.Set("rules.json", "2.because", "\"Home, first of all.\"");
        var later = await Publish();
        Assert.NotEqual(old, later);
        Assert.Equal("Home first.", (await Versions.Read(old))!.Rules.Rules[2].Because);
        Assert.Equal("Home, first of all.", (await Versions.Read(later))!.Rules.Rules[2].Because);
        Assert.Null(await Versions.Read("no-such-version"));

        town.Set("rules.json", "2.because", "\"Home first.\"");
        var before = ground.Trips;
        Assert.Equal(old, await Publish());
        Assert.Equal(1, (ground.Trips - before).Commits);
        await first.Get<FollowPublished>().Look();
        Assert.Equal(old, LocalityVersions.NameOf(first.Get<LocalityInForce>().Now));
    }

    [Fact]
    public void Services_that_begin_or_cease_to_count_their_places_are_known_and_another_number_is_no_matter()
    {
        var none = LocalityFiles.Read(town.Path);
        var (one, other, another) = (Counting(CapacityUnit.Slots, 1), Counting(CapacityUnit.Slots, 2), Counting(CapacityUnit.VisitsADay, 2));
        Assert.Empty(LocalityCommands.CountedOtherwise(one, other));
        foreach (var (before, after) in new[] { (none, one), (one, none), (other, another), (null, one), (one, one with { Services = one.Services[1..] }) })
            Assert.Equal([one.Services[0].Id], LocalityCommands.CountedOtherwise(before, after));

        Locality Counting(CapacityUnit unit, int number) => none with { Services = [none.Services[0] with { Capacity = new(unit, number) }, none.Services[1]] };
    }

    [Fact]
    public async Task Another_town_is_refused_where_one_was_published_and_a_start_with_another_says_which_is_gone_by()
    {
        var published = await Publish();
        var other = LocalityFiles.Read(TestApp.Southend);
        var refused = await Assert.ThrowsAsync<SetupException>(() => Versions.Publish(other, LocalityFiles.Load(TestApp.Southend), default));
        Assert.StartsWith("Not published: this store goes by the town example, and the folder is called southend.", refused.Message, StringComparison.Ordinal);
        Assert.Equal(published, (await Versions.ReadCurrent(default))!.Version);

        await first.Get<FollowPublished>().Look();
        Assert.Contains("example was published to this store and is gone by, not southend", Welcome.InsteadOf(first.Get<LocalityInForce>().Now, TestApp.Southend), StringComparison.Ordinal);
        Assert.Null(Welcome.InsteadOf(first.Get<LocalityInForce>().Now, town.Path));
    }

    [Fact]
    public async Task A_file_of_many_chunks_comes_back_as_it_was()
    {
        // A character of two halves lies across the border of the first chunk, wherever that is.
        var described = string.Concat(Enumerable.Repeat("x😀", 60_000));
        town.Set("services.json", "1.eligibility_description", $"\"{described}\"");
        Assert.Equal(described, (await Versions.Read(await Publish()))!.Service("reablement")!.EligibilityInWords);
        town.Set("services.json", "1.eligibility_description", $"\"y{described}\"");
        Assert.Equal("y" + described, (await Versions.Read(await Publish()))!.Service("reablement")!.EligibilityInWords);
    }

    [Fact]
    public async Task What_fails_its_check_or_is_not_whole_never_replaces_a_good_one()
    {
        var good = await Publish();
        await first.Get<FollowPublished>().Look();
        var (bad, files) = (LocalityFiles.Read(town.Path), LocalityFiles.Load(town.Path).ToDictionary());
        files["rules.json"] = "[]";
        await Versions.Publish(bad with { Version = "bad" }, files, default);
        await Looks(good, "rules.json: no rule sets a pathway");

        await ground.Tables.Commit(LocalityVersions.Table, "current", [Write.Upsert("current", new Dictionary<string, string> { ["version"] = "gone", ["since"] = Times.Write(ground.Clock.GetUtcNow()) })]);
        await Looks(good, "Version gone is not whole.");

        ground.Tables.IsDown = table => table == LocalityVersions.Table;
        await Looks(good, "does not answer");
        ground.Tables.IsDown = _ => false;
    }

    private async Task Looks(string goesBy, string told)
    {
        for (var i = 0; i < 2; i++)
            await first.Get<FollowPublished>().LookAtStart(default);
        Assert.Equal(goesBy, LocalityVersions.NameOf(first.Get<LocalityInForce>().Now));
        Assert.Single(first.Logs, l => l.Contains("The published version was not loaded", StringComparison.Ordinal) && l.Contains(told, StringComparison.Ordinal));
    }

    private Task<string> Publish() => Versions.Publish(LocalityFiles.Read(town.Path), LocalityFiles.Load(town.Path), default);
}

public sealed class EmbeddedPublishTests() : PublishTests(Ground.Embedded(), new TownFolder());

[Collection(AzuriteTests.Name)]
public sealed class AzuritePublishTests(AzuriteFixture azurite) : PublishTests(Ground.Emulated(azurite), new TownFolder());
