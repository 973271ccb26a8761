using System.Buffers;

namespace Curation.Stages.Filters.C4;

/// <summary>The phrases that C4 looks for, in any case.</summary>
static class C4Phrases
{
    static readonly SearchValues<string> s_loremIpsum = SearchValues.Create(["lorem ipsum"], StringComparison.OrdinalIgnoreCase);
    static readonly SearchValues<string> s_javaScript = SearchValues.Create(["javascript"], StringComparison.OrdinalIgnoreCase);

    static readonly string[] s_policyPhrases = ["terms of use", "privacy policy", "cookie policy", "uses cookies", "use of cookies", "use cookies"];
    static readonly SearchValues<string> s_policy = SearchValues.Create(s_policyPhrases, StringComparison.OrdinalIgnoreCase);
    static readonly SearchValues<string> s_all = SearchValues.Create(["lorem ipsum", "javascript", .. s_policyPhrases], StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it pays to look at single lines.</summary>
    public static bool HasAny(ReadOnlySpan<char> text) => text.ContainsAny(s_all);

    public static bool HasLoremIpsum(ReadOnlySpan<char> line) => line.ContainsAny(s_loremIpsum);

    public static bool HasJavaScript(ReadOnlySpan<char> line) => line.ContainsAny(s_javaScript);

    public static bool HasPolicy(ReadOnlySpan<char> line) => line.ContainsAny(s_policy);
}
