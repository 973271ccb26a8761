using Curation.Core.Models;
using Curation.Core.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Curation.Core.Contracts;

/// <summary>What the runtime offers to components when they are made.</summary>
public sealed record StageServices
{
    /// <summary>The run's seed; combine it with the document's id.</summary>
    public long Seed { get; init; }

    /// <summary>Pinned model files.</summary>
    public ModelStore Models { get; init; } = ModelStore.Default;

    /// <summary>Extractors by name, for the stage that dispatches by media type.</summary>
    public StageCatalog Catalog { get; init; } = new();

    /// <summary>
    /// Whether a batch stage that follows takes <see cref="Documents.Document.Payload"/> (OCR): only then may an extractor leave it on a document.
    /// </summary>
    public bool PayloadTaken { get; init; }

    /// <summary>Results of devices and servers that were computed before.</summary>
    public IResultStore Results { get; init; } = new MemoryResultStore();

    /// <summary>Storage of inputs, for readers whose records lie in files that an index names.</summary>
    public IStorage Storage { get; init; } = new StorageRouter();

    /// <summary>Local folder for what does not fit into memory; who uses it deletes what it leaves.</summary>
    public string Scratch { get; init; } = Path.Combine(Path.GetTempPath(), "curate");

    /// <summary>Time for deadlines; never for results.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Loggers; stages do not log per document.</summary>
    public ILoggerFactory Logging { get; init; } = NullLoggerFactory.Instance;
}
