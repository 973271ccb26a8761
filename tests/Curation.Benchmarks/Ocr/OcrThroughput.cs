using System.Diagnostics;
using System.Globalization;
using Curation.Benchmarks.EndToEnd;
using Curation.Core.Models;
using Curation.Ocr;
using Curation.Ocr.Imaging;
using Curation.Ocr.PpOcr;
using Curation.Ocr.Rendering;
using Curation.Ocr.Tesseract;
using Curation.Torch;

namespace Curation.Benchmarks.Ocr;

/// <summary>
/// Pages a minute of processor time, alternated in one run: the command <c>tesseract</c>, the engine with one process and with one a core, and
/// PP-OCR on the CPU; all on the same pages, rendered before at the size that each wants.
/// </summary>
static class OcrThroughput
{
    public static async Task<int> RunAsync(string file, int pages, int turns)
    {
        var folder = Directory.CreateTempSubdirectory("curate-ocr-bench-").FullName;
        try
        {
            var images = await RenderAsync(file, pages, 300).ConfigureAwait(false);
            for (var i = 0; i < images.Count; i++) await File.WriteAllBytesAsync(Path.Combine(folder, $"{i}.png"), PngWriter.Encode(images[i])).ConfigureAwait(false);
            var smaller = await RenderAsync(file, pages, 200).ConfigureAwait(false);
            for (var turn = 1; turn <= turns; turn++)
            {
                Report(turn, "command", images.Count, await MeasureAsync(() => CommandAsync(folder, images.Count)).ConfigureAwait(false));
                foreach (var workers in new[] { 1, 2 })
                    Report(turn, $"engine tesseract, {workers} at a time", images.Count, await MeasureAsync(() => RecognizeAsync(new TesseractEngine(new() { Workers = workers }), images)).ConfigureAwait(false));
                if (File.Exists(Path.Combine(ModelStore.Default.Directory, new PpOcrModels().Detection)))
                    Report(turn, "engine torch, 2 threads", smaller.Count, await MeasureAsync(() => RecognizeAsync(new PpOcrEngine(new() { Device = DeviceChoice.Cpu, Workers = 2 }, ModelStore.Default), smaller)).ConfigureAwait(false));
            }
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task<List<PageImage>> RenderAsync(string file, int pages, int dpi)
    {
        var images = new List<PageImage>();
        await foreach (var page in PdfRenderer.RenderAsync(file, [.. Enumerable.Range(1, pages)], new(dpi), new(60_000_000, TimeSpan.FromMinutes(1)), default).ConfigureAwait(false))
        {
            if (page.Image is { } image && !Ink.IsBlank(image)) images.Add(image);
        }
        return images;
    }

    static async Task CommandAsync(string folder, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var start = new ProcessStartInfo("tesseract", [Path.Combine(folder, i.ToString(CultureInfo.InvariantCulture) + ".png"), "-", "--dpi", "300"]) { RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["OMP_THREAD_LIMIT"] = "1";
            using var process = Process.Start(start)!;
            _ = process.StandardError.ReadToEndAsync();
            _ = await process.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
            await process.WaitForExitAsync().ConfigureAwait(false);
        }
    }

    static async Task RecognizeAsync(IOcrEngine engine, List<PageImage> images)
    {
        await using (engine.ConfigureAwait(false))
        {
            using var slots = new SemaphoreSlim(engine.PagesAtOnce);
            await Task.WhenAll(images.Select(async image =>
            {
                await slots.WaitAsync().ConfigureAwait(false);
                try { await engine.RecognizeAsync(image, default).ConfigureAwait(false); }
                finally { slots.Release(); }
            })).ConfigureAwait(false);
        }
        // The processes' time counts once they have ended.
        await Task.Delay(500).ConfigureAwait(false);
    }

    static async Task<(double Cpu, double Wall)> MeasureAsync(Func<Task> work)
    {
        var (before, start) = (Cpu(), Stopwatch.GetTimestamp());
        await work().ConfigureAwait(false);
        return ((Cpu() - before).TotalSeconds, Stopwatch.GetElapsedTime(start).TotalSeconds);

        static TimeSpan Cpu() => ChildrenCpu.Total + Process.GetCurrentProcess().TotalProcessorTime;
    }

    static void Report(int turn, string what, int pages, (double Cpu, double Wall) time) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"turn {turn}, {what}: {60 * pages / time.Cpu:0.0} pages a CPU-minute, {60 * pages / time.Wall:0.0} a minute ({pages} pages)"));
}
