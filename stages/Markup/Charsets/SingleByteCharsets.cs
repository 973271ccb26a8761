namespace Curation.Stages.Markup.Charsets;

/// <summary>Encodings of one byte a character: how well bytes read as one of them.</summary>
static class SingleByteCharsets
{
    const string Western = "éèàêçôîûâùëïäöüßñóáíúãõåøæìòœÉÀÄÖÜÅØÆÇÑÓÁÍÚ¿¡";
    const string Central = "ąęłńśźżóćčšžřěůýáíéúťďňľĺŕôäöüőűŁŚŻŹČŠŽŘÝÁÍÉÚŐŰăâîşţșțđ";
    const string Turkish = "ığşçöüİĞŞÇÖÜâî";
    const string Baltic = "āčēģīķļņšūžąęėįųŠŽČĀĒĪŪĖ";
    const string Cyrillic = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіїєґўћђљњџј";
    const string Greek = "αοιετσνηυρπκμλςωδγχθφβξζψάέήίόύώ";
    const string Hebrew = "יוהלארשתבמנדקפעחכגטסזצםןךץף";
    const string Arabic = "اليمنرتبوعدسفهكقحجشصطخةأذضزثغئىءظإؤآپچگژیک";
    const string Thai = "านรอกเงมยลวดทสตะปบคหแจพชขใไโผธซถภศณญษฐฝฟำิีืึุู่้็์ั";
    const string Vietnamese = "ăâđêôơưàáèéìíòóùúĐƠƯ";

    /// <summary>The candidates; the commoner ones first, which win ties.</summary>
    public static IReadOnlyList<Candidate> All { get; } =
    [
        new("windows-1252", Western), new("windows-1251", Cyrillic), new("windows-1250", Central), new("koi8-r", Cyrillic), new("windows-1253", Greek),
        new("windows-1254", Turkish), new("windows-1255", Hebrew), new("windows-1256", Arabic), new("windows-1257", Baltic), new("windows-874", Thai),
        new("iso-8859-2", Central), new("iso-8859-5", Cyrillic), new("ibm866", Cyrillic), new("iso-8859-6", Arabic), new("windows-1258", Vietnamese),
    ];

    /// <summary>An encoding and the letters that its languages use.</summary>
    public sealed class Candidate
    {
        readonly char[] _chars = new char[128];
        readonly double[] _weights = new double[128];

        internal Candidate(string name, string letters)
        {
            Name = name;
            var bytes = new byte[128];
            for (var i = 0; i < 128; i++) bytes[i] = (byte)(i + 128);
            CharsetLabels.Named(name).GetChars(bytes, _chars);
            for (var i = 0; i < 128; i++)
            {
                var c = _chars[i];
                var rank = letters.IndexOf(char.ToLowerInvariant(c));
                _weights[i] = rank >= 0 ? 1.5 - ((double)rank / letters.Length) : letters.Contains(c) ? .8
                    : char.IsLetter(c) ? -.6 : char.IsControl(c) || c is '\uFFFD' || (c >= '\uE000' && c <= '\uF8FF') ? -4 : 0;
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
                sum += _weights[sample[i] - 128];
                var (before, after) = (i > 0 ? Char(sample[i - 1]) : ' ', i + 1 < sample.Length ? Char(sample[i + 1]) : ' ');
                // Words do not change from small letters to capitals, and signs seldom part letters.
                if (char.IsUpper(c) && char.IsLower(before)) sum -= 1.5;
                else if (!char.IsLetterOrDigit(c) && c is not ('’' or '‘' or '\u00A0' or '\u00AD' or '·') && char.IsLetter(before) && char.IsLetter(after) && !IsMark(c)) sum -= 2;
            }
            return count == 0 ? 0 : sum / count;
        }

        static bool IsMark(char c) => char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;

        char Char(byte b) => b < 0x80 ? (char)b : _chars[b - 128];
    }
}
