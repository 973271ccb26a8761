using System.Globalization;
using Curation.Core.Documents;
using Curation.Core.Errors;

namespace Curation.Stages.Dedup.Clusters;

/// <summary>Document ids as numbers, whose order is that of the ids.</summary>
static class Ids
{
    /// <summary>The number of an id.</summary>
    /// <exception cref="CurationException">The id was not made by <see cref="DocumentId"/>.</exception>
    public static UInt128 Parse(string id) => id.Length == 32 && UInt128.TryParse(id, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new CurationException($"document id '{id}': expected 32 hexadecimal digits as DocumentId makes them; a stage before deduplication gives ids of its own");

    /// <summary>The id of a number.</summary>
    public static string Format(UInt128 id) => id.ToString("x32", CultureInfo.InvariantCulture);
}
