using System.Collections.Frozen;

namespace Curation.Stages.Markup.Wikitext;

/// <summary>Templates that mark a page which only tells meanings of a word apart, in the larger wikis.</summary>
internal static class DisambiguationTemplates
{
    static readonly FrozenSet<string> s_names = new[]
    {
        "disambiguation", "disambig", "disamb", "dab", "dis", "geodis", "hndis", "hospitaldis", "mathdab", "numberdis", "roaddis", "schooldis", "shipindex",
        "letter disambiguation", "human name disambiguation", "surname", "given name", "place name disambiguation", "road disambiguation",
        "begriffsklärung", "homonymie", "homonymes", "patronymes", "desambiguación", "des", "desambiguação", "desambig", "disambigua", "dp", "doorverwijspagina",
        "неоднозначность", "многозначность", "багатозначність", "пояснение", "disambigf", "ujednoznacznienie", "förgrening", "gren", "aimai", "曖昧さ回避", "消歧义", "消歧義", "동음이의",
        "rozcestník", "egyért", "täsmennyssivu", "anlam ayrımı", "flertydig", "peker", "توضيح", "פירושונים", "ابهام‌زدایی", "trang định hướng",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static bool Contains(string name) => s_names.Contains(name) || name.StartsWith("disambiguation ", StringComparison.Ordinal);
}
