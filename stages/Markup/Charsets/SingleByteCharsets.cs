using System.Globalization;

namespace Curation.Stages.Markup.Charsets;

/// <summary>
/// Encodings of one byte a character: how well bytes read as a language written in one of them. Latin alphabets have few letters beyond
/// ASCII, so that any other one speaks against the language; of other alphabets the frequent letters speak for it.
/// </summary>
static class SingleByteCharsets
{
    const string Cyrillic = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіїєґўћђљњџј";
    const string Arabic = "اليمنرتبوعدسفهكقحجشصطخةأذضزثغئىءظإؤآپچگژیک";

    static readonly string[] s_western = ["äöüß", "éèàêçôîûâùëïœ", "áéíóúñü¿¡ºª", "ãçáéíóúâêôàõºª", "àèéìòù", "åäöé", "æøåéö", "áéíóúàèïòç·", "áðéíóúýþæö", "éëïóöü", "äöõü"];
    static readonly string[] s_central = ["ąęłńśźżóć", "áčďéěíňóřšťúůýž", "áéíóöőúüű", "ăâîşţ", "áäčďéíĺľňóôŕšťúýž", "čćšžđ"];

    /// <summary>The candidates; the commoner ones first, which win ties.</summary>
    public static IReadOnlyList<Candidate> All { get; } =
    [
        .. s_western.Select(l => new Candidate("windows-1252", l)), new("windows-1251", Cyrillic), .. s_central.Select(l => new Candidate("windows-1250", l)), new("koi8-r", Cyrillic),
        new("windows-1253", "αοιετσνηυρπκμλςωδγχθφβξζψάέήίόύώ"), new("windows-1254", "ığşçöüâî"), new("windows-1255", "יוהלארשתבמנדקפעחכגטסזצםןךץף"), new("windows-1256", Arabic),
        new("windows-1257", "ąčęėįšųūž"), new("windows-1257", "āčēģīķļņšūž"), new("windows-874", "านรอกเงมยลวดทสตะปบคหแจพชขใไโผธซถภศณญษฐฝฟำิีืึุู่้็์ั"),
        .. s_central.Select(l => new Candidate("iso-8859-2", l)), new("iso-8859-5", Cyrillic), new("ibm866", Cyrillic), new("iso-8859-6", Arabic), new("windows-1258", "ăâđêôơưàáèéìíòóùú"),
    ];

    /// <summary>An encoding and the letters that a language uses.</summary>
    public sealed class Candidate
    {
        readonly char[] _chars = new char[128];
        readonly double[] _weights = new double[128];
        readonly bool _isLatin;

        internal Candidate(string name, string letters)
        {
            (Name, _isLatin) = (name, letters[0] < '\u0250');
            var bytes = new byte[128];
            for (var i = 0; i < 128; i++) bytes[i] = (byte)(i + 128);
            CharsetLabels.Named(name).GetChars(bytes, _chars);
            for (var i = 0; i < 128; i++)
            {
                var rank = letters.IndexOf(char.ToLowerInvariant(_chars[i]), StringComparison.Ordinal);
                _weights[i] = rank >= 0 ? (_isLatin ? 1 : Math.Max(-1, 2 - (.09 * rank)))
                    : char.IsLetter(_chars[i]) ? -1.5
                    : char.IsControl(_chars[i]) || _chars[i] is '\uFFFD' or (>= '\uE000' and <= '\uF8FF') ? -4 : 0;
            }
        }

        /// <summary>Name of the encoding.</summary>
        public string Name { get; }

        /// <summary>Mean weight of the bytes beyond ASCII.</summary>
        public double Score(ReadOnlySpan<byte> sample)
        {
            var (sum, count) = (0.0, 0);
            for (var i = 0; i < sample.Length; i++)
            {
                if (sample[i] < 0x80) continue;
                count++;
                var c = Char(sample[i]);
                var (before, after) = (i > 0 ? Char(sample[i - 1]) : ' ', i + 1 < sample.Length ? Char(sample[i + 1]) : ' ');
                sum += _weights[sample[i] - 128] - Oddity(c, before, after);
            }
            return count == 0 ? 0 : sum / count;
        }

        /// <summary>Words do not change from small letters to capitals or from one script to another, and signs seldom part letters.</summary>
        double Oddity(char c, char before, char after)
        {
            if (char.IsUpper(c) && char.IsLetter(before)) return char.IsLower(before) ? 1.5 : .6;
            if (!_isLatin && char.IsLetter(c) && (char.IsAsciiLetter(before) || char.IsAsciiLetter(after))) return 2;
            return !char.IsLetterOrDigit(c) && c is not ('’' or '‘' or '\u00A0' or '\u00AD' or '·') && char.IsLetter(before) && char.IsLetter(after) && !IsMark(c) ? 2 : 0;
        }

        static bool IsMark(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

        char Char(byte b) => b < 0x80 ? (char)b : _chars[b - 128];
    }
}
