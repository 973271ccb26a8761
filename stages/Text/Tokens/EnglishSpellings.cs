namespace Curation.Stages.Text.Tokens;

/// <summary>
/// English spellings that the general rules would cut elsewhere: contractions with their pieces (<c>can</c> <c>'t</c> no, <c>ca</c>
/// <c>n't</c> yes), abbreviations that keep their full stop, emoticons. Which there are follows spaCy's tokenizer of English.
/// </summary>
static class EnglishSpellings
{
    static readonly Dictionary<string, int[]> s_pieces = Build();
    static readonly Dictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> s_lookup = s_pieces.GetAlternateLookup<ReadOnlySpan<char>>();
    static readonly uint[] s_lengths = Lengths();

    const int Pairs = 1 << 10;

    /// <summary>Lengths of the spelling's pieces; null if it is not special.</summary>
    public static int[]? Find(ReadOnlySpan<char> chunk)
    {
        var lengths = s_lengths[Pair(chunk[0], chunk[^1])];
        if (chunk.Length > 1) lengths &= s_lengths[Pair(chunk[0], chunk[1]) + Pairs];
        if (((lengths >> Math.Min(chunk.Length, 31)) & 1) == 0) return null;
        return s_lookup.TryGetValue(chunk, out var pieces) ? pieces : null;
    }

    /// <summary>Which lengths go with which first and last, and which first and second characters: settles nearly every chunk.</summary>
    static uint[] Lengths()
    {
        var lengths = new uint[2 * Pairs];
        foreach (var spelling in s_pieces.Keys)
        {
            var length = 1u << Math.Min(spelling.Length, 31);
            lengths[Pair(spelling[0], spelling[^1])] |= length;
            if (spelling.Length > 1) lengths[Pair(spelling[0], spelling[1]) + Pairs] |= length;
        }
        return lengths;
    }

    /// <summary>A number below <see cref="Pairs"/>, of the low five bits of both.</summary>
    static int Pair(char first, char second) => ((first & 31) << 5) | (second & 31);

    static Dictionary<string, int[]> Build()
    {
        var found = new Dictionary<string, int[]>(StringComparer.Ordinal);
        Pronouns(found);
        Verbs(found);
        foreach (var h in Enumerable.Range(1, 12))
            foreach (var half in new[] { "a.m.", "am", "p.m.", "pm" })
                Add(found, $"{h}", half);
        Add(found, "y'", "all");
        Add(found, "y", "all");
        foreach (var (first, second) in new[] { ("can", "not"), ("gon", "na"), ("got", "ta"), ("let", "'s"), ("let", "\u2019s"), ("not", "'ve"), ("not", "\u2019ve"), ("not", "ve") })
        {
            Add(found, first, second);
            Add(found, Title(first), second);
        }
        foreach (var whole in Whole.Split(' ', StringSplitOptions.RemoveEmptyEntries)) Add(found, whole);
        for (var c = 'a'; c <= 'z'; c++) Add(found, $"{c}.");
        foreach (var word in "Ill ill Its its Hell hell Shell shell Shed shed were Were Well well Whore whore".Split(' ')) found.Remove(word);
        return found;
    }

    static void Pronouns(Dictionary<string, int[]> found)
    {
        foreach (var word in "i you he she it we they who what when where why how there that this those these".Split(' '))
        {
            var pronoun = word is "i" or "you" or "he" or "she" or "it" or "we" or "they";
            if (word is "i") Contract(found, word, "m", "ma");
            if (word is "this" or "those" or "these") continue;
            Contract(found, word, "ll", "llve", "d", "dve");
            if (!pronoun || word is "i" or "you" or "we" or "they") Contract(found, word, "ve");
            if (!pronoun || word is "you" or "we" or "they") Contract(found, word, "re");
            if (!pronoun || word is "he" or "she" or "it") Contract(found, word, "s");
        }
    }

