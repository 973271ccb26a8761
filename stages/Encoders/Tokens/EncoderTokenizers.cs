using System.Text.Json;
using Curation.Core.Errors;

namespace Curation.Encoders.Tokens;

/// <summary>Tokenizers by what their file says they are.</summary>
static class EncoderTokenizers
{
    /// <summary>Reads tokenizer.json, or vocab.txt with tokenizer_config.json if it is there.</summary>
    /// <exception cref="ConfigException">They cannot be read or describe a tokenizer that is not known here.</exception>
    public static IEncoderTokenizer Load(IReadOnlyList<string> files)
    {
        try
        {
            if (!files[0].EndsWith(".json", StringComparison.Ordinal)) return new WordPieceTokenizer(WordPieceSettings.OfVocabulary(files[0], files.ElementAtOrDefault(1)));
            using var json = JsonDocument.Parse(File.ReadAllBytes(files[0]));
            var root = json.RootElement;
            return root.Member("model").Text("type") switch
            {
                "WordPiece" => new WordPieceTokenizer(WordPieceSettings.OfTokenizer(root)),
                "BPE" => new SubwordTokenizer(root, BytePairModel.Read(root)),
                "Unigram" => new SubwordTokenizer(root, UnigramModel.Read(root)),
                var other => throw new InvalidDataException($"a model of type {other ?? "none"}"),
            };
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException or InvalidDataException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException or OverflowException)
        {
            throw new ConfigException($"encoder-classifier: {files[0]}: expected a tokenizer of the kinds WordPiece (as BERT has it), byte-level BPE (RoBERTa) or Unigram (XLM-RoBERTa), found {error.Message}; save it as tokenizer.json by Hugging Face's library", error);
        }
    }
}
