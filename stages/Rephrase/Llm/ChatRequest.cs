using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace Curation.Stages.Rephrase.Llm;

/// <summary>All that decides an answer.</summary>
/// <param name="Model">The model.</param>
/// <param name="System">Instructions; empty for none.</param>
/// <param name="User">The request.</param>
/// <param name="MaxTokens">Most tokens of the answer.</param>
/// <param name="Temperature">Sampling temperature.</param>
/// <param name="TopP">Nucleus of sampling.</param>
/// <param name="Seed">Seed of sampling, where the server has one.</param>
/// <param name="Schema">JSON Schema of the answer. One instance for all requests of a shape: the client reads each instance anew.</param>
public sealed record ChatRequest(string Model, string System, string User, int MaxTokens, float Temperature, float TopP, long Seed, ChatResponseFormatJson? Schema)
{
    /// <summary>Key of the answer: a hash of all members.</summary>
    public UInt128 Key
    {
        get
        {
            var hash = new XxHash128();
            Span<byte> length = stackalloc byte[8];
            foreach (var part in (ReadOnlySpan<string>)["chat/1", Model, System, User, string.Create(CultureInfo.InvariantCulture, $"{MaxTokens} {Temperature:R} {TopP:R} {Seed}"), Schema?.Schema?.GetRawText() ?? ""])
            {
                var bytes = Encoding.UTF8.GetBytes(part);
                global::System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(length, bytes.LongLength);
                hash.Append(length);
                hash.Append(bytes);
            }
            return hash.GetCurrentHashAsUInt128();
        }
    }
}

/// <summary>An answer, as it is stored.</summary>
/// <param name="Text">What the model wrote.</param>
/// <param name="Finish">Why it ended: stop, length, content_filter.</param>
/// <param name="InputTokens">Tokens of the request, as the server counts.</param>
/// <param name="OutputTokens">Tokens of the answer.</param>
/// <param name="Refused">Why the server will never answer this request; null if it did.</param>
public sealed record ChatAnswer(string Text, string Finish, long InputTokens, long OutputTokens, string? Refused = null)
{
    /// <summary>Whether the answer ended at the limit of tokens.</summary>
    public bool IsCut => Finish == "length";
}

/// <summary>Reads and writes stored answers.</summary>
[JsonSerializable(typeof(ChatAnswer))]
sealed partial class ChatAnswerJson : JsonSerializerContext;
