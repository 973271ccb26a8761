using System.Text.Json;

namespace Curation.Stages.Readers.Json;

/// <summary>A value of a JSON text as its place there: of a string what stands between the quotes, of everything else all of it.</summary>
/// <param name="Kind">What it is; <see cref="JsonValueKind.Undefined"/> if there is none.</param>
/// <param name="Start">Offset of its first byte.</param>
/// <param name="Length">Bytes.</param>
/// <param name="IsEscaped">Whether a string has escapes.</param>
internal readonly record struct JsonValue(JsonValueKind Kind, int Start, int Length, bool IsEscaped = false)
{
    /// <summary>The value's bytes.</summary>
    public ReadOnlySpan<byte> In(ReadOnlySpan<byte> json) => json.Slice(Start, Length);
}
