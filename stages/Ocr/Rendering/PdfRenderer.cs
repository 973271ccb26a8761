using System.Runtime.CompilerServices;
using Curation.Core.Processes;
using Curation.Ocr.Imaging;

namespace Curation.Ocr.Rendering;

/// <summary>A page that was rendered, or why it was not.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Image">The image.</param>
/// <param name="Failure">Why there is none.</param>
sealed record RenderedPage(int Number, PageImage? Image, OcrException? Failure = null);

/// <summary>
/// Renders pages of a PDF by poppler's <c>pdftoppm</c> in a child process, as a stream: a page is rendered when it is asked for, neighbours by
/// one process. A page that crashes or hangs it fails alone.
/// </summary>
static class PdfRenderer
{
    const int MostFailures = 5;

    /// <summary>Renders pages.</summary>
    /// <param name="pdf">Path of the file.</param>
    /// <param name="pages">Their numbers, ascending.</param>
    /// <param name="scale">The size that the engine wants.</param>
    /// <param name="limits">What a page may take.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async IAsyncEnumerable<RenderedPage> RenderAsync(
        string pdf, IReadOnlyList<int> pages, PageScale scale, RenderLimits limits, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var resolutions = await PageSizes.ResolutionsAsync(pdf, pages[0], pages[^1], scale, limits, cancellationToken).ConfigureAwait(false);
        var failures = 0;
        for (var next = 0; next < pages.Count;)
        {
            var number = pages[next];
            if (!resolutions.TryGetValue(number, out var dpi) || dpi == 0 || failures >= MostFailures)
            {
                var cause = failures >= MostFailures ? $"{failures} pages of the file failed before it" : dpi == 0 && resolutions.ContainsKey(number) ? "the page is too large" : "poppler cannot read the page";
                yield return new(number, null, new("render", $"page {number}: {cause}"));
                next++;
                continue;
            }
            var end = next + 1;
            while (end < pages.Count && pages[end] == pages[end - 1] + 1 && resolutions.GetValueOrDefault(pages[end]) == dpi) end++;
            using var process = Start(pdf, number, pages[end - 1], dpi, limits);
            try
            {
                for (; next < end; next++)
                {
                    var page = await NextAsync(process.StandardOutput.BaseStream, pages[next], dpi, limits, cancellationToken).ConfigureAwait(false);
                    yield return page;
                    if (page.Image is not null) continue;
                    // The page behind it gets a process of its own.
                    failures++;
                    next++;
                    break;
                }
            }
            finally
            {
                // Not the tree: that stops the process first, and it stays so if this one ends in between.
                if (!process.HasExited) process.Kill();
            }
        }
    }

    static System.Diagnostics.Process Start(string pdf, int first, int last, int dpi, RenderLimits limits)
    {
        var process = ChildProcess.Start("pdftoppm", ["-gray", "-cropbox", "-r", $"{dpi}", "-f", $"{first}", "-l", $"{last}", pdf], new() { AddressSpace = limits.Memory });
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }

    static async Task<RenderedPage> NextAsync(Stream output, int number, int dpi, RenderLimits limits, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(limits.Time);
        try
        {
            // A pixel more a side than reckoned: poppler rounds up.
            var image = await PgmReader.ReadAsync(output, dpi, limits.Pixels + (limits.Pixels >> 4) + 65536, deadline.Token).ConfigureAwait(false);
            return image is not null ? new(number, image) : new(number, null, new("render", $"page {number}: pdftoppm gave no image"));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(number, null, new("render-time", $"page {number}: rendering took more than {limits.Time.TotalSeconds:0.#} s"));
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            return new(number, null, new("render", $"page {number}: pdftoppm broke off: {error.Message}", error));
        }
    }
}
