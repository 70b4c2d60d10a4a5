using System.Text;
using SinglePointOfReferral.App.Reporting;
using SinglePointOfReferral.Domain;

namespace SinglePointOfReferral.App.Audit;

/// <summary>Entries of the log as comma-separated values (RFC 4180), one a line.</summary>
public static class LooksCsv
{
    private const string Header = "at,by,name,organisation,organisation name,act,about,where,why,from";

    public static string Of(LooksView view)
    {
        var text = new StringBuilder(Header).Append("\r\n");
        foreach (var look in view.Looks)
        {
            string[] cells =
            [
                Times.Write(look.At), look.By, look.Name, look.Organisation, look.OrganisationName, look.Act is { } act ? Code.Of(act) : "", look.About ?? "",
                look.Where, look.Why ?? "", look.From,
            ];
            text.AppendJoin(',', cells.Select(MeasuresCsv.Cell)).Append("\r\n");
        }
        return text.ToString();
    }
}
