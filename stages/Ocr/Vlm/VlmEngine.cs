using Curation.Core.Contracts;
using Curation.Ocr.Imaging;

namespace Curation.Ocr.Vlm;

/// <summary>
/// A vision-language model behind a server. What such models are known to do is looked for: answers that are cut off, loop, lack their form or
/// say more than there is ink for are asked for again at a higher temperature; a page that the model calls turned is turned.
/// </summary>
public sealed class VlmEngine : IOcrEngine
{
    /// <summary>Temperatures of the attempts (olmOCR's).</summary>
    static readonly double[] s_temperatures = [0.1, 0.1, 0.2, 0.3, 0.5, 0.8, 0.9, 1.0];

    readonly VlmOptions _options;
    readonly VlmProfile _profile;
    readonly ChatServer _server;

    /// <summary>An engine for the server of the options.</summary>
    public VlmEngine(VlmOptions options, StageServices services)
    {
        (_options, _profile) = (options, VlmProfile.Of(options.Profile));
        var model = options.Model ?? _profile.Model;
        _server = new(options, model, _profile, services);
        Identity = $"vlm 2 {options.Profile} {model} {options.MaxTokens} {options.Attempts}";
        // Rendered four times as large as asked for would be waste; as large as asked for loses thin strokes.
        Scale = new(300, _profile.LongestSide);
    }

    /// <inheritdoc/>
    public string Name => "vlm";

    /// <inheritdoc/>
    public string Identity { get; }

    /// <inheritdoc/>
    public PageScale Scale { get; }

    /// <inheritdoc/>
    public int PagesAtOnce => _options.Concurrency;

    /// <inheritdoc/>
    public async Task<OcrPage> RecognizeAsync(PageImage page, CancellationToken cancellationToken)
    {
        page = Fit(page);
        var mostCharacters = 200 + 8L * Ink.DarkBlocks(page);
        var png = PngWriter.Encode(page);
        OcrException? last = null;
        var turned = 0;
        for (var attempt = 0; attempt < _options.Attempts; attempt++)
        {
            try
            {
                var temperature = s_temperatures[Math.Min(attempt, s_temperatures.Length - 1)];
                var answer = await _server.AskAsync(png, temperature, cancellationToken).ConfigureAwait(false);
                var read = Check(answer, mostCharacters);
                // A model that keeps asking for another turn is taken at its last word.
                if (read.Turn == 0 || turned == 3) return ToPage(read, answer.Confidence, page);
                page = page.Turned(read.Turn);
                png = PngWriter.Encode(page);
                turned++;
                last = new("rotation", $"the model asked for a turn at each of {attempt + 1} attempts");
            }
            catch (OcrException error) when (error.Cause is "truncated" or "loop" or "form" or "invented" or "answer")
            {
                last = error;
            }
        }
        throw last!;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _server.Dispose();
        return ValueTask.CompletedTask;
    }

    VlmAnswer Check(ChatAnswer answer, long mostCharacters)
    {
        if (Repetition.IsLoop(answer.Text)) throw new OcrException("loop", "the model repeats itself without end");
        if (!answer.Finished) throw new OcrException("truncated", $"the answer is cut off at {_options.MaxTokens} tokens (option vlm.maxTokens)");
        if (answer.Text.Length > mostCharacters) throw new OcrException("invented", $"the model wrote {answer.Text.Length} characters for a page with ink for at most {mostCharacters}");
        try { return _profile.Read(answer.Text); }
        catch (FormatException error) { throw new OcrException("form", $"the answer has not the form of {_options.Profile}: {error.Message}", error); }
    }

    OcrPage ToPage(VlmAnswer answer, double confidence, PageImage page) => new(Name,
    [
        .. answer.Blocks.SelectMany(block => block.Text.Split('\n').Select((line, i) => new OcrLine(line.TrimEnd(), confidence)
        {
            StartsParagraph = i == 0,
            Box = block.Place is { } p ? new PageBox(p.Left * page.Width / 1000, p.Top * page.Height / 1000, p.Right * page.Width / 1000, p.Bottom * page.Height / 1000) : null,
        })),
    ]);

    PageImage Fit(PageImage page)
    {
        var factor = (double)_profile.LongestSide / Math.Max(page.Width, page.Height);
        return factor >= 1 ? page : GreySampler.Resize(page, Math.Max(1, (int)(page.Width * factor)), Math.Max(1, (int)(page.Height * factor)));
    }
}
