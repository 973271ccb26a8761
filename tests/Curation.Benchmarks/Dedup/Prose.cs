using System.Text;

namespace Curation.Benchmarks.Dedup;

/// <summary>Generated prose: words with the lengths and frequencies of English, sentences, lines; some texts near-copies of earlier ones.</summary>
static class Prose
{
    public static string[] Texts(int count, int seed = 20261124)
    {
        var random = new Random(seed);
        string[] vocabulary = [.. Enumerable.Range(0, 30_000).Select(rank => Word(random, rank))];
        var texts = new string[count];
        for (var i = 0; i < count; i++) texts[i] = i % 8 == 7 ? NearCopy(texts[random.Next(i)], random) : Text(random, vocabulary);
        return texts;
    }

    static string Text(Random random, string[] vocabulary)
    {
        var text = new StringBuilder();
        for (var words = random.Next(150, 1100); words > 0;)
        {
            var sentence = Math.Min(words, random.Next(6, 28));
            for (var w = 0; w < sentence; w++)
            {
                var word = random.Next(60) == 0 ? random.Next(3000).ToString(System.Globalization.CultureInfo.InvariantCulture)
                    : vocabulary[(int)(vocabulary.Length * Math.Pow(random.NextDouble(), 3.5))];
                if (w > 0) text.Append(random.Next(11) == 0 ? ", " : " ");
                text.Append(w == 0 ? char.ToUpperInvariant(word[0]) + word[1..] : word);
            }
            text.Append('.').Append(random.Next(5) == 0 ? '\n' : ' ');
            words -= sentence;
        }
        return text.ToString();
    }

    static string NearCopy(string text, Random random)
    {
        var words = text.Split(' ');
        for (var e = words.Length / 100; e >= 0; e--) words[random.Next(words.Length)] = "edited";
        return string.Join(' ', words);
    }

    static string Word(Random random, int rank)
    {
        var length = Math.Max(1, (rank < 100 ? random.Next(1, 5) : 2 + (int)(Math.Log(rank) * (0.4 + (0.6 * random.NextDouble())))));
        var letters = new char[length];
        for (var i = 0; i < length; i++) letters[i] = random.Next(400) == 0 ? 'é' : "etaoinshrdlcumwfgypbvkjxqz"[(int)(26 * Math.Pow(random.NextDouble(), 1.8))];
        return new string(letters);
    }
}
