using System.Globalization;
using Curation.Core.Models;
using Curation.Ocr;
using Curation.Ocr.Imaging;
using Curation.Ocr.PpOcr;
using Curation.Ocr.Tesseract;
using Curation.Ocr.Workers;
using Curation.Tests.Ocr;
using Curation.Torch;

namespace Curation.Benchmarks.Ocr;

/// <summary>Character error rates of scans that are turned, skewed, pale or noisy, by engine: tells which steps before recognition would raise accuracy.</summary>
static class OcrVariants
{
    static readonly (string Image, string Text)[] s_scans =
    [
        ("tesseract-test/phototest.tif", "tesseract-test/phototest.gold.txt"), ("tesseract-test/eurotext.tif", "tesseract-test/eurotext.txt"), ("ocrmypdf/linn.png", "ocrmypdf/linn.txt"),
    ];

    static readonly (string Name, Func<PageImage, PageImage> Make)[] s_variants =
    [
        ("as it is", p => p),
        ("on its side", p => p.Turned(1)), ("on its head", p => p.Turned(2)),
        ("on its side, skewed 3°", p => Skewed(p, 3).Turned(1)),
        ("skewed 0.5°", p => Skewed(p, 0.5)), ("skewed 1°", p => Skewed(p, 1)), ("skewed 3°", p => Skewed(p, 3)), ("skewed 6°", p => Skewed(p, 6)), ("skewed −10°", p => Skewed(p, -10)),
        ("a quarter of the contrast", p => Shaded(p, x => 180 + (x / 4))), ("a tenth of the contrast", p => Shaded(p, x => 200 + (x / 10))),
        ("dark paper", p => Shaded(p, x => x / 3)), ("half in shadow", Shadowed), ("noise", Noisy),
    ];

    public static async Task<int> RunAsync(string data, string engines)
    {
        foreach (var (image, text) in s_scans)
        {
            using var decoder = new ImageDecoder(60_000_000, TimeSpan.FromMinutes(1));
            var page = await decoder.DecodeAsync(await File.ReadAllBytesAsync(Path.Combine(data, image)).ConfigureAwait(false), 0, default).ConfigureAwait(false);
            var expected = await File.ReadAllTextAsync(Path.Combine(data, text)).ConfigureAwait(false);
            foreach (var name in engines.Split(','))
            {
                IOcrEngine engine = name == "torch" ? new PpOcrEngine(new() { Device = DeviceChoice.Cpu }, ModelStore.Default) : new TesseractEngine(new());
                await using (engine.ConfigureAwait(false))
                {
                    foreach (var (variant, make) in s_variants)
                    {
                        var read = await engine.RecognizeAsync(make(page), default).ConfigureAwait(false);
                        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                            $"{name}\t{Path.GetFileName(image)}\t{variant}\t{CharacterError.Rate(expected, PageParagraphs.Of(read, joinLines: false)):0.000}\tconfidence {read.Confidence:0.00}"));
                    }
                }
            }
        }
        return 0;
    }

    static PageImage Skewed(PageImage page, double degrees)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        var turned = GreySampler.Crop(page, new(page.Width / 2.0, page.Height / 2.0, cos, sin, page.Width, page.Height), page.Width, page.Height);
        return page with { Pixels = [.. turned.Select(v => (byte)Math.Clamp((v + 1) * 127.5f + 0.5f, 0, 255))] };
    }

    static PageImage Shaded(PageImage page, Func<int, int> shade) => page with { Pixels = [.. page.Pixels.Select(p => (byte)Math.Clamp(shade(p), 0, 255))] };

    static PageImage Shadowed(PageImage page) => page with { Pixels = [.. page.Pixels.Select((p, i) => (byte)(p * (1 - (0.7 * (i % page.Width) / page.Width))))] };

    static PageImage Noisy(PageImage page)
    {
        var random = new Random(20261124);
        return Shaded(page, p => p + random.Next(-60, 61));
    }
}
