namespace Curation.Stages.Markup.Charsets;

/// <summary>
/// East Asian encodings: how well bytes read as one of them. What a pair speaks for it goes by the part of the character set that it lies in
/// (kana, punctuation, the ideographs of the first level) and by the most used characters.
/// </summary>
static class DoubleByteCharsets
{
    const string Simplified = "的一是不在人有我他这中大来上个国和也子时道说出而要于就下得可你年生自会那后能对着事其里所去行过家十用发天如然作方成者多日都三小军二无同么经法当起与好看学进种将还分此心前面又定见只主没公从部长名电网页新由本等品及第自人权利应以为何";
    const string Traditional = "的一是不在人有我他這中大來上個國和也子時道說出而要於就下得可你年生自會那後能對著事其里所去行過家十用發天如然作方成者多日都三小軍二無同麼經法當起與好看學進種將還分此心前面又定見只主沒公從部長名電網頁新由本等品及第自人權利應以為何";
    const string Hangul = "이다는가에을의고하한를지사은로그도기인자있리어나스대해일아시서부정라보전여수들게장원제상구주과유년신공소동";

    /// <summary>The candidates.</summary>
    public static IReadOnlyList<Candidate> All { get; } =
    [
        new("shift_jis", "", (lead, _) => lead is 0x82 or 0x83 ? 1.25 : lead == 0x81 ? .7 : lead is >= 0x88 and <= 0x97 ? .5 : -.3, single: b => b is >= 0xA1 and <= 0xDF ? -.5 : -4),
        new("euc-jp", "", (lead, trail) => trail < 0xA1 ? -4 : lead is 0xA4 or 0xA5 ? 1.25 : lead == 0xA1 ? .7 : lead is >= 0xB0 and <= 0xCF ? .5 : -.3, single: _ => -4),
        new("ks_c_5601-1987", Hangul, (lead, trail) => trail < 0xA1 ? -.5 : lead is >= 0xB0 and <= 0xC8 ? .6 : lead is >= 0xA1 and <= 0xA3 ? .5 : -.3, single: _ => -4),
        new("gb18030", Simplified, (lead, trail) => trail < 0xA1 ? -.5 : lead is >= 0xB0 and <= 0xD7 ? .4 : lead is >= 0xA1 and <= 0xA3 ? .7 : -.2, single: _ => -4),
        new("big5", Traditional, (lead, _) => lead is >= 0xA4 and <= 0xC6 ? .4 : lead is >= 0xA1 and <= 0xA3 ? .7 : -.3, single: _ => -4),
    ];

    /// <summary>An encoding and what its pairs of bytes speak for it.</summary>
    public sealed class Candidate(string name, string common, Func<int, int, double> weight, Func<int, double> single)
    {
        const double OfCommon = 1.6;
        const double Invalid = -4;

        readonly Lazy<float[]> _weights = new(() => Weigh(name, common, weight));

        /// <summary>Name of the encoding.</summary>
        public string Name => name;

        /// <summary>Mean weight of the characters beyond ASCII; what cannot be read counts against it.</summary>
        public double Score(ReadOnlySpan<byte> sample)
        {
            var (sum, count) = (0.0, 0);
            for (var i = 0; i < sample.Length; i++)
            {
                var lead = sample[i];
                if (lead < 0x80) continue;
                count++;
                if (lead is >= 0xA1 and <= 0xDF && single(lead) > Invalid) sum += single(lead);
                else if (i + 1 < sample.Length) sum += _weights.Value[((lead - 0x80) << 8) | sample[++i]];
            }
            return count == 0 ? Invalid : sum / count;
        }

        static float[] Weigh(string name, string common, Func<int, int, double> weight)
        {
            var encoding = CharsetLabels.Named(name);
            var weights = new float[0x80 << 8];
            Span<char> chars = stackalloc char[4];
            for (var lead = 0x80; lead < 0x100; lead++)
            {
                for (var trail = 0; trail < 0x100; trail++)
                {
                    var length = encoding.GetChars([(byte)lead, (byte)trail], chars);
                    var isPair = length == 1 && trail >= 0x40 && chars[0] is >= '\u0080' and not ('\uFFFD' or (>= '\uE000' and <= '\uF8FF'));
                    weights[((lead - 0x80) << 8) | trail] = (float)(!isPair ? Invalid : common.Contains(chars[0]) ? OfCommon : weight(lead, trail));
                }
            }
            return weights;
        }
    }
}
