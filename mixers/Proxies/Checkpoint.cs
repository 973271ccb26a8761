using System.Runtime.InteropServices;
using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Core.Errors;

namespace Curation.Mixers.Proxies;

/// <summary>What a checkpoint says of itself.</summary>
public sealed record CheckpointHeader
{
    /// <summary>Version of the file's layout.</summary>
    public required int Version { get; init; }

    /// <summary>The proxy's key.</summary>
    public required string Key { get; init; }

    /// <summary>Its shape.</summary>
    public required ProxySize Size { get; init; }

    /// <summary>Token ids.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>Hash of the tokenizer.</summary>
    public required string Tokenizer { get; init; }

    /// <summary>Steps done.</summary>
    public required int Step { get; init; }

    /// <summary>Factor on the learning rate: below 1 after a divergence.</summary>
    public required double RateFactor { get; init; }

    /// <summary>Whether the losses became infinite or no number at every rate tried.</summary>
    public required bool Diverged { get; init; }

    /// <summary>Training losses by report: step, nats a token.</summary>
    public required IReadOnlyList<double[]> Losses { get; init; }

    /// <summary>Whether the optimizer's state follows the weights, for resuming.</summary>
    public required bool Resumable { get; init; }
}

/// <summary>
/// A proxy on disk: the letters CURPROXY, the header's length (4 bytes, little endian), the header as JSON, then single-precision
/// numbers: the weights, and in a resumable one the two moments of the optimizer. Written beside and renamed, so that it is whole or not there.
/// </summary>
/// <param name="Header">What it says of itself.</param>
/// <param name="Weights">The weights, flat.</param>
/// <param name="First">First moments; empty unless resumable.</param>
/// <param name="Second">Second moments; empty unless resumable.</param>
public sealed record Checkpoint(CheckpointHeader Header, float[] Weights, float[] First, float[] Second)
{
    /// <summary>Version of the layout.</summary>
    public const int Version = 1;

    static ReadOnlySpan<byte> Magic => "CURPROXY"u8;

    /// <summary>Writes the file.</summary>
    public void Write(string path)
    {
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            var header = JsonSerializer.SerializeToUtf8Bytes(Header, StrictJson.Options);
            stream.Write(Magic);
            stream.Write(BitConverter.GetBytes(header.Length));
            stream.Write(header);
            foreach (var part in new[] { Weights, First, Second }) stream.Write(MemoryMarshal.AsBytes<float>(part));
            stream.Flush(flushToDisk: true);
        }
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Reads a file and checks that it fits.</summary>
    /// <param name="path">The file.</param>
    /// <param name="size">Expected shape.</param>
    /// <param name="vocabulary">Expected token ids.</param>
    /// <exception cref="InputException">It is no checkpoint, cut off, or of another architecture.</exception>
    public static Checkpoint Read(string path, ProxySize size, int vocabulary)
    {
        using var stream = File.OpenRead(path);
        var header = ReadHeader(stream, path);
        if (header.Size != size || header.Vocabulary != vocabulary)
            throw new InputException($"{path} is of another architecture: {header.Size}, vocabulary {header.Vocabulary}; expected {size}, vocabulary {vocabulary}; remove it to train the proxy anew");
        var count = (int)ParameterLayout.Of(size, vocabulary).Count;
        var parts = new float[3][];
        for (var i = 0; i < 3; i++)
        {
            parts[i] = i == 0 || header.Resumable ? new float[count] : [];
            try { stream.ReadExactly(MemoryMarshal.AsBytes(parts[i].AsSpan())); }
            catch (EndOfStreamException error) { throw new InputException($"{path} is cut off at byte {stream.Length}; remove it to train the proxy anew", error); }
        }
        return new(header, parts[0], parts[1], parts[2]);
    }

    /// <summary>Reads what a file says of itself.</summary>
    /// <exception cref="InputException">It is no checkpoint.</exception>
    public static CheckpointHeader ReadHeader(string path)
    {
        using var stream = File.OpenRead(path);
        return ReadHeader(stream, path);
    }

    static CheckpointHeader ReadHeader(Stream stream, string path)
    {
        try
        {
            Span<byte> start = stackalloc byte[12];
            stream.ReadExactly(start);
            var length = BitConverter.ToInt32(start[8..]);
            if (!start[..8].SequenceEqual(Magic) || length is < 2 or > 1 << 26) throw new InputException($"{path} is not a checkpoint of a proxy");
            var json = new byte[length];
            stream.ReadExactly(json);
            var header = JsonSerializer.Deserialize<CheckpointHeader>(json, StrictJson.Options)!;
            return header.Version == Version ? header : throw new InputException($"{path} has version {header.Version} of the checkpoint layout; this program reads {Version}");
        }
        catch (Exception error) when (error is EndOfStreamException or JsonException)
        {
            throw new InputException($"{path} is not a checkpoint of a proxy: {error.Message}", error);
        }
    }
}
