using Curation.Core.Documents;
using Curation.Ocr;

namespace Curation.Tests.Ocr;

/// <summary>Scans with known text.</summary>
static class OcrData
{
    /// <summary>Character error rate of an engine on a scan; skips the test, visibly, where the data is absent.</summary>
    public static async Task<double> ErrorAsync(OcrOptions options, string image, string text)
    {
        var file = Repository.DataOrSkip($"ocr/{image}");
        var expected = await File.ReadAllTextAsync(Repository.DataOrSkip($"ocr/{text}"), TestContext.Current.CancellationToken);
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        var verdict = await OcrInput.ApplyAsync(options, OcrInput.Image(bytes, file.EndsWith(".tif", StringComparison.Ordinal) ? "image/tiff" : "image/png"));
        var rate = CharacterError.Rate(expected, Assert.IsType<Verdict.Kept>(verdict).Document.Text);
        TestContext.Current.TestOutputHelper?.WriteLine($"{image}: {rate:0.0000}");
        return rate;
    }
}
