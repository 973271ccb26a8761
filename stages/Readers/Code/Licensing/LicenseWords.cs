namespace Curation.Stages.Readers.Code.Licensing;

/// <summary>Words of a text for comparing: lower case, one blank between, no marks of comments.</summary>
internal static class LicenseWords
{
    public static string Normalize(ReadOnlySpan<char> text)
    {
        var words = new char[text.Length + 2];
        var length = 0;
        words[length++] = ' ';
        for (var i = 0; i < text.Length; i++)
        {
            var value = text[i];
            if (char.IsLetterOrDigit(value)) words[length++] = char.ToLowerInvariant(value);
            else if (words[length - 1] != ' ')
            {
                if (EndsWithCommentWord(words.AsSpan(0, length))) length -= 3;
                else words[length++] = ' ';
            }
        }
        if (words[length - 1] != ' ') words[length++] = ' ';
        return new string(words, 0, length);
    }

    /// <summary>Words that begin comments in m4 and batch files.</summary>
    static bool EndsWithCommentWord(ReadOnlySpan<char> words) => words.EndsWith(" dnl", StringComparison.Ordinal) || words.EndsWith(" rem", StringComparison.Ordinal);
}
