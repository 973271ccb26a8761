using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Curation.Core.Errors;

namespace Curation.Encoders.Models;

/// <summary>
/// Weights in the format safetensors: the length of a header (8 bytes, little endian), the header in JSON (name → dtype, shape, data_offsets),
/// the numbers. Those of 16 bits are widened.
/// </summary>
sealed class SafetensorsFile : IDisposable
{
    const int MaxHeader = 100 << 20;

    readonly FileStream _stream;
    readonly string _path;
    readonly long _start;
    readonly Dictionary<string, JsonElement> _tensors;

    /// <exception cref="ConfigException">It is not there, or no such file.</exception>
    public SafetensorsFile(string path)
    {
        _path = path;
        try
        {
            _stream = File.OpenRead(path);
            Span<byte> length = stackalloc byte[8];
            _stream.ReadExactly(length);
            var header = BinaryPrimitives.ReadInt64LittleEndian(length);
            if (header is < 2 or > MaxHeader || header > _stream.Length - 8) throw new InvalidDataException($"a header of {header} bytes");
            var json = new byte[header];
            _stream.ReadExactly(json);
            _start = 8 + header;
            _tensors = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;
            _tensors.Remove("__metadata__");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or InvalidDataException)
        {
            _stream?.Dispose();
            throw new ConfigException($"encoder-classifier: {path}: expected weights in the format safetensors, found {error.Message}", error);
        }
    }

    /// <summary>Whether there is a tensor of that name.</summary>
    public bool Has(string name) => _tensors.ContainsKey(name);

    /// <summary>The shape of a tensor, its place in the file checked.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">The shape that it must have; a negative length is any.</param>
    /// <exception cref="ConfigException">It is not there, of another shape or damaged.</exception>
    public long[] Find(string name, params ReadOnlySpan<long> shape) => Locate(name, shape).Shape;

    /// <summary>A tensor's numbers.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">The shape that it must have; a negative length is any.</param>
    /// <exception cref="ConfigException">It is not there, of another shape or damaged.</exception>
    public (float[] Values, long[] Shape) Read(string name, params ReadOnlySpan<long> shape)
    {
        var (found, type, from, length) = Locate(name, shape);
        try
        {
            var bytes = new byte[checked((int)length)];
            _stream.Position = from;
            _stream.ReadExactly(bytes);
            return (Widen(bytes, type), found);
        }
        catch (Exception error) when (error is IOException or OverflowException) { throw Damaged(name, error); }
    }

    (long[] Shape, string Type, long From, long Length) Locate(string name, ReadOnlySpan<long> shape)
    {
        var wanted = string.Join(", ", shape.ToArray().Select(l => l < 0 ? "any" : $"{l}"));
        if (!_tensors.TryGetValue(name, out var entry))
            throw new ConfigException($"encoder-classifier: {_path}: expected a tensor {name} [{wanted}], found none; the file has {string.Join(", ", _tensors.Keys.Order(StringComparer.Ordinal).Take(5))}, …");
        try
        {
            long[] found = [.. entry.GetProperty("shape").EnumerateArray().Select(l => l.GetInt64())];
            var fits = found.Length == shape.Length;
            for (var i = 0; fits && i < found.Length; i++) fits = found[i] >= 0 && (shape[i] < 0 || found[i] == shape[i]);
            if (!fits) throw new ConfigException($"encoder-classifier: {_path}: expected tensor {name} of shape [{wanted}], found [{string.Join(", ", found)}]; config.json and weights do not belong together");
            var (from, to) = (entry.GetProperty("data_offsets")[0].GetInt64(), entry.GetProperty("data_offsets")[1].GetInt64());
            var type = entry.GetProperty("dtype").GetString();
            var width = type switch { "F32" => 4, "F16" or "BF16" => 2, _ => throw new InvalidDataException($"numbers of type {type} where F32, F16 or BF16 are read") };
            var count = found.Aggregate(1L, (product, l) => checked(product * l));
            if (from < 0 || to - from != checked(count * width) || _start + to > _stream.Length) throw new InvalidDataException($"{to - from} bytes from byte {_start + from} of {_stream.Length} for {count} numbers of type {type}");
            return (found, type!, _start + from, to - from);
        }
        catch (Exception error) when (error is InvalidDataException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException or FormatException or OverflowException) { throw Damaged(name, error); }
    }

    ConfigException Damaged(string name, Exception error) => new($"encoder-classifier: {_path}: tensor {name} cannot be read: {error.Message}", error);

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    static float[] Widen(byte[] bytes, string type) => type switch
    {
        "F32" => MemoryMarshal.Cast<byte, float>(bytes).ToArray(),
        "F16" => Array.ConvertAll(MemoryMarshal.Cast<byte, Half>(bytes).ToArray(), h => (float)h),
        // The upper half of a single-precision number.
        _ => Array.ConvertAll(MemoryMarshal.Cast<byte, ushort>(bytes).ToArray(), u => BitConverter.UInt32BitsToSingle((uint)u << 16)),
    };
}
