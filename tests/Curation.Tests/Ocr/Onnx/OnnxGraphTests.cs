using Curation.Core.Errors;
using Curation.Ocr.Onnx;

namespace Curation.Tests.Ocr.Onnx;

public sealed class OnnxGraphTests
{
    [Fact]
    public void Fuse_OfTheNetworks_LeavesOneOperationWhereThereWereSeveral()
    {
        var fused = GraphFusion.Fuse(OnnxGraph.Load(OcrModels.PathOrSkip(OcrModels.Recognition)));
        var operators = fused.Nodes.CountBy(n => n.Operator).ToDictionary();
        Assert.DoesNotContain("BatchNormalization", operators);
        Assert.DoesNotContain("Clip", operators);
        Assert.Equal(28, operators["HardSwish"]);
        Assert.Equal(7, operators["Silu"]);
    }

    [Fact]
    public void Load_NoNetwork_SaysWhatIsExpected()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("onnx").FullName, "a.onnx");
        File.WriteAllText(file, "no network");
        Assert.Contains(file, Assert.Throws<ConfigException>(() => OnnxGraph.Load(file)).Message, StringComparison.Ordinal);
        Directory.Delete(Path.GetDirectoryName(file)!, true);
    }

    /// <summary>Damaged files are refused, never read past their end: fixed seed.</summary>
    [Fact]
    public void Read_DamagedBytes_ThrowsOnlyThatItIsDamaged()
    {
        var model = File.ReadAllBytes(OcrModels.PathOrSkip(OcrModels.Direction));
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            var damaged = model.AsSpan(0, round % 3 == 0 ? random.Next(model.Length) : model.Length).ToArray();
            for (var i = 0; i < random.Next(1, 30) && damaged.Length > 0; i++) damaged[random.Next(Math.Min(damaged.Length, round % 2 == 0 ? 2000 : damaged.Length))] = (byte)random.Next(256);
            try { OnnxGraph.Read(damaged); }
            catch (InvalidDataException) { }
        }
    }
}
