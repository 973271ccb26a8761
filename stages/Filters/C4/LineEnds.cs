using System.Buffers;
using Curation.Stages.Text.Languages;

namespace Curation.Stages.Filters.C4;

/// <summary>Which characters end a line.</summary>
static class LineEnds
{
    static readonly SearchValues<char> s_datatrove = SearchValues.Create(".?!\"'");
    static readonly SearchValues<char> s_dolma = SearchValues.Create(".?!\"");
    static readonly SearchValues<char> s_wide = SearchValues.Create(".?!\"'。！？．｡」』”’）");

    public static SearchValues<char> Of(C4Dialect dialect, string? language) =>
        Scripts.IsUnspaced(language) ? s_wide : dialect == C4Dialect.Datatrove ? s_datatrove : s_dolma;
}
