using Curation.Core.Errors;

namespace Curation.Ocr.PpOcr;

/// <summary>What the reading network's classes stand for: 0 is the gap between characters, then the lines of the file, then a blank.</summary>
sealed class CharacterTable
{
    readonly string[] _characters;

    CharacterTable(string[] characters) => _characters = characters;

    /// <summary>Classes that the network must have.</summary>
    public int Count => _characters.Length + 2;

    /// <summary>Reads the file.</summary>
    public static CharacterTable Load(string path)
    {
        try { return new(File.ReadAllText(path).TrimEnd('\n', '\r').Split('\n').Select(l => l.TrimEnd('\r')).ToArray()); }
        catch (IOException error) { throw new ConfigException($"characters {path} cannot be read: {error.Message}", error); }
    }

    /// <summary>
    /// The text of the most likely class at each step (connectionist temporal classification): repetitions are one character, gaps none. The
    /// confidence is the mean probability of the steps that count.
    /// </summary>
    public OcrLine Decode(ReadOnlySpan<long> classes, ReadOnlySpan<float> probabilities)
    {
        var text = new System.Text.StringBuilder();
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < classes.Length; i++)
        {
            var at = (int)classes[i];
            if (at == 0 || (i > 0 && classes[i - 1] == at)) continue;
            text.Append(at == Count - 1 ? " " : _characters[at - 1]);
            sum += probabilities[i];
            count++;
        }
        return new(text.ToString().Trim(), count == 0 ? 0 : Math.Round(sum / count, 4));
    }
}
