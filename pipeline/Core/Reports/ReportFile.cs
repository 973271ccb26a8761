using System.Text.Encodings.Web;
using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Core.Runtime;
using Curation.Core.Storage;

namespace Curation.Core.Reports;

/// <summary>Reports as JSON, and their folder.</summary>
public static class ReportFile
{
    static readonly JsonSerializerOptions s_json = new(StrictJson.Options)
    {
        WriteIndented = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Skip,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The bytes of <c>report.json</c>.</summary>
    public static byte[] Write(RunReport report) => JsonSerializer.SerializeToUtf8Bytes(report, s_json);

    /// <summary>Path of a file of a run's report.</summary>
    public static string PathOf(RunContext context, string name) => $"{context.Run.File.Output.Directory.TrimEnd('/')}/report/{name}";

    /// <summary>Stores a file of a run's report, in place of an earlier one.</summary>
    public static async Task PutAsync(RunContext context, string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (await context.Storage.ReadAllAsync(PathOf(context, name), cancellationToken).ConfigureAwait(false) is { } stored && bytes.Span.SequenceEqual(stored)) return;
        using var folder = AttemptFolder.Create(context.Scratch);
        var local = Path.Combine(folder.Path, name);
        await File.WriteAllBytesAsync(local, bytes, cancellationToken).ConfigureAwait(false);
        // A file that is there already stays as it is: a storage holds files named by their digests.
        await context.Storage.DeleteAsync(PathOf(context, name), cancellationToken).ConfigureAwait(false);
        await context.Storage.PutFileAsync(PathOf(context, name), local, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a report.</summary>
    /// <exception cref="ConfigException">It is not a report, or of a newer layout.</exception>
    public static RunReport Read(ReadOnlySpan<byte> json, string path)
    {
        try
        {
            var report = JsonSerializer.Deserialize<RunReport>(json, s_json);
            return report switch
            {
                null => throw new ConfigException($"{path}: expected a report, found null"),
                { Version: > RunReport.NewestVersion } => throw new ConfigException($"{path} has version {report.Version} of the report layout; this program reads {RunReport.NewestVersion}: update curate"),
                _ => report,
            };
        }
        catch (JsonException error)
        {
            throw new ConfigException($"{path} is not a report of curate: {error.Message}", error);
        }
    }
}
