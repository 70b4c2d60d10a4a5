using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Adapters;

/// <summary>Keeps the keys that protect forms and cookies in a table, so that every instance and every restart has the same.</summary>
public sealed class KeyRows(ITables tables) : IXmlRepository
{
    private const string Table = "webkeys";
    private const string Partition = "keys";

    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. tables.Range(Table, Partition).GetAwaiter().GetResult().Select(r => XElement.Parse(r["xml"]!))];

    public void StoreElement(XElement element, string friendlyName) => tables.Commit(
        Table, Partition, [Write.Upsert(friendlyName, new Dictionary<string, string> { ["xml"] = element.ToString(SaveOptions.DisableFormatting) })])
        .GetAwaiter().GetResult();
}
