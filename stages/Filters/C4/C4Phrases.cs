using System.Buffers;

namespace Curation.Stages.Filters.C4;

/// <summary>The phrases that C4 looks for, in any case.</summary>
static class C4Phrases
{
    static readonly SearchValues<string> s_loremIpsum = SearchValues.Create(["lorem ipsum"], StringComparison.OrdinalIgnoreCase);
    static readonly SearchValues<string> s_javaScript = SearchValues.Create(["javascript"], StringComparison.OrdinalIgnoreCase);

    static readonly SearchValues<string> s_policy = SearchValues.Create(
        ["terms of use", "privacy policy", "cookie policy", "uses cookies", "use of cookies", "use cookies"],
        StringComparison.OrdinalIgnoreCase);

    public static bool HasLoremIpsum(ReadOnlySpan<char> line) => line.ContainsAny(s_loremIpsum);

    public static bool HasJavaScript(ReadOnlySpan<char> line) => line.ContainsAny(s_javaScript);

    public static bool HasPolicy(ReadOnlySpan<char> line) => line.ContainsAny(s_policy);
}
