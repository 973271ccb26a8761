using System.Text;

namespace Curation.Stages.Markup.Charsets;

/// <summary>East Asian encodings: how well bytes read as one of them.</summary>
static class DoubleByteCharsets
{
    /// <summary>From this score on the text is of that encoding.</summary>
    public const double Convincing = .55;

    /// <summary>The candidates.</summary>
    public static IReadOnlyList<Candidate> All { get; } =
    [
        // Japanese is known by its kana.
        new("shift_jis", IsJapanese), new("euc-jp", IsJapanese),
        new("ks_c_5601-1987", c => c is >= '\uAC00' and <= '\uD7A3' ? 1 : c is >= '\u3000' and <= '\u303F' ? .5 : 0),
        new("gb18030", c => "的一是不在人有我他这中大来上个国和也子时道说出而要于就下得可你年生自会那后能对着事其里所去行过家十用发天如然作方成者多日都三小军二无同么经法当起与好看学进种将还分此心前面又定见只主没公从部长名电网页新".Contains(c) ? 1.6 : IsIdeograph(c) ? .62 : IsPunctuation(c) ? .7 : 0),
        new("big5", c => "的一是不在人有我他這中大來上個國和也子時道說出而要於就下得可你年生自會那後能對著事其里所去行過家十用發天如然作方成者多日都三小軍二無同麼經法當起與好看學進種將還分此心前面又定見只主沒公從部長名電網頁新".Contains(c) ? 1.6 : IsIdeograph(c) ? .62 : IsPunctuation(c) ? .7 : 0),
    ];

    static double IsJapanese(char c) => c is >= '\u3041' and <= '\u30FE' ? 1.25 : IsIdeograph(c) ? .6 : IsPunctuation(c) ? .7 : c is >= '\uFF61' and <= '\uFF9F' ? -.5 : 0;

    static bool IsIdeograph(char c) => c is >= '\u4E00' and <= '\u9FFF';

    static bool IsPunctuation(char c) => c is (>= '\u3000' and <= '\u3020') or (>= '\uFF01' and <= '\uFF5E');

    /// <summary>An encoding and what a character of it speaks for it.</summary>
    public sealed class Candidate(string name, Func<char, double> weight)
    {
        readonly Encoding _encoding = CharsetLabels.Named(name);

        /// <summary>Name of the encoding.</summary>
        public string Name => name;

        /// <summary>Mean weight of the characters beyond ASCII; what cannot be read counts against it.</summary>
        public double Score(ReadOnlySpan<byte> sample)
        {
            var (sum, count) = (0.0, 0);
            foreach (var c in _encoding.GetString(sample))
            {
                if (c < 0x80) continue;
                count++;
                sum += c is '\uFFFD' or '?' or (>= '\uE000' and <= '\uF8FF') ? -4 : c < '\u0250' ? -1 : weight(c);
            }
            return count == 0 ? -1 : sum / count;
        }
    }
}
