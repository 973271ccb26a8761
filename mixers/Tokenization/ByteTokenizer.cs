using System.Text;

namespace Curation.Mixers.Tokenization;

/// <summary>UTF-8 bytes as tokens; 256 ends a document.</summary>
public sealed class ByteTokenizer : ITextTokenizer
{
    /// <inheritdoc/>
    public int Vocabulary => 257;

    /// <inheritdoc/>
    public int EndOfText => 256;

    /// <inheritdoc/>
    public string Hash => "bytes";

    /// <inheritdoc/>
    public void Encode(string text, List<ushort> tokens)
    {
        foreach (var b in Encoding.UTF8.GetBytes(text)) tokens.Add(b);
    }
}
