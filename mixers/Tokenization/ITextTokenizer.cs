namespace Curation.Mixers.Tokenization;

/// <summary>Cuts text into tokens for proxies. Lossless: the bytes that a sequence of tokens stands for are those of the text. Thread-safe.</summary>
public interface ITextTokenizer
{
    /// <summary>Number of token ids, the end of a document included; at most 65,536.</summary>
    int Vocabulary { get; }

    /// <summary>Id of the token that ends a document.</summary>
    int EndOfText { get; }

    /// <summary>Content hash: proxies of different tokenizers are not compared.</summary>
    string Hash { get; }

    /// <summary>Appends the tokens of a text.</summary>
    void Encode(string text, List<ushort> tokens);
}
