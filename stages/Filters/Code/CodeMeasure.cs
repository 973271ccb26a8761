using Curation.Core.Documents;

namespace Curation.Stages.Filters.Code;

/// <summary>What is measured of a source file.</summary>
internal readonly record struct CodeMeasure
{
    public int Lines { get; private init; }

    public int MaxLine { get; private init; }

    public double MeanLine { get; private init; }

    public double Alphabetic { get; private init; }

    public double Alphanumeric { get; private init; }

    public double Encoded { get; private init; }

    public int MaxEncoded { get; private init; }

    public double Visible { get; private init; }

    public int VisibleCharacters { get; private init; }

    public double? Comments { get; private init; }

    public bool IsXml { get; private init; }

    bool IsHtml { get; init; }

    public static CodeMeasure Of(string text, string language)
    {
        var (lines, longest) = LineLengths(text);
        var (letters, digits, blank) = Characters(text);
        var (encoded, longestRun) = EncodedData.Measure(text);
        var isHtml = language == "HTML";
        var visible = isHtml ? VisibleText.Count(text) : 0;
        return new()
        {
            Lines = lines,
            MaxLine = longest,
            MeanLine = lines == 0 ? 0 : (double)(text.Length - lines + 1) / lines,
            Alphabetic = text.Length == blank ? 0 : (double)letters / (text.Length - blank),
            Alphanumeric = text.Length == 0 ? 0 : (double)(letters + digits) / text.Length,
            Encoded = text.Length == 0 ? 0 : (double)encoded / text.Length,
            MaxEncoded = longestRun,
            IsHtml = isHtml,
            VisibleCharacters = visible,
            Visible = text.Length == 0 ? 0 : (double)visible / text.Length,
            Comments = CommentShare.Of(text, language),
            IsXml = text.AsSpan(0, Math.Min(100, text.Length)).Contains("<?xml version=", StringComparison.Ordinal),
        };
    }

    /// <summary>The measures as signals; what was not measured is left out.</summary>
    public Signal[] Signals()
    {
        List<Signal> signals =
        [
            new("code_quality_lines", Lines), new("code_quality_max_line", MaxLine), new("code_quality_mean_line", MeanLine), new("code_quality_alphabetic", Alphabetic),
            new("code_quality_alphanumeric", Alphanumeric), new("code_quality_encoded", Encoded), new("code_quality_max_encoded", MaxEncoded),
        ];
        if (IsHtml) signals.Add(new("code_quality_visible", Visible));
        if (Comments is { } comments) signals.Add(new("code_quality_comments", comments));
        return [.. signals];
    }

    static (int Lines, int Longest) LineLengths(ReadOnlySpan<char> text)
    {
        var (lines, longest) = (0, 0);
        while (true)
        {
            var end = text.IndexOf('\n');
            var length = end < 0 ? text.Length : end;
            longest = Math.Max(longest, length);
            if (end >= 0 || length > 0) lines++;
            if (end < 0) return (lines, longest);
            text = text[(end + 1)..];
        }
    }

    static (int Letters, int Digits, int Blank) Characters(ReadOnlySpan<char> text)
    {
        var (letters, digits, blank) = (0, 0, 0);
        foreach (var value in text)
        {
            if (char.IsLetter(value)) letters++;
            else if (char.IsDigit(value)) digits++;
            else if (char.IsWhiteSpace(value)) blank++;
        }
        return (letters, digits, blank);
    }
}
