using System.Text;

namespace Curation.Stages.Readers.Wikipedia;

/// <summary>Sections of Markdown by their headings.</summary>
internal static class MarkdownSections
{
    /// <summary>The text without the sections of some titles, and without headings that nothing follows.</summary>
    public static string Without(string markdown, IReadOnlySet<string> titles)
    {
        var result = new StringBuilder(markdown.Length);
        var waiting = new List<(int Level, string Line)>();
        var (dropped, inCode) = (0, false);
        foreach (var line in markdown.Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) inCode = !inCode;
            var level = inCode ? 0 : Level(line);
            if (level > 0)
            {
                if (dropped > 0 && level > dropped) continue;
                dropped = titles.Contains(line[level..].Trim()) ? level : 0;
                waiting.RemoveAll(w => w.Level >= level);
                if (dropped == 0) waiting.Add((level, line));
            }
            else if (dropped == 0)
            {
                if (line.Length > 0)
                {
                    foreach (var heading in waiting) result.Append(heading.Line).Append("\n\n");
                    waiting.Clear();
                }
                if (line.Length > 0 || (result.Length > 1 && result[^2] != '\n')) result.Append(line).Append('\n');
            }
        }
        return result.ToString().Trim();
    }

    static int Level(string line)
    {
        var level = 0;
        while (level < line.Length && line[level] == '#') level++;
        return level is >= 1 and <= 6 && level < line.Length && line[level] == ' ' ? level : 0;
    }
}
