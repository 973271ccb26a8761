using System.IO.Hashing;
using Curation.Core.Documents;

namespace Curation.Ocr.Recognition;

/// <summary>A payload as a file for programs that read files; deleted on disposal.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Digest">Digest of its bytes.</param>
sealed record PayloadFile(string Path, UInt128 Digest) : IDisposable
{
    /// <summary>Writes the payload to a folder.</summary>
    public static async Task<PayloadFile> WriteAsync(Record payload, string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var path = System.IO.Path.Combine(folder, System.IO.Path.GetRandomFileName());
        try
        {
            var hash = new XxHash128();
            using (var input = payload.Open())
            using (var output = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read))
            {
                var buffer = new byte[1 << 16];
                while (await input.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var read)
                {
                    hash.Append(buffer.AsSpan(0, read));
                    await output.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                }
            }
            return new(path, hash.GetCurrentHashAsUInt128());
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => File.Delete(Path);
}
