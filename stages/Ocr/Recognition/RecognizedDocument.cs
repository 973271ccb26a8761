using System.Collections.Immutable;
using Curation.Core.Documents;

namespace Curation.Ocr.Recognition;

/// <summary>A document with the text of its recognised pages in place, and the verdict about it.</summary>
static class RecognizedDocument
{
    /// <summary>Puts texts, page list and signals together and judges by the options.</summary>
    /// <param name="document">The document as it came.</param>
    /// <param name="numbers">Numbers of the pages that were to be recognised, ascending.</param>
    /// <param name="results">Their results; null for a page that the file turned out not to have.</param>
    /// <param name="options">Thresholds.</param>
    public static Verdict Judge(Document document, int[] numbers, PageResult?[] results, OcrOptions options)
    {
        var text = new TextInsertion(document);
        var tally = new Tally();
        var pages = ImmutableArray.CreateBuilder<PageText>();
        foreach (var page in PageList.Of(document))
        {
            var at = Array.BinarySearch(numbers, page.Number);
            pages.Add(at < 0 ? text.Keep(page) : Place(page, results[at], text, tally, options));
        }
        var recognized = PageList.Write(text.Finish(), pages.ToImmutable());
        recognized = recognized with { Payload = null, Signals = recognized.Signals.With(tally.Signals(numbers.Length)) };
        if (tally.Failed > options.MaxFailedPages * numbers.Length)
            return Verdict.Drop(recognized, OcrStage.TooManyFailures, "ocr_pages_failed", options.MaxFailedPages * numbers.Length, tally.FirstFailure);
        if (recognized.Text.Length > 0) return Verdict.Keep(recognized);
        return tally.Dropped > 0
            ? Verdict.Drop(recognized, OcrStage.LowConfidence, "ocr_confidence", options.MinConfidence)
            : Verdict.Drop(recognized, OcrStage.NoText, detail: tally.FirstFailure);
    }

    static PageText Place(PageText page, PageResult? result, TextInsertion text, Tally tally, OcrOptions options)
    {
        if (result?.Page is not { } read)
        {
            tally.Fail(result?.Message ?? $"page {page.Number} is not in the file");
            return text.Keep(page) with { Route = PageRoute.Failed, Reason = result?.Cause ?? "missing" };
        }
        // A model's answer is Markdown: its lines are its own.
        var words = PageParagraphs.Of(read, options.JoinLines && read.Engine != "vlm");
        tally.Add(read, result.Seconds, words.Length);
        page = page with { Engine = read.Engine, Seconds = result.Seconds };
        if (words.Length == 0) return text.Keep(page) with { Route = PageRoute.Blank, Reason = "no-text" };
        page = page with { Confidence = read.Confidence };
        if (read.Confidence >= options.MinConfidence) return text.Insert(page, words);
        tally.Low++;
        if (options.LowConfidence == LowConfidence.Drop)
        {
            tally.Dropped++;
            return text.Keep(page) with { Reason = "low-confidence" };
        }
        return text.Insert(options.LowConfidence == LowConfidence.Mark ? page with { Reason = "low-confidence" } : page, words);
    }

    /// <summary>What is counted over the pages.</summary>
    sealed class Tally
    {
        readonly Dictionary<string, int> _engines = new(StringComparer.Ordinal) { ["tesseract"] = 0, ["torch"] = 0, ["vlm"] = 0 };
        double _seconds;
        double _confidence;
        long _characters;
        int _blank;

        public int Failed { get; private set; }

        public int Low { get; set; }

        public int Dropped { get; set; }

        public string? FirstFailure { get; private set; }

        public void Fail(string message) => (Failed, FirstFailure) = (Failed + 1, FirstFailure ?? message);

        public void Add(OcrPage page, double seconds, int characters)
        {
            _engines[page.Engine] = _engines.GetValueOrDefault(page.Engine) + 1;
            _seconds += seconds;
            _confidence += page.Confidence * characters;
            _characters += characters;
            if (characters == 0) _blank++;
        }

        public Signal[] Signals(int pages)
        {
            Signal[] counts =
            [
                new("ocr_pages", pages), new("ocr_pages_blank", _blank), new("ocr_pages_failed", Failed), new("ocr_pages_low", Low),
                .. _engines.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => new Signal($"ocr_pages_{e.Key}", e.Value)), new("ocr_seconds", Math.Round(_seconds, 3)),
            ];
            return _characters == 0 ? counts : [.. counts, new("ocr_confidence", Math.Round(_confidence / _characters, 4))];
        }
    }
}
