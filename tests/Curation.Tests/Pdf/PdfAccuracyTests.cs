using System.Globalization;
using System.Text.RegularExpressions;

namespace Curation.Tests.Pdf;

/// <summary>Text of born-digital files against the LaTeX sources that they were made of: words, and four words in order.</summary>
public sealed partial class PdfAccuracyTests(ITestOutputHelper output)
{
    // What the package blindtext writes.
    const string Blind = "Hello, here is some text without a meaning. This text should show what a printed text will look like at this place. If you read this text, you will get no information. Really? Is there no information? Is there a difference between this text and some nonsense like “Huardest gefburn”? Kjift – not at all! A blind text like this gives you information about the selected font, how the letters are written and an impression of the look. This text should contain all letters of the alphabet and it should be written in of the original language. There is no need for special content, but the length of words should match the language.";

    [Theory]
    [InlineData("001-trivial/minimal-document")]
    [InlineData("003-pdflatex-image/pdflatex-image")]
    [InlineData("004-pdflatex-4-pages/pdflatex-4-pages")]
    [InlineData("006-pdflatex-outline/pdflatex-outline")]
    [InlineData("010-pdflatex-forms/pdflatex-forms")]
    [InlineData("026-latex-multicolumn/multicolumn")]
    public void Text_OfLatexDocument_IsThatOfItsSource(string name)
    {
        var source = File.ReadAllText(Repository.DataOrSkip($"pdf/py-pdf/{name}.tex"));
        var expected = Words(Plain(source));
        var found = Words(PdfInput.Kept(File.ReadAllBytes(Repository.DataOrSkip($"pdf/py-pdf/{name}.pdf"))).Text);
        var (words, shingles) = (F1(expected, found), F1(Shingles(expected), Shingles(found)));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: words {words:0.000}, shingles {shingles:0.000} of {expected.Length} words"));
        Assert.True(words >= .95, $"words {words}");
        Assert.True(shingles >= .88, $"shingles {shingles}");
    }

    static string Plain(string source)
    {
        source = Comment().Replace(source, "");
        var body = source.Split(@"\begin{document}")[1].Split(@"\end{document}")[0];
        string Of(string command) => Regex.Match(source, $@"\\{command}\{{(.*)\}}").Groups[1].Value;
        body = Front().Replace(body, "\n").Replace(@"\maketitle", $" {Of("title")} {Of("author")} January 3, 2024 ", StringComparison.Ordinal);
        var sections = Section().Matches(body).Select(m => m.Groups[1].Value).ToArray();
        int[] pages = [2, 2, 2, 2, 3, 3, 3, 4, 4];
        body = body.Replace(@"\tableofcontents", " Contents " + string.Join(' ', sections.Select((s, i) => $"{i + 1} {s} {pages[i]}")), StringComparison.Ordinal);
        var number = 0;
        body = Section().Replace(body, m => $" {++number} {m.Groups[1].Value} ");
        body = Regex.Replace(body, @"\\chapter\{(.*?)\}", " 1 $1 ");
        body = Regex.Replace(body, @"\\blindtext\[(\d+)\]", m => string.Join(' ', Enumerable.Repeat(Blind, int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture))));
        body = Regex.Replace(body, @"\\blindtext\{(\d+)\}", m => $"{Blind} {m.Groups[1].Value}");
        body = Regex.Replace(body, @"\\lipsum\[(\d+)-(\d+)\]", m => Lipsum(int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture)));
        body = body.Replace(@"\begin{abstract}", " Abstract ", StringComparison.Ordinal);
        body = Regex.Replace(body, @"\\caption\{(.*?)\}", " Table 1: $1 ");
        body = Regex.Replace(body, @"\\(TextField|CheckBox|Submit)(\[.*?\])?\{(.*?)\}", " $3 ");
        body = Regex.Replace(body, @"\\(begin|end)\{\w+\}(\[.*?\])?(\{.*?\})?|\\includegraphics\{.*?\}", "");
        body = Regex.Replace(body, @"\\(textsuperscript|textbf)\{(.*?)\}", "$2");
        return Regex.Replace(body, @"\\[a-zA-Z]+(\[.*?\])?|\\\\|[&{}]|\[h\]", " ");
    }

    /// <summary>Paragraphs of the package lipsum, of Debian's texlive-latex-extra; <c>CURATE_TEST_LATEX</c> names the folder where it is unpacked.</summary>
    static string Lipsum(int first, int last)
    {
        var root = Environment.GetEnvironmentVariable("CURATE_TEST_LATEX") ?? "/";
        var path = Path.Combine(root, "usr/share/texlive/texmf-dist/tex/latex/lipsum/lipsum.ltd.tex");
        Assert.SkipUnless(File.Exists(path), "needs lipsum of the package texlive-latex-extra (CURATE_TEST_LATEX)");
        var paragraphs = Regex.Matches(File.ReadAllText(path), @"NewLipsumPar\{%\s*\{\d+\}\n(.*?)\}%", RegexOptions.Singleline);
        return string.Join(' ', paragraphs.Skip(first - 1).Take(last - first + 1).Select(m => m.Groups[1].Value));
    }

    static string[] Words(string text) => [.. Word().Matches(text.ToLowerInvariant()).Select(m => m.Value)];

    static string[] Shingles(string[] words) => [.. Enumerable.Range(0, Math.Max(1, words.Length - 3)).Select(i => string.Join(' ', words.Skip(i).Take(4)))];

    static double F1(string[] expected, string[] found)
    {
        var counts = expected.GroupBy(w => w).ToDictionary(g => g.Key, g => g.Count());
        var common = found.GroupBy(w => w).Sum(g => Math.Min(g.Count(), counts.GetValueOrDefault(g.Key)));
        return 2.0 * common / (expected.Length + found.Length);
    }

    [GeneratedRegex(@"(?<!\\)%.*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\n\\(title|author|date)\{.*\}(?=\n)")]
    private static partial Regex Front();

    [GeneratedRegex(@"\\section\{(.*?)\}")]
    private static partial Regex Section();

    [GeneratedRegex(@"\w+(?:[-'’.,]\w+)*")]
    private static partial Regex Word();
}
