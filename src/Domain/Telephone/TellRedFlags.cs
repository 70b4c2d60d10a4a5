using SinglePointOfReferral.Domain.Intake;

namespace SinglePointOfReferral.Domain.Telephone;

/// <summary>What calls for 999, for the ear: every red flag, three in a breath.</summary>
public static class TellRedFlags
{
    public static IEnumerable<string> Of() =>
        ["Hang up and call 999 for these.", .. Enum.GetValues<RedFlag>().Chunk(3).Select(few => Menus.Sentence(string.Join(", ", few.Select(Short))) + ".")];

    private static string Short(RedFlag flag) => flag switch
    {
        RedFlag.Airway => "blocked airway",
        RedFlag.Breathless => "breathlessness",
        RedFlag.ChestPain => "chest pain",
        RedFlag.FastHeart => "racing heart",
        RedFlag.RigidAbdomen => "rigid abdomen",
        RedFlag.Sepsis => "sepsis",
        RedFlag.Stroke => "stroke",
        RedFlag.Unconscious => "unconsciousness",
        RedFlag.Seizure => "seizure",
        RedFlag.Bleeding => "severe bleeding",
        RedFlag.SeriousInjury => "serious injury",
        RedFlag.LongLie => "long lie",
        RedFlag.HeadInjuryOnBloodThinners => "anticoagulated head injury",
        RedFlag.CaudaEquina => "saddle numbness",
        RedFlag.SuicidalIntent => "suicide plan",
        _ => throw new ArgumentOutOfRangeException(nameof(flag)),
    };
}
