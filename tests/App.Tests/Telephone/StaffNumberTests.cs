using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Telephone;
using SinglePointOfReferral.Domain;

namespace SinglePointOfReferral.App.Tests.Telephone;

/// <summary>Staff numbers and PINs.</summary>
public sealed class StaffNumberTests : IAsyncLifetime
{
    private const string Right = "40938";
    private const string Wrong = "40939";
    private static readonly Principal Amara = new(The.Gp, The.Surgery, new HashSet<Role> { Role.Referrer });
    private static readonly Principal Tom = new(new Actor("tom-bright", "Tom Bright", The.Surgery), The.Surgery, new HashSet<Role> { Role.Referrer });

    private TestApp app = null!;
    private StaffNumbers staff = null!;

    public async Task InitializeAsync()
    {
        app = await TestApp.Start();
        staff = app.Get<StaffNumbers>();
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Everybody_has_a_number_of_their_own_that_stays_the_same()
    {
        var (number, hasPin, isLocked) = await staff.Of(Amara, default);
        Assert.Matches("^[1-9][0-9]{5}$", number);
        Assert.Equal((false, false), (hasPin, isLocked));
        Assert.Equal(number, await staff.SetPin(Amara, Right, default));
        Assert.Equal((number, true, false), await staff.Of(Amara, default));
        Assert.NotEqual(number, (await staff.Of(Tom, default)).Number);
    }

    [Fact]
    public async Task The_right_pin_tells_who_it_is_and_what_they_may()
    {
        var number = await staff.SetPin(Amara, Right, default);
        var found = Assert.IsType<PinCheck.Right>(await staff.Check(number, Right, default)).Principal;
        Assert.Equal((Amara.Actor, Amara.Organisation), (found.Actor, found.Organisation));
        Assert.Equal(Amara.Roles.Order(), found.Roles.Order());
    }

    [Fact]
    public async Task A_wrong_pin_that_comes_twice_is_counted_once()
    {
        var number = await staff.SetPin(Amara, Right, default);
        for (var i = 0; i < StaffNumbers.MostTries; i++)
            Assert.IsType<PinCheck.Wrong>(await staff.Check(number, Wrong, "CA1-3", default));
        Assert.IsType<PinCheck.Right>(await staff.Check(number, Right, "CA1-5", default));
    }

    [Fact]
    public async Task Another_pin_ends_what_was_believed_for_the_first()
    {
        var number = await staff.SetPin(Amara, Right, default);
        var set = Assert.IsType<PinCheck.Right>(await staff.Check(number, Right, default)).Set;
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await staff.SetPin(Amara, Right, default);
        Assert.Null(await staff.Trusted(number, set, default));
    }

    [Fact]
    public async Task What_the_directory_says_of_somebody_now_holds_on_the_telephone()
    {
        var number = await staff.SetPin(Amara, Right, default);
        await Tell("", new { organisation = "RRT01", roles = new[] { "provider" } });
        var found = Assert.IsType<PinCheck.Right>(await staff.Check(number, Right, default));
        Assert.Equal((The.EastTeam, Role.Provider), (found.Principal.Organisation, Assert.Single(found.Principal.Roles)));
        Assert.Equal(The.EastTeam, (await staff.Trusted(number, found.Set, default))!.Organisation);
    }

    [Fact]
    public async Task The_PIN_of_somebody_who_has_left_is_answered_like_a_wrong_one_of_a_number_that_nobody_has()
    {
        var (number, unknown) = (await staff.SetPin(Amara, Right, default), (await staff.Of(Tom, default)).Number);
        var set = Assert.IsType<PinCheck.Right>(await staff.Check(number, Right, default)).Set;
        await Tell("/leave");
        Assert.Null(await staff.Trusted(number, set, default));
        for (var tries = 0; tries < 6; tries++)
            Assert.Equal((await staff.Check(unknown, Right, default)).GetType(), (await staff.Check(number, Right, default)).GetType());

        await Tell("/return");
        await staff.SetPin(Amara, Right, default);
        Assert.IsType<PinCheck.Right>(await staff.Check(number, Right, default));
    }

    [Fact]
    public async Task Five_wrong_tries_lock_it_and_then_the_right_pin_does_not_open_it()
    {
        var number = await staff.SetPin(Amara, Right, default);
        var set = Assert.IsType<PinCheck.Right>(await staff.Check(number, Right, default)).Set;
        Assert.NotNull(await staff.Trusted(number, set, default));
        Assert.All(await Try(number, 4), c => Assert.IsType<PinCheck.Wrong>(c));
        Assert.IsType<PinCheck.Locked>(await staff.Check(number, Wrong, default));
        Assert.IsType<PinCheck.Locked>(await staff.Check(number, Right, default));
        Assert.Null(await staff.Trusted(number, set, default));
        Assert.True((await staff.Of(Amara, default)).IsLocked);
        await staff.SetPin(Amara, "83920", default);
        Assert.False((await staff.Of(Amara, default)).IsLocked);
        Assert.IsType<PinCheck.Right>(await staff.Check(number, "83920", default));
        Assert.IsType<PinCheck.Wrong>(await staff.Check(number, Right, default));
    }

    [Fact]
    public async Task The_right_pin_in_between_starts_the_count_anew()
    {
        var number = await staff.SetPin(Amara, Right, default);
        for (var round = 0; round < 3; round++)
        {
            var set = Assert.IsType<PinCheck.Right>(await staff.Check(number, Right, default)).Set;
        Assert.NotNull(await staff.Trusted(number, set, default));
        Assert.All(await Try(number, 4), c => Assert.IsType<PinCheck.Wrong>(c));
            Assert.IsType<PinCheck.Right>(await staff.Check(number, Right, default));
        }
    }

    [Fact]
    public async Task Tries_at_the_same_moment_are_all_counted()
    {
        var number = await staff.SetPin(Amara, Right, default);
        var checks = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => staff.Check(number, Wrong, default))));
        Assert.Equal(StaffNumbers.MostTries - 1, checks.Count(c => c is PinCheck.Wrong));
        Assert.Equal(21 - StaffNumbers.MostTries, checks.Count(c => c is PinCheck.Locked));
    }

    [Fact]
    public async Task A_number_that_nobody_has_is_answered_like_one_that_somebody_has()
    {
        var known = await staff.SetPin(Amara, Right, default);
        var unknown = (await staff.Of(Tom, default)).Number;
        var (one, other) = (await Try(known, 7), await Try(unknown, 7));
        Assert.Equal(one.Select(c => c.GetType()), other.Select(c => c.GetType()));
        Assert.Equal(unknown, await staff.SetPin(Tom, Right, default));
        Assert.IsType<PinCheck.Right>(await staff.Check(unknown, Right, default));
        Assert.All(new[] { "", "12345", "1234567", "48217٧", "../../" }, n => Assert.IsType<PinCheck.Wrong>(staff.Check(n, Right, default).Result));
    }

    [Fact]
    public async Task What_is_stored_does_not_tell_the_pin()
    {
        await staff.SetPin(Amara, Right, default);
        Assert.DoesNotContain(Right, await app.Ground.Rows("staff"), StringComparison.Ordinal);
    }

    private async Task Tell(string act, object? body = null) =>
        Assert.Equal(200, (await app.As(TestApp.Administrator).Tell($"/api/people/{TestApp.Gp}{act}", body)).Status);

    private async Task<List<PinCheck>> Try(string number, int times)
    {
        var checks = new List<PinCheck>();
        for (var i = 0; i < times; i++)
            checks.Add(await staff.Check(number, Wrong, default));
        return checks;
    }
}
