using System.Reflection;
using Curation.Core.Contracts;
using Curation.Core.Errors;

namespace Curation.Stages.Rephrase.Styles;

/// <summary>Styles by name, and from files of users.</summary>
public static class StyleLibrary
{
    const string Prefix = "Curation.Stages.Rephrase.Styles.";

    /// <summary>Names of the styles that come with the program.</summary>
    public static IReadOnlyList<string> BuiltIn { get; } = [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal) && n.EndsWith(".md", StringComparison.Ordinal)).Select(n => n[Prefix.Length..^3]).Order(StringComparer.Ordinal)];

    /// <summary>Whether a style is a file of the user's.</summary>
    public static bool IsFile(string style) => style.EndsWith(".md", StringComparison.Ordinal);

    /// <summary>A style by name, or from a file whose name ends in <c>.md</c>.</summary>
    /// <exception cref="ConfigException">There is none of that name, or the file cannot be used.</exception>
    public static RephraseStyle Load(string style)
    {
        if (IsFile(style)) return File.Exists(style) ? StyleFile.Parse(File.ReadAllText(style), style) : throw new ConfigException($"style file {style} does not exist");
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{Prefix}{style}.md")
            ?? throw new ConfigException($"unknown style '{style}'; {Names.DidYouMean(style, BuiltIn)} A style of your own is a file whose name ends in .md");
        using var reader = new StreamReader(stream);
        return StyleFile.Parse(reader.ReadToEnd(), $"{style}.md");
    }
}
