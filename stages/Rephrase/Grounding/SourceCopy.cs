using System.IO.Hashing;
using System.Runtime.InteropServices;
using Curation.Stages.Rephrase.Grounding.Facts;

namespace Curation.Stages.Rephrase.Grounding;

/// <summary>How much a rephrasing is its source again: the Jaccard index of their runs of five words.</summary>
static class SourceCopy
{
    const int Run = 5;

    /// <summary>0 (no run in common) to 1 (all runs in common); 0 for texts of fewer words.</summary>
    public static double Similarity(string text, string source)
    {
        var (own, theirs) = (Runs(text), Runs(source));
        if (own.Count == 0 || theirs.Count == 0) return 0;
        var common = own.Count(theirs.Contains);
        return common / (double)(own.Count + theirs.Count - common);
    }

    static HashSet<ulong> Runs(string text)
    {
        var words = FactText.Of(text).Tokens.Select(t => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(t.Key.AsSpan()))).ToArray();
        var runs = new HashSet<ulong>();
        for (var i = 0; i + Run <= words.Length; i++) runs.Add(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(words.AsSpan(i, Run))));
        return runs;
    }
}
