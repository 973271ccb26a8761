using System.IO.Compression;
using Curation.Core.Errors;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace Curation.Stages.Pdf.Parsing;

/// <summary>PdfPig's filters, but none unpacks more than a limit: a stream of a megabyte may hold a gigabyte, and streams may be packed twice.</summary>
internal sealed class BoundedFilters(int maxBytes) : IFilterProvider
{
    /// <summary>Most that Deflate packs, to one.</summary>
    const int BestRatio = 1032;

    static readonly IFilterProvider s_filters = DefaultFilterProvider.Instance;

    readonly System.Collections.Concurrent.ConcurrentDictionary<IFilter, IFilter> _bounded = new();

    /// <inheritdoc/>
    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary) => Bounded(s_filters.GetFilters(dictionary));

    /// <inheritdoc/>
    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => Bounded(s_filters.GetNamedFilters(names));

    /// <inheritdoc/>
    public IReadOnlyList<IFilter> GetAllFilters() => Bounded(s_filters.GetAllFilters());

    IFilter[] Bounded(IReadOnlyList<IFilter> filters) => filters.Count > MaxFilters
        ? throw new LimitException($"a stream is packed {filters.Count} times, expected at most {MaxFilters}")
        : [.. filters.Select(f => _bounded.GetOrAdd(f, inner => new BoundedFilter(inner, maxBytes)))];

    /// <summary>Filters on one stream.</summary>
    const int MaxFilters = 8;

    sealed class BoundedFilter(IFilter inner, int maxBytes) : IFilter
    {
        public bool IsSupported => inner.IsSupported;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            if (inner is FlateFilter && input.Length > maxBytes / BestRatio) Count(input);
            var output = inner.Decode(input, streamDictionary, filterProvider, filterIndex);
            return output.Length <= maxBytes ? output : throw Exceeded();
        }

        /// <summary>Unpacks without keeping anything, to see how much it is.</summary>
        void Count(Memory<byte> input)
        {
            if (input.Length < 3) return;
            using var stream = new DeflateStream(new MemoryStream(input[2..].ToArray()), CompressionMode.Decompress);
            var buffer = new byte[1 << 16];
            var total = 0L;
            try
            {
                while (stream.Read(buffer) is > 0 and var read)
                    if ((total += read) > maxBytes) throw Exceeded();
            }
            catch (InvalidDataException)
            {
                // Damaged: the filter itself decides what is left of it.
            }
        }

        LimitException Exceeded() => new($"a stream unpacks to more than {maxBytes:n0} bytes (option maxStreamBytes)");
    }
}
