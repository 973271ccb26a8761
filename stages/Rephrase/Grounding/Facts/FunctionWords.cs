using System.Collections.Frozen;
using Curation.Stages.Text.Languages;

namespace Curation.Stages.Rephrase.Grounding.Facts;

/// <summary>Words that say nothing of what a text is about, in the languages with a table and more of them in English.</summary>
static class FunctionWords
{
    const string English = """
        a about above according accordingly across actually additionally after again against all almost along already also although always am among an and another any anyone anything are around as at away
        be because been before being below best besides better between both briefly but by can cannot certainly consequently could currently despite did do does doing done don't down due during each either else
        especially essentially etc even eventually ever every everyone everything example except far few finally first firstly following for from further furthermore generally get given gives go goes good got had has have
        having he hence her here hers herself him himself his how however i if important in indeed initially instead into is it its itself just kind know last lastly later least less let like likely make makes many may maybe me
        meanwhile might mine more moreover most mostly much must my myself need never nevertheless next no nobody none nonetheless nor normally not note nothing now obviously of off often on once one only onto or originally other others
        otherwise our ours out over overall own particularly per perhaps please possible possibly previously probably put quite rather really regarding same second secondly see seem seems several shall she should similarly simply since so
        some someone something sometimes somewhat soon specifically still subsequently such sure than thanks that the their theirs them themselves then there thereby therefore these they thing things third this those though through
        throughout thus to today together too toward towards two typically ultimately under unfortunately unless unlike until up upon us use used using usually various very via was way we well were what whatever when whenever where
        whereas wherever whether which while who whoever whole whom whose why will with within without would yes yet you your yours yourself don doesn didn isn aren wasn weren won wouldn couldn shouldn hasn haven hadn ll ve re
        answer question explain describe define according refers refer means mean called known states state says said
        """;

    static readonly FrozenSet<string> s_words = English.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Concat(LanguageTable.Languages.Where(l => l is not ("ja" or "zh")).SelectMany(l => LanguageTable.Of(l)!.StopWords).Where(w => w.Length < 6).Select(FactText.Fold)).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a word, lower case and without accents, is one.</summary>
    public static bool Contains(string key) => s_words.Contains(key);
}
