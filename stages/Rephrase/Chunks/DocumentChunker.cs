using System.Text;
using Curation.Core.Statistics;
using Curation.Stages.Text.Sentences;

namespace Curation.Stages.Rephrase.Chunks;

/// <summary>
/// Cuts a text into chunks of at most so many tokens: at headings first, then between paragraphs, then between sentences; what is longer than a chunk
/// without any of them is cut where it is full. Nothing is lost but blanks between chunks.
/// </summary>
/// <param name="maxTokens">Most estimated tokens of a chunk.</param>
public sealed class DocumentChunker(int maxTokens)
{
    static readonly TokenEstimate s_tokens = new();

    /// <summary>The chunks of a text in order.</summary>
    /// <param name="text">The text; Markdown headings part it.</param>
    /// <param name="language">Its language, for sentences.</param>
    public List<SourceChunk> Cut(string text, string? language)
    {
        var chunks = new List<SourceChunk>();
        var path = new List<(int Level, string Text)>();
        var open = new StringBuilder();
        var (tokens, section) = (0, "");
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split("\n\n"))
        {
            var level = 0;
            while (level < paragraph.Length && paragraph[level] == '#') level++;
            if (level is > 0 and <= 6 && level < paragraph.Length && paragraph[level] == ' ')
            {
                // A section begins a chunk, unless what is open is so short that it belongs to it.
                if (tokens > maxTokens / 2) Close();
                var end = paragraph.IndexOf('\n', StringComparison.Ordinal);
                path.RemoveAll(h => h.Level >= level);
                path.Add((level, paragraph[level..(end < 0 ? paragraph.Length : end)].Trim(' ', '#')));
                if (open.Length == 0) section = string.Join(" › ", path.Select(h => h.Text));
            }
            foreach (var piece in Pieces(paragraph, language)) Append(piece);
        }
        Close();
        return chunks;

        void Append(string piece)
        {
            if (string.IsNullOrWhiteSpace(piece)) return;
            var count = s_tokens.Count(piece);
            if (open.Length > 0 && tokens + count > maxTokens) Close();
            if (open.Length > 0) open.Append("\n\n");
            open.Append(piece.Trim('\n'));
            tokens += count;
        }

        void Close()
        {
            if (open.Length > 0) chunks.Add(new(open.ToString(), section, tokens));
            open.Clear();
            (tokens, section) = (0, string.Join(" › ", path.Select(h => h.Text)));
        }
    }

    /// <summary>A paragraph, or as many pieces of whole sentences as it needs.</summary>
    List<string> Pieces(string paragraph, string? language)
    {
        if (s_tokens.Count(paragraph) <= maxTokens) return [paragraph];
        var ends = new List<int>();
        foreach (var sentence in SentenceSegmenter.Enumerate(paragraph, language)) ends.Add(sentence.Start + sentence.Length);
        if (ends.Count == 0 || ends[^1] < paragraph.Length) ends.Add(paragraph.Length);
        var pieces = new List<string>();
        var (start, last) = (0, 0);
        foreach (var end in ends)
        {
            if (s_tokens.Count(paragraph.AsSpan(start, end - start)) > maxTokens)
            {
                if (last > start) pieces.Add(paragraph[start..last]);
                start = last;
                while (s_tokens.Count(paragraph.AsSpan(start, end - start)) > maxTokens)
                {
                    var cut = Full(paragraph, start, end);
                    pieces.Add(paragraph[start..cut]);
                    start = cut;
                }
            }
            last = end;
        }
        if (start < paragraph.Length) pieces.Add(paragraph[start..]);
        return pieces;
    }

    /// <summary>Where so many tokens are full, at a blank if one is near, never within a character.</summary>
    int Full(string text, int start, int end)
    {
        var (low, high) = (start + 1, end);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (s_tokens.Count(text.AsSpan(start, middle - start)) <= maxTokens) low = middle;
            else high = middle - 1;
        }
        var blank = text.LastIndexOfAny([' ', '\n'], low - 1, Math.Min(80, low - start));
        var cut = blank > start ? blank : low;
        return char.IsLowSurrogate(text[Math.Min(cut, text.Length - 1)]) && cut < text.Length && cut > start + 1 ? cut - 1 : cut;
    }
}
