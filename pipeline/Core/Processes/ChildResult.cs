namespace Curation.Core.Processes;

/// <summary>How a child process ended.</summary>
/// <param name="ExitCode">Its exit code; 128 + N if signal N ended it.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">The end of what it wrote to standard error.</param>
public sealed record ChildResult(int ExitCode, ReadOnlyMemory<byte> Output, string Error);
