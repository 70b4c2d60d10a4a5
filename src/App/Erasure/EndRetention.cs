using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.Domain;
using SinglePointOfReferral.Domain.Erasure;

namespace SinglePointOfReferral.App.Erasure;

/// <summary>What is done when the time is over that a referral is kept with the person's name: it is erased where the locality says so, otherwise
/// told, so that a new period can be tried dry.</summary>
public sealed partial class EndRetention(EraseReferral erase, LocalityInForce locality, TimeProvider clock, ILogger<EndRetention> log)
{
    /// <summary>Whether the time is over, and what is to be done is done.</summary>
    public async Task<bool> Run(Referral referral, CancellationToken cancel)
    {
        if (!locality.Now.Retention.IsOver(referral, clock.GetUtcNow()))
            return false;
        if (!locality.Now.Retention.Erases)
            LogWouldErase(referral.Reference.Text);
        else if (await erase.Run(referral.Reference, ErasedBecause.TimeIsOver, cancel) is null)
            LogErased(referral.Reference.Text);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The time that {Reference} is kept is over. The locality's retention does not erase: nothing was done")]
    private partial void LogWouldErase(string reference);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The time that {Reference} is kept is over: who it was about was erased")]
    private partial void LogErased(string reference);
}
