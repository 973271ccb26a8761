using Curation.Core.Contracts;
using Curation.Core.Runs;
using Curation.Core.Shards;
using Curation.Core.Storage;

namespace Curation.Core.Runtime;

/// <summary>What every task of a run shares.</summary>
/// <param name="Run">The resolved run.</param>
/// <param name="Storage">Storage of inputs and outputs.</param>
/// <param name="Services">Offered to components.</param>
/// <param name="Manifests">Manifests of the run's folder.</param>
/// <param name="Schema">Columns of the shards.</param>
/// <param name="Origin">What is written into shards about the run.</param>
/// <param name="Scratch">Local folder for attempts.</param>
public sealed record RunContext(
    ResolvedRun Run, IStorage Storage, StageServices Services, ManifestStore Manifests, ShardSchema Schema, ShardOrigin Origin, string Scratch);
