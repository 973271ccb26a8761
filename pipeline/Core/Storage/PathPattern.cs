using System.Text;
using System.Text.RegularExpressions;

namespace Curation.Core.Storage;

/// <summary>Patterns of paths: <c>*</c> and <c>?</c> within a folder's name, <c>**</c> over folders; a plain path means all below it.</summary>
static class PathPattern
{
    /// <summary>The folder to list and a test of paths relative to it.</summary>
    public static (string Root, Func<string, bool> Matches) Parse(string pattern)
    {
        var wildcard = pattern.AsSpan().IndexOfAny('*', '?');
        if (wildcard < 0) return (pattern.Length == 0 ? "." : pattern, _ => true);
        var slash = pattern.LastIndexOf('/', wildcard);
        var root = slash < 0 ? "." : slash == 0 ? "/" : pattern[..slash];
        var regex = new StringBuilder("^");
        var rest = pattern.AsSpan(slash + 1);
        for (var i = 0; i < rest.Length; i++)
        {
            if (rest[i..].StartsWith("**/")) (_, i) = (regex.Append("(?:.*/)?"), i + 2);
            else if (rest[i..].StartsWith("**")) (_, i) = (regex.Append(".*"), i + 1);
            else if (rest[i] == '*') regex.Append("[^/]*");
            else if (rest[i] == '?') regex.Append("[^/]");
            else regex.Append(Regex.Escape(rest[i].ToString()));
        }
        return (root, new Regex(regex.Append('$').ToString(), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking).IsMatch);
    }

    /// <summary>The part of a pattern between its root and its first wildcard: a prefix of the names that match.</summary>
    public static string Literal(string pattern, string root) =>
        pattern.AsSpan().IndexOfAny('*', '?') is >= 0 and var wildcard && wildcard > root.Length ? pattern[(root.Length + 1)..wildcard] : "";

    /// <summary>Whether all that matches lies directly in the root.</summary>
    public static bool IsFlat(string pattern, string root) =>
        pattern.Length > root.Length && pattern.AsSpan().IndexOfAny('*', '?') >= 0
        && !pattern.AsSpan(root.Length + 1).Contains('/') && !pattern.Contains("**", StringComparison.Ordinal);
}
