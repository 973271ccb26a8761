using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Ocr;

namespace Curation.Cli.Extracting;

/// <summary>Recognises the pages that extraction left; the engine starts with the first.</summary>
sealed class PageRecognition(OcrOptions options) : IAsyncDisposable
{
    OcrStage? _stage;

    /// <summary>The verdict with the text of all pages; one without pages to recognise stays as it is.</summary>
    public async Task<Verdict> ApplyAsync(Verdict extracted, CancellationToken cancellationToken)
    {
        if (extracted is not Verdict.Kept { Document: { Payload: not null } document }) return extracted;
        _stage ??= OcrStage.Create(options, new StageServices());
        return (await _stage.ApplyAsync([document], cancellationToken))[0];
    }

    public ValueTask DisposeAsync() => _stage?.DisposeAsync() ?? ValueTask.CompletedTask;
}
