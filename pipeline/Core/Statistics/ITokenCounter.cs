namespace Curation.Core.Statistics;

/// <summary>Counts the tokens of a text. Thread-safe.</summary>
public interface ITokenCounter
{
    /// <summary>Name in run files.</summary>
    string Name { get; }

    /// <summary>Whether counts are those of a real tokenizer.</summary>
    bool IsExact { get; }

    /// <summary>Number of tokens.</summary>
    int Count(ReadOnlySpan<char> text);
}
