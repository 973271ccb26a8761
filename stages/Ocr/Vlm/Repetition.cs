namespace Curation.Ocr.Vlm;

/// <summary>Tells answers that fell into a loop.</summary>
static class Repetition
{
    const int Tail = 4000, LeastCharacters = 350, LeastTurns = 4;

    /// <summary>Whether the answer ends in the same piece over and over: at least four times and 350 characters.</summary>
    public static bool IsLoop(string text)
    {
        var tail = text.AsSpan().TrimEnd();
        tail = tail[Math.Max(0, tail.Length - Tail)..];
        // The shortest period of each end of the text, by the failure function of Knuth, Morris and Pratt read backwards.
        var border = new int[tail.Length + 1];
        for (var length = 2; length <= tail.Length; length++)
        {
            var known = border[length - 1];
            while (known > 0 && tail[^length] != tail[^(known + 1)]) known = border[known];
            border[length] = tail[^length] == tail[^(known + 1)] ? known + 1 : 0;
            var period = length - border[length];
            if (length >= LeastCharacters && length >= LeastTurns * period) return true;
        }
        return false;
    }
}
