using Curation.Core.Contracts;

namespace Curation.Stages.Readers.Compression;

/// <summary>A small file read whole, decompressed.</summary>
internal static class WholeFile
{
    /// <summary>The file's bytes, or what is wrong with it.</summary>
    /// <param name="input">The file.</param>
    /// <param name="maxBytes">Most decompressed bytes.</param>
    /// <param name="problem">What is wrong; null if nothing.</param>
    /// <param name="limitHit">Whether that is a limit.</param>
    public static byte[] Read(ReaderInput input, int maxBytes, out string? problem, out bool limitHit)
    {
        using var container = new Container(input, new ContainerLimits(), _ => true);
        problem = null;
        limitHit = false;
        while (true)
        {
            if (container.Window.Length > maxBytes)
            {
                limitHit = true;
                problem = $"{input.Name}: expected at most {maxBytes} bytes (option maxFileBytes), found more";
                return [];
            }
            if (container.Fill()) continue;
            if (container.Damage is { } damage)
            {
                limitHit = container.LimitHit;
                problem = $"{input.Name}: {damage}";
                return [];
            }
            var more = container.NextMember(out var gap);
            if (gap is { } junk)
            {
                problem = $"{input.Name} at byte {junk.Offset}: {junk.Length} bytes are no compressed data";
                return [];
            }
            if (!more) return container.Window.ToArray();
        }
    }
}
