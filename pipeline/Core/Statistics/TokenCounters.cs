using Curation.Core.Contracts;
using Curation.Core.Errors;
using Microsoft.ML.Tokenizers;

namespace Curation.Core.Statistics;

/// <summary>Token counters by name.</summary>
public static class TokenCounters
{
    static readonly string[] s_names = ["estimate", "o200k", "cl100k"];

    /// <summary>The counter of a name, or of a tokenizer file.</summary>
    /// <param name="name">
    /// <c>estimate</c>; <c>o200k</c> or <c>cl100k</c>; or the path of a file: a <c>tokenizer.json</c> of Hugging Face with a byte-level BPE,
    /// or ranks of tiktoken (<c>*.tiktoken</c>), split into words as o200k does it.
    /// </param>
    /// <exception cref="ConfigException">There is none of that name, or the file cannot be used.</exception>
    public static ITokenCounter Create(string name) => name switch
    {
        "estimate" => new TokenEstimate(),
        "o200k" => new TokenizerCounter(name, TiktokenTokenizer.CreateForEncoding("o200k_base")),
        "cl100k" => new TokenizerCounter(name, TiktokenTokenizer.CreateForEncoding("cl100k_base")),
        _ when name.Contains('/', StringComparison.Ordinal) || name.Contains('.', StringComparison.Ordinal) => TokenizerFile.Load(name),
        _ => throw new ConfigException($"output.tokens: unknown token counter '{name}'; {Names.DidYouMean(name, s_names)}; a tokenizer file is named by its path, such as ./tokenizer.json"),
    };
}
