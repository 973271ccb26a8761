using System.Globalization;
using System.Text;
using Curation.Cli;

namespace Curation.Tests.Docs;

/// <summary>docs/reasons.md is made from the code: <c>CURATE_UPDATE=1</c> writes it anew.</summary>
public sealed class ReasonTableTests
{
    [Fact]
    public void ReasonTable_OfTheDocs_IsWhatTheCodeSays()
    {
        var path = Path.Combine(Repository.Root, "docs", "reasons.md");
        var table = Table();
        if (Environment.GetEnvironmentVariable("CURATE_UPDATE") == "1") File.WriteAllText(path, table);
        Assert.True(File.Exists(path) && File.ReadAllText(path) == table, "docs/reasons.md is not what the code says: run this test with CURATE_UPDATE=1 and commit the file");
    }

    static string Table()
    {
        var table = new StringBuilder("""
            # Reasons

            Why a document is not in the corpus. Every dropped or failed document stands in `dropped/*.parquet` with one of these ids; `curate why`
            prints it. Made from the code.

            | reason | meaning |
            |---|---|

            """);
        foreach (var reason in Catalog.Default.Reasons.Values.OrderBy(r => r.Id, StringComparer.Ordinal)) table.Append(CultureInfo.InvariantCulture, $"| `{reason.Id}` | {reason.Meaning} |\n");
        return table.ToString();
    }
}
