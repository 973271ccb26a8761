using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Curation.Core.Statistics;

/// <summary>Histograms in manifests: base64 of the smallest and largest value and of differences of bins and counts in seven-bit groups.</summary>
sealed class HistogramJson : JsonConverter<Histogram>
{
    public override Histogram Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var bytes = new BinaryReader(new MemoryStream(reader.GetBytesFromBase64()));
        try
        {
            var (min, max, notNumbers) = (bytes.ReadDouble(), bytes.ReadDouble(), bytes.Read7BitEncodedInt64());
            var bins = new (int, long)[bytes.Read7BitEncodedInt()];
            var bin = -HistogramBins.Count - 1;
            for (var i = 0; i < bins.Length; i++) bins[i] = (bin += bytes.Read7BitEncodedInt(), bytes.Read7BitEncodedInt64());
            return new(ImmutableArray.Create(bins), min, max, notNumbers);
        }
        catch (Exception error) when (error is EndOfStreamException or FormatException or OverflowException)
        {
            throw new JsonException("A histogram is cut or damaged.", error);
        }
    }

    public override void Write(Utf8JsonWriter writer, Histogram value, JsonSerializerOptions options)
    {
        using var memory = new MemoryStream();
        using (var bytes = new BinaryWriter(memory, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            bytes.Write(value.Min);
            bytes.Write(value.Max);
            bytes.Write7BitEncodedInt64(value.NotNumbers);
            bytes.Write7BitEncodedInt(value.Bins.Length);
            var last = -HistogramBins.Count - 1;
            foreach (var (bin, count) in value.Bins)
            {
                bytes.Write7BitEncodedInt(bin - last);
                bytes.Write7BitEncodedInt64(count);
                last = bin;
            }
        }
        writer.WriteBase64StringValue(memory.GetBuffer().AsSpan(0, (int)memory.Length));
    }
}
