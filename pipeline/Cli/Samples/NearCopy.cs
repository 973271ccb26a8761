using System.Text;
using System.Text.RegularExpressions;

namespace Curation.Cli.Samples;

/// <summary>Changes some words of a page's text, its markup left as it is.</summary>
static partial class NearCopy
{
    /// <summary>The page with a share of its words replaced by other words of the page.</summary>
    /// <param name="html">UTF-8 page.</param>
    /// <param name="rate">Share of words, 0 to 1.</param>
    /// <param name="random">Seeded chance.</param>
    public static byte[] Make(byte[] html, double rate, Random random)
    {
        if (rate == 0) return html;
        var page = Encoding.UTF8.GetString(html);
        var words = Words().Matches(page).Where(m => m.Groups["word"].Success).ToArray();
        if (words.Length == 0) return html;
        var edited = new StringBuilder(page.Length);
        var end = 0;
        foreach (var word in words)
        {
            if (random.NextDouble() >= rate) continue;
            edited.Append(page, end, word.Index - end).Append(words[random.Next(words.Length)].Value);
            end = word.Index + word.Length;
        }
        return Encoding.UTF8.GetBytes(edited.Append(page, end, page.Length - end).ToString());
    }

    /// <summary>Tags, scripts, styles and entities are passed over; words of three letters and more are found.</summary>
    [GeneratedRegex(@"<script\b.*?</script>|<style\b.*?</style>|<[^>]*>|&\w+;|(?<word>\p{L}{3,})", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Words();
}