    static void Verbs(Dictionary<string, int[]> found)
    {
        foreach (var verb in "ca could do does did had may might must need ought sha should wo would ai are is was were have has dare".Split(' '))
        {
            var auxiliary = verb is not ("ai" or "are" or "is" or "was" or "were" or "have" or "has" or "dare");
            foreach (var stem in new[] { verb, Title(verb) })
            {
                foreach (var not in new[] { "n't", "n\u2019t", "nt" })
                {
                    Add(found, stem, not);
                    if (auxiliary) Add(found, stem, not, not switch { "n't" => "'ve", "nt" => "ve", _ => "\u2019ve" });
                }
            }
            if (verb is "could" or "might" or "must" or "should" or "would") Contract(found, verb, "ve");
        }
    }

    /// <summary>A word with endings as they stand behind an apostrophe of either kind, and without one.</summary>
    static void Contract(Dictionary<string, int[]> found, string word, params string[] endings)
    {
        foreach (var stem in new[] { word, Title(word) })
        {
            foreach (var ending in endings)
            {
                foreach (var apostrophe in new[] { "'", "\u2019", "" })
                {
                    switch (ending)
                    {
                        case "llve" or "dve":
                            Add(found, stem, apostrophe + ending[..^2], apostrophe + "ve");
                            break;
                        case "ma":
                            Add(found, stem, apostrophe + "m", "a");
                            break;
                        default:
                            Add(found, stem, apostrophe + ending);
                            break;
                    }
                }
            }
        }
    }

    static void Add(Dictionary<string, int[]> found, params string[] pieces) => found[string.Concat(pieces)] = [.. pieces.Select(p => p.Length)];

    static string Title(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    const string Whole =
        "doin' Doin' goin' Goin' nothin' Nothin' nuthin' Nuthin' ol' Ol' somethin' Somethin' lovin' Lovin' havin' Havin' "
        + "'em 'll 'nuff 'S 's \u2018S \u2018s \u2019S \u2019s and/or w/o 're 'Cause 'cause 'cos 'Cos 'coz 'Coz 'cuz 'Cuz 'bout ma'am Ma'am o'clock O'clock 'd "
        + "\u2019em \u2019ll \u2019nuff \u2019re \u2019Cause \u2019cause \u2019cos \u2019Cos \u2019coz \u2019Coz \u2019cuz \u2019Cuz \u2019bout ma\u2019am Ma\u2019am o\u2019clock O\u2019clock \u2019d "
        + "Mt. Ak. Ala. Apr. Ariz. Ark. Aug. Calif. Colo. Conn. Dec. Del. Feb. Fla. Ga. Ia. Id. Ill. Ind. Jan. Jul. Jun. Kan. Kans. Ky. La. Mar. Mass. "
        + "May. Mich. Minn. Miss. N.C. N.D. N.H. N.J. N.M. N.Y. Neb. Nebr. Nev. Nov. Oct. Okla. Ore. Pa. S.C. Sep. Sept. Tenn. Va. Wash. Wis. "
        + "a.m. Adm. Bros. co. Co. Corp. D.C. Dr. e.g. E.g. E.G. Gen. Gov. i.e. I.e. I.E. Inc. Jr. Ltd. Md. Messrs. Mo. Mont. Mr. Mrs. Ms. p.m. Ph.D. Prof. "
        + "Rep. Rev. Sen. St. vs. v.s. \u00E4. \u00F6. \u00FC. ' '' \\\") \\n \\t <space> C++ \u2014 "
        + ":) :-) :)) :-)) :))) :-))) (: (-: =) (= :] :-] [: [-: [= =] :o) (o: :} :-} 8) 8-) (-8 ;) ;-) (; (-; :( :-( :(( :-(( :((( :-((( ): )-: =( >:( "
        + ":') :'-) :'( :'-( :/ :-/ =/ =| :| :-| :1 :P :-P :p :-p :O :-O :o :-o :0 :-0 :() >:o :* :-* :3 :-3 =3 :> :-> :X :-X :x :-x :D :-D ;D ;-D =D "
        + "xD XD xDD XDD 8D 8-D ^_^ ^__^ ^___^ >.< >.> <.< ._. ;_; -_- -__- v.v V.V v_v V_V o_o o_O O_o O_O 0_o o_0 0_0 o.O O.o O.O o.o 0.0 o.0 0.o @_@ "
        + "<3 <33 <333 </3 (^_^) (-_-) (._.) (>_<) (*_*) (\u00AC_\u00AC) \u00AF\\(\u30C4)/\u00AF ><(((*>";
}
