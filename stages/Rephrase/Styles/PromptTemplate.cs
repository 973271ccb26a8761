using System.Text;
using Curation.Core.Contracts;
using Curation.Core.Errors;

namespace Curation.Stages.Rephrase.Styles;

/// <summary>Instructions with places for what is known of a chunk. <c>{{</c> and <c>}}</c> stand for single brackets.</summary>
public sealed class PromptTemplate
{
    static readonly string[] s_names = ["text", "title", "section", "language", "items"];
    readonly List<(string Text, bool IsName)> _parts = [];

    PromptTemplate(string source) => Source = source;

    /// <summary>The template as written.</summary>
    public string Source { get; }

    /// <summary>The instructions without what is put in.</summary>
    public string Instructions => string.Concat(_parts.Where(p => !p.IsName).Select(p => p.Text));

    /// <summary>Whether a name is used.</summary>
    public bool Uses(string name) => _parts.Contains((name, true));

    /// <summary>Reads a template.</summary>
    /// <exception cref="ConfigException">It has a placeholder that is none.</exception>
    public static PromptTemplate Parse(string source, string where)
    {
        var template = new PromptTemplate(source);
        var text = new StringBuilder();
        for (var i = 0; i < source.Length; i++)
        {
            var c = source[i];
            if (c is '{' or '}' && i + 1 < source.Length && source[i + 1] == c)
            {
                text.Append(c);
                i++;
            }
            else if (c == '{')
            {
                var end = source.IndexOf('}', i);
                var name = end < 0 ? source[i..Math.Min(source.Length, i + 20)] : source[(i + 1)..end];
                if (end < 0 || !s_names.Contains(name, StringComparer.Ordinal))
                    throw new ConfigException($"{where}: unknown placeholder {{{name}}}; {Names.DidYouMean(name, s_names)} A bracket of its own is written {{{{");
                template._parts.Add((text.ToString(), false));
                template._parts.Add((name, true));
                text.Clear();
                i = end;
            }
            else text.Append(c);
        }
        template._parts.Add((text.ToString(), false));
        return template;
    }

    /// <summary>The instructions with values put in.</summary>
    public string Fill(Func<string, string> value) => string.Concat(_parts.Select(p => p.IsName ? value(p.Text) : p.Text)).Trim();
}
