using System.Buffers;
using System.Text;

namespace Curation.Stages.Text.Sentences;

/// <summary>Characters that end a sentence in any script: Unicode's property Sentence_Terminal (PropList, Unicode 15), which FineWeb's set is.</summary>
static class TerminalPunctuation
{
    /// <summary>Those of the basic plane.</summary>
    public const string Basic =
        "!.?\u0589\u061D\u061E\u061F\u06D4\u0700\u0701\u0702\u07F9\u0837\u0839\u083D\u083E\u0964\u0965\u104A\u104B"
        + "\u1362\u1367\u1368\u166E\u1735\u1736\u1803\u1809\u1944\u1945\u1AA8\u1AA9\u1AAA\u1AAB\u1B5A\u1B5B\u1B5E\u1B5F\u1B7D\u1B7E"
        + "\u1C3B\u1C3C\u1C7E\u1C7F\u203C\u203D\u2047\u2048\u2049\u2E2E\u2E3C\u2E53\u2E54\u3002\uA4FF\uA60E\uA60F\uA6F3\uA6F7\uA876"
        + "\uA877\uA8CE\uA8CF\uA92F\uA9C8\uA9C9\uAA5D\uAA5E\uAA5F\uAAF0\uAAF1\uABEB\uFE52\uFE56\uFE57\uFF01\uFF0E\uFF1F\uFF61";

    static readonly SearchValues<char> s_basic = SearchValues.Create(Basic);

    static readonly HashSet<int> s_supplementary =
    [
        0x10A56, 0x10A57, 0x10F55, 0x10F56, 0x10F57, 0x10F58, 0x10F59, 0x10F86, 0x10F87, 0x10F88, 0x10F89, 0x11047, 0x11048,
        0x110BE, 0x110BF, 0x110C0, 0x110C1, 0x11141, 0x11142, 0x11143, 0x111C5, 0x111C6, 0x111CD, 0x111DE, 0x111DF, 0x11238, 0x11239,
        0x1123B, 0x1123C, 0x112A9, 0x1144B, 0x1144C, 0x115C2, 0x115C3, 0x115C9, 0x115CA, 0x115CB, 0x115CC, 0x115CD, 0x115CE, 0x115CF,
        0x115D0, 0x115D1, 0x115D2, 0x115D3, 0x115D4, 0x115D5, 0x115D6, 0x115D7, 0x11641, 0x11642, 0x1173C, 0x1173D, 0x1173E, 0x11944,
        0x11946, 0x11A42, 0x11A43, 0x11A9B, 0x11A9C, 0x11C41, 0x11C42, 0x11EF7, 0x11EF8, 0x11F43, 0x11F44, 0x16A6E, 0x16A6F, 0x16AF5,
        0x16B37, 0x16B38, 0x16B44, 0x16E98, 0x1BC9F, 0x1DA88,
    ];

    /// <summary>Whether a character of the basic plane ends sentences.</summary>
    public static bool Contains(char c) => s_basic.Contains(c);

    /// <summary>Whether a character ends sentences.</summary>
    public static bool Contains(Rune rune) => rune.IsBmp ? s_basic.Contains((char)rune.Value) : s_supplementary.Contains(rune.Value);

    /// <summary>Whether the line's last character ends a sentence.</summary>
    public static bool Ends(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty) return false;
        if (!char.IsLowSurrogate(line[^1])) return s_basic.Contains(line[^1]);
        return Rune.DecodeLastFromUtf16(line, out var rune, out _) == OperationStatus.Done && s_supplementary.Contains(rune.Value);
    }
}
