using System.Text;
using Curation.Stages.FastText;

namespace Curation.Tests.Fuzz;

/// <summary>A model file of a few hundred bytes (a few thousand if quantized), field by field as fastText writes it.</summary>
static class SmallModel
{
    const int Dimension = 2, Words = 6, Labels = 3, Buckets = 8;

    public static byte[] Of(FastTextLoss loss, bool quantized)
    {
        using var memory = new MemoryStream();
        using var file = new BinaryWriter(memory);
        foreach (var value in new[] { 793712314, 12, Dimension, 5, 5, 1, 5, 2, (int)loss, 3, Buckets, 1, 3, 100 }) file.Write(value);
        file.Write(1e-4);
        foreach (var value in new[] { Words + Labels, Words, Labels }) file.Write(value);
        file.Write(100L);
        file.Write(quantized ? 3L : -1L);
        string[] tokens = ["</s>", "one", "two", "w1", "w2", "ñandú", "__label__a", "__label__b", "__label__c"];
        for (var i = 0; i < tokens.Length; i++)
        {
            file.Write(Encoding.UTF8.GetBytes(tokens[i] + "\0"));
            file.Write(20L - i);
            file.Write((byte)(i < Words ? 0 : 1));
        }
        if (quantized) foreach (var value in new[] { 1, 0, 4, 1, 6, 2 }) file.Write(value);
        var rows = Words + (quantized ? 3 : Buckets);
        file.Write(quantized);
        if (quantized) Quantized(file, rows);
        else Dense(file, rows);
        file.Write(false);
        Dense(file, Labels);
        return memory.ToArray();
    }

    static void Dense(BinaryWriter file, int rows)
    {
        file.Write((long)rows);
        file.Write((long)Dimension);
        for (var i = 0; i < rows * Dimension; i++) file.Write(MathF.Sin(i));
    }

    static void Quantized(BinaryWriter file, int rows)
    {
        file.Write(true);
        file.Write((long)rows);
        file.Write((long)Dimension);
        file.Write(rows);
        for (var i = 0; i < rows; i++) file.Write((byte)(i * 7));
        Quantizer(file, Dimension);
        for (var i = 0; i < rows; i++) file.Write((byte)(i * 11));
        Quantizer(file, 1);
    }

    static void Quantizer(BinaryWriter file, int dimension)
    {
        foreach (var value in new[] { dimension, 1, dimension, dimension }) file.Write(value);
        for (var i = 0; i < dimension * 256; i++) file.Write(MathF.Cos(i));
    }
}
