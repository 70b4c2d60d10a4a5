using SinglePointOfReferral.Domain.Telephone;

namespace SinglePointOfReferral.Domain.Tests.Telephone;

/// <summary>How long it takes to refer by keys.</summary>
public sealed class TimeOfACall
{
    /// <summary>Words a minute of a voice that reads out, and seconds for a key and for thinking about a menu.</summary>
    private const double Pace = 165, ForAKey = 0.6, ForAMenu = 4;

    /// <summary>To the end of the reference, after which there is nothing to do but hang up.</summary>
    [Fact]
    public void A_known_person_is_referred_in_under_two_minutes_heard_in_full()
    {
        var signedIn = Time(Walk.Incoming(), "123456", "4821", "1", "1", Walk.Number, "1", "1", "1", "1", "1");
        var remembered = Time(ResumeCall.Believed(Walk.Incoming(), "123456", new(Walk.Referrer, null)), "1", "1", Walk.Number, "1", "1", "1", "1", "1");
        Assert.Equal((169, 28, 10), (signedIn.Words, signedIn.Keys, signedIn.Menus));
        Assert.Equal((176, 17, 8), (remembered.Words, remembered.Keys, remembered.Menus));
        Assert.All([signedIn, remembered], t => Assert.True(t.Words / Pace * 60 + t.Keys * ForAKey + t.Menus * ForAMenu < 120));
    }

    private static (int Words, int Keys, int Menus) Time(Call call, params string[] pressed)
    {
        var (words, keys, menus) = (0, 0, 0);
        foreach (var key in pressed)
        {
            words += Words(Menus.Of(call.Step).Says(call, Walk.Hub));
            menus++;
            keys += key.Length + (call.Step is Step.Pin ? 1 : 0);
            call = Walk.Path(call, new Found.PersonFound(Walk.Known, null), key);
        }
        Assert.Equal(Step.Referred, call.Step);
        return (words + Words(call.Told), keys, menus);
    }

    /// <summary>The words that are said, each digit or letter that is said alone counted as one and a year as two.</summary>
    private static int Words(IEnumerable<string> said) => string.Join(' ', said).Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)
        .Sum(w => w.Length == 4 && w.All(char.IsAsciiDigit) ? 2 : 1);
}
