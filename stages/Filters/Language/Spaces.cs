using System.Buffers;
using System.Text;
using Curation.Stages.LanguageId;

namespace Curation.Stages.Filters.Language;

/// <summary>A text as one line for fastText: line feeds become spaces.</summary>
static class Spaces
{
    public static LabelScore? Predict(FastTextModel model, ReadOnlySpan<char> text)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            var line = bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes));
            line.Replace((byte)'\n', (byte)' ');
            Span<LabelScore> best = new LabelScore[1];
            return model.Predict(line, best) == 0 ? null : best[0];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
