namespace Curation.Core.Contracts;

/// <summary>Suggests names for misspelt ones.</summary>
public static class Names
{
    /// <summary><c>did you mean 'x'?</c> for the nearest valid name, or the list of valid names if none is near.</summary>
    public static string DidYouMean(string name, IEnumerable<string> valid)
    {
        var names = valid.Order(StringComparer.Ordinal).ToArray();
        var nearest = names.Select(v => (Name: v, Distance: Distance(name.ToLowerInvariant(), v.ToLowerInvariant())))
            .OrderBy(v => v.Distance).FirstOrDefault();
        return nearest.Name is not null && nearest.Distance <= Math.Max(2, name.Length / 3)
            ? $"did you mean '{nearest.Name}'?"
            : $"valid names: {string.Join(", ", names)}";
    }

    /// <summary>Levenshtein distance.</summary>
    static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }
}
