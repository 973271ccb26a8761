namespace Curation.Stages.Filters.Decontamination;

static class CommonEnds
{
    /// <summary>Length of the longest end that two lists of words share.</summary>
    public static int CommonSuffix(this ReadOnlySpan<uint> a, ReadOnlySpan<uint> b)
    {
        var length = 0;
        while (length < a.Length && length < b.Length && a[^(length + 1)] == b[^(length + 1)]) length++;
        return length;
    }
}
