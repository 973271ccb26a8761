using System.Collections.Immutable;
using Curation.Core.Runs;

namespace Curation.Core.Planning;

/// <summary>What a step of a finished pilot run took and left.</summary>
/// <param name="Step">The step.</param>
/// <param name="Tasks">Number of its tasks.</param>
/// <param name="BytesIn">Bytes read: stored bytes of inputs, or of the documents of the steps before.</param>
/// <param name="RowsOut">Documents kept.</param>
/// <param name="KeptBytes">Bytes of files of kept documents.</param>
/// <param name="DroppedBytes">Bytes of files of dropped documents.</param>
/// <param name="ArtifactBytes">Bytes of artifacts.</param>
/// <param name="Artifacts">Number of artifacts.</param>
/// <param name="Seconds">Time of all tasks together, each on one slot.</param>
/// <param name="ProcessorSeconds">Processor time of the processes while the step ran.</param>
/// <param name="SlotBytes">Peak of resident memory for each task at a time.</param>
/// <param name="FailureRate">Share of attempts that failed.</param>
/// <param name="Spread">How tasks differ: each one's seconds a byte, divided by the mean of all; sorted.</param>
public sealed record PilotStep(
    Step Step, int Tasks, long BytesIn, long RowsOut, long KeptBytes, long DroppedBytes, long ArtifactBytes, int Artifacts,
    double Seconds, double ProcessorSeconds, long SlotBytes, double FailureRate, ImmutableArray<double> Spread);
