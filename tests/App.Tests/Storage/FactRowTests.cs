using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Sealing;
using SinglePointOfReferral.Domain;

namespace SinglePointOfReferral.App.Tests.Storage;

public sealed class FactRowTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(1500)]
    public async Task A_fact_is_read_back_as_it_was_however_many_services_were_compared(int services)
    {
        await using var ground = Ground.Embedded();
        var offered = The.Offered with
        {
            PassedOver = [.. Enumerable.Range(0, services).Select(i => new PassedOver($"a-service-of-some-length-{i:D5}", WhyNot.OutsideCatchment))],
            Reason = new string('x', 40_000),
        };
        var fact = new Recorded(1, The.Start, The.Start, The.Gp, null, offered);
        var key = ReferralKey.New(The.Reference);
        await ground.Tables.Commit("facts", "1", [Write.Insert(FactRows.Key(1), FactRows.Texts(fact, key))]);

        var read = FactRows.Read((await ground.Tables.Get("facts", "1", FactRows.Key(1)))!, key);
        Assert.Equal(Given.Told(offered), Given.Told(read.Fact));
        Assert.Equal(The.Gp, read.By);
    }
}
