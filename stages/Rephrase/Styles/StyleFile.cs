using System.Globalization;
using Curation.Core.Contracts;
using Curation.Core.Errors;

namespace Curation.Stages.Rephrase.Styles;

/// <summary>
/// Reads a style: a head of <c>name: value</c> lines between two lines <c>---</c>, then the sections <c># System</c> and <c># User</c>. Unknown and
/// repeated names are errors, as in run files.
/// </summary>
public static class StyleFile
{
    static readonly Dictionary<string, Func<RephraseStyle, string, RephraseStyle>> s_members = new(StringComparer.Ordinal)
    {
        ["version"] = (s, v) => s with { Version = Whole(v, 1) },
        ["shape"] = (s, v) => s with { Shape = Enum.TryParse<RephraseShape>(v, ignoreCase: true, out var shape) && Enum.IsDefined(shape) ? shape : throw new FormatException("pairs, choices, text or list") },
        ["input-tokens"] = (s, v) => s with { InputTokens = Whole(v, 50) },
        ["output-tokens"] = (s, v) => s with { OutputTokens = Whole(v, 10) },
        ["min-input-tokens"] = (s, v) => s with { MinInputTokens = Whole(v, 0) },
        ["temperature"] = (s, v) => s with { Temperature = (float)Number(v, 0, 2) },
        ["top-p"] = (s, v) => s with { TopP = (float)Number(v, 0, 1) },
        ["max-items"] = (s, v) => s with { MaxItems = Whole(v, 1) },
        ["check-numbers"] = (s, v) => s with { Rules = s.Rules with { Numbers = Flag(v) } },
        ["check-names"] = (s, v) => s with { Rules = s.Rules with { Names = Flag(v) } },
        ["check-verbatim"] = (s, v) => s with { Rules = s.Rules with { Verbatim = Flag(v) } },
        ["check-joined"] = (s, v) => s with { Rules = s.Rules with { Joined = Flag(v) } },
        ["check-negation"] = (s, v) => s with { Rules = s.Rules with { Negation = Flag(v) } },
        ["check-language"] = (s, v) => s with { Rules = s.Rules with { SameLanguage = Flag(v) } },
        ["whole-sentences"] = (s, v) => s with { Rules = s.Rules with { WholeSentences = Flag(v) } },
        ["min-support"] = (s, v) => s with { Rules = s.Rules with { MinSupport = Number(v, 0, 1) } },
        ["min-sentence-support"] = (s, v) => s with { Rules = s.Rules with { MinSentenceSupport = Number(v, 0, 1) } },
        ["min-question-support"] = (s, v) => s with { Rules = s.Rules with { MinQuestionSupport = Number(v, 0, 1) } },
        ["max-repetition"] = (s, v) => s with { Rules = s.Rules with { MaxRepetition = Number(v, 0, 1) } },
        ["min-length"] = (s, v) => s with { Rules = s.Rules with { MinLength = Whole(v, 1) } },
        ["max-length"] = (s, v) => s with { Rules = s.Rules with { MaxLength = Whole(v, 1) } },
    };

    /// <summary>Reads a style.</summary>
    /// <param name="text">Content of the file.</param>
    /// <param name="where">Its name, for messages.</param>
    /// <exception cref="ConfigException">Something in it cannot be used.</exception>
    public static RephraseStyle Parse(string text, string where)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var end = lines.Length > 0 && lines[0].Trim() == "---" ? Array.FindIndex(lines, 1, l => l.Trim() == "---") : -1;
        if (end < 0) throw new ConfigException($"{where}: expected a head between two lines '---', as docs/rephrasing.md shows");
        var (system, user) = Sections(lines[(end + 1)..], where);
        var name = Path.GetFileNameWithoutExtension(where);
        var style = new RephraseStyle { Name = name, System = PromptTemplate.Parse(system, where), User = PromptTemplate.Parse(user, where) };
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 1; i < end; i++)
        {
            if (lines[i].Trim() is not { Length: > 0 } line || line[0] == '#') continue;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var (member, value) = colon < 0 ? (line, "") : (line[..colon].Trim(), line[(colon + 1)..].Trim());
            var at = string.Create(CultureInfo.InvariantCulture, $"{where}, line {i + 1}");
            if (!seen.Add(member)) throw new ConfigException($"{at}: '{member}' stands twice");
            if (member == "name") style = style with { Name = value.Length > 0 ? value : throw new ConfigException($"{at}: name: expected a name, found nothing") };
            else if (!s_members.TryGetValue(member, out var set)) throw new ConfigException($"{at}: unknown member '{member}'; {Names.DidYouMean(member, s_members.Keys.Append("name"))}");
            else
            {
                try { style = set(style, value); }
                catch (FormatException error) { throw new ConfigException($"{at}: {member}: expected {error.Message}, found '{value}'"); }
            }
        }
        if (!style.User.Uses("text")) throw new ConfigException($"{where}: the section '# User' has no {{text}}, where the source belongs");
        return style;
    }

    static (string System, string User) Sections(string[] lines, string where)
    {
        var (system, user) = (Array.FindIndex(lines, l => l.Trim() == "# System"), Array.FindIndex(lines, l => l.Trim() == "# User"));
        if (user < 0) throw new ConfigException($"{where}: expected a section '# User' with the request");
        if (system > user) throw new ConfigException($"{where}: expected '# System' before '# User'");
        return (system < 0 ? "" : string.Join('\n', lines[(system + 1)..user]).Trim(), string.Join('\n', lines[(user + 1)..]).Trim());
    }

    static int Whole(string value, int least) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least ? number : throw new FormatException($"a whole number of at least {least}");

    static double Number(string value, double least, double most) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));

    static bool Flag(string value) => value switch { "true" => true, "false" => false, _ => throw new FormatException("true or false") };
}
