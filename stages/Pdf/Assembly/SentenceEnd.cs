namespace Curation.Stages.Pdf.Assembly;

/// <summary>Whether a line may end a sentence, or begin in the middle of one.</summary>
internal static class SentenceEnd
{
    /// <summary>Whether a line ends with a full stop or the like, quotes and brackets aside.</summary>
    public static bool Ends(ReadOnlySpan<char> line)
    {
        line = line.TrimEnd("\"')]}»”’ ");
        return line.Length > 0 && line[^1] is '.' or '!' or '?' or ':' or ';' or '。' or '！' or '？' or '：' or '؟' or '۔' or '…';
    }

    /// <summary>Whether a line that begins so goes on with what ends without a sentence's end.</summary>
    public static bool GoesOn(ReadOnlySpan<char> line, ReadOnlySpan<char> next) =>
        line.Length > 0 && next.Length > 0 && !Ends(line) && (char.IsLower(next[0]) || line[^1] == ',' || Hyphens.Divides(line, next));
}
