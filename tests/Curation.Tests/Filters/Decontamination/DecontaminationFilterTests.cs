using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Stages.Filters.Decontamination;

namespace Curation.Tests.Filters.Decontamination;

public sealed class DecontaminationFilterTests : IDisposable
{
    const string Question = "Natalia sold clips to 48 of her friends in April, and then she sold half as many clips in May. How many clips did she sell altogether?";
    const string Answer = "She sold 24 clips in May and 72 clips altogether in the two months of spring.";
    readonly string _folder = Directory.CreateTempSubdirectory("curate-decontamination-").FullName;

    [Theory]
    [InlineData("x. " + Question + " y", true)]
    [InlineData("NATALIA sold clips; to 48 of her friends (in april) and then\nshe sold -- half as many", true)]
    [InlineData("Natalia gave clips to 48 of her friends in April, and then she lost half as many clips in June. How many clips did she sell altogether?", true)]
    [InlineData("Natalia sold clips to 48 of her friends in April.", false)]
    [InlineData("They sold half as many clips in May, said a friend of hers. How many clips are there?", false)]
    [InlineData("How many did she sell altogether? She sold 24 clips in May and 72 clips altogether.", true)]
    public void Apply_DefaultDialect_FindsRunsAndMostOfAnItem(string text, bool found) => Assert.Equal(found, Apply(Options(), text) is Verdict.Dropped);

    [Fact]
    public void Apply_Contaminated_NamesItemAndPlace()
    {
        var dropped = Assert.IsType<Verdict.Dropped>(Apply(Options(), $"Before. {Question} After."));
        Assert.Equal("decontamination.contaminated", dropped.Reason.Id);
        Assert.Equal($"math 0 at 8-{8 + Question.Length - 1}, 27 words, exact 1.00", dropped.Detail);
        Assert.Equal((1.0, 27.0, 1.0), (dropped.Document.Signals["decontamination_matches"], dropped.Document.Signals["decontamination_words"], dropped.Document.Signals["decontamination_share"]));
    }

    [Fact]
    public void Apply_SpanRemoval_CutsWordsAndKeepsTheRest()
    {
        var options = Options() with { Remove = DecontaminationRemoval.Span, MinLeft = 5 };
        var kept = Assert.IsType<Verdict.Kept>(Apply(options, $"Before it. {Question} After it."));
        Assert.Equal("Before it.  After it.", kept.Document.Text);
        Assert.StartsWith("math 0 at 11-", kept.Document.Metadata["decontamination"], StringComparison.Ordinal);
        Assert.Equal("Before. after it.", Assert.IsType<Verdict.Kept>(Apply(options with { Padding = 3 }, $"Before. it {Question} so after it.")).Document.Text.Replace("  ", " ", StringComparison.Ordinal));
        Assert.Equal("decontamination.too-little-left", Assert.IsType<Verdict.Dropped>(Apply(options, $"Oh. {Question}")).Reason.Id);
        Assert.Equal(Question, Assert.IsType<Verdict.Kept>(Apply(options with { Remove = DecontaminationRemoval.None }, Question)).Document.Text);
    }

    [Fact]
    public void Apply_DatatroveDialect_CountsAnswersAndTheBorder()
    {
        var options = Options() with { Dialect = DecontaminationDialect.Datatrove };
        Assert.IsType<Verdict.Kept>(Apply(options, Question));
        Assert.IsType<Verdict.Dropped>(Apply(options with { Queries = true }, Question));
        Assert.IsType<Verdict.Dropped>(Apply(options, "How many clips did she sell altogether? She sold 24 clips in May"));
        Assert.IsType<Verdict.Dropped>(Apply(options, "she sold 1999 clips in may and 5 clips altogether in the"));
        Assert.IsType<Verdict.Kept>(Apply(options, "she sold 1999 clips in may and 5 clips altogether in"));
    }

    [Fact]
    public void Apply_DolmaDialect_CountsWholeLines()
    {
        var options = Options() with { Dialect = DecontaminationDialect.Dolma };
        Assert.IsType<Verdict.Dropped>(Apply(options, $"One\n{Answer.ToUpperInvariant()}\nTwo"));
        Assert.IsType<Verdict.Kept>(Apply(options, $"One {Answer}\nTwo"));
    }

    [Fact]
    public void Apply_TemplateOfManyItems_DoesNotCount()
    {
        var template = "Which of the following statements about the diagram on the last page of the book is certainly true";
        var file = Path.Combine(_folder, "t.jsonl");
        File.WriteAllLines(file, Enumerable.Range(0, 20).Select(i => $$"""{"q":"{{template}} of the number{{i}} that stands beside the word{{i}} on page{{i}} where animal{{i}} eats fruit{{i}} with knife{{i}} and fork{{i}}?"}"""));
        DecontaminationOptions options = new() { Evals = [new() { Path = file, Query = ["q"] }] };
        Assert.IsType<Verdict.Kept>(Apply(options, template + "? I do not know."));
        Assert.IsType<Verdict.Dropped>(Apply(options, "that stands beside the word7 on page7 where animal7 eats fruit7 with knife7 and fork7"));
    }

    [Fact]
    public void Read_EveryFormat_GivesTheSameItems()
    {
        var jsonl = Path.Combine(_folder, "e.jsonl.gz");
        using (var gzip = new System.IO.Compression.GZipStream(File.Create(jsonl), System.IO.Compression.CompressionLevel.Fastest))
            gzip.Write("{\"q\":{\"text\":\"one, \\\"two\\\"\"},\"a\":[\"three\",\"four\"],\"n\":7}\n{\"q\":{\"text\":\"five\\nsix\"},\"a\":[],\"n\":8}\n"u8);
        var json = Path.Combine(_folder, "e.json");
        File.WriteAllText(json, """[{"q":{"text":"one, \"two\""},"a":["three","four"],"n":7},{"q":{"text":"five\nsix"},"a":null,"n":8}]""");
        var csv = Path.Combine(_folder, "e.csv");
        File.WriteAllText(csv, "n,q.text,a\r\n7,\"one, \"\"two\"\"\",three four\r\n8,\"five\nsix\",\r\n");
        EvalItem[] expected = [new("e", "7", "one, \"two\"", "three four"), new("e", "8", "five\nsix", "")];
        foreach (var file in new[] { jsonl, json, csv })
            Assert.Equal(expected, EvalFile.Read(new() { Path = file, Query = ["q.text"], Answer = ["a"], Id = "n" }));
    }

    [Fact]
    public void Read_Parquet_GivesTextsAndLists()
    {
        var file = Path.Combine(_folder, "p.parquet");
        var texts = new Apache.Arrow.StringArray.Builder().Append("what is it").AppendNull().Build();
        var lists = new Apache.Arrow.ListArray.Builder(Apache.Arrow.Types.StringType.Default);
        foreach (var count in new[] { 2, 0 })
        {
            lists.Append();
            for (var i = 0; i < count; i++) ((Apache.Arrow.StringArray.Builder)lists.ValueBuilder).Append($"c{i}");
        }
        var list = lists.Build();
        var schema = new Apache.Arrow.Schema([new("q", texts.Data.DataType, true), new("c", list.Data.DataType, true)], null);
        using (var writer = new ParquetSharp.Arrow.FileWriter(file, schema))
        {
            writer.WriteRecordBatch(new(schema, [texts, list], 2));
            writer.Close();
        }
        Assert.Equal([new("p", "0", "what is it", "c0 c1"), new("p", "1", "", "")], EvalFile.Read(new() { Path = file, Query = ["q"], Answer = ["c"] }));
        Assert.Equal(["c0", "c1"], EvalFile.Read(new() { Path = file, Query = ["c"] }).Take(2).Select(i => i.Query));
    }

    [Fact]
    public void Files_WrongMemberOrDamagedFile_SaysWhatThereIs()
    {
        Assert.Contains("did you mean 'question'?", Fails(Eval() with { Query = ["questions"] }), StringComparison.Ordinal);
        var table = Path.Combine(_folder, "table.csv");
        File.WriteAllText(table, "question,answer\nwhat,this\n");
        Assert.Contains("did you mean 'question'?", Fails(new() { Path = table, Query = ["questions"] }), StringComparison.Ordinal);
        Assert.Contains("'answr'", Fails(new() { Path = table, Query = ["question"], Answer = ["answr"] }), StringComparison.Ordinal);
        var columns = Path.Combine(_folder, "columns.parquet");
        using (var writer = new ParquetSharp.ParquetFileWriter(columns, [new ParquetSharp.Column<string>("question")]))
        {
            using (var group = writer.AppendRowGroup())
            using (var column = group.NextColumn().LogicalWriter<string>()) column.WriteBatch(["what"]);
            writer.Close();
        }
        Assert.Contains("did you mean 'question'?", Fails(new() { Path = columns, Query = ["questions"] }), StringComparison.Ordinal);
        var damaged = Path.Combine(_folder, "damaged.jsonl");
        File.WriteAllText(damaged, "{\"q\": ");
        Assert.Contains("cannot be read", Fails(new() { Path = damaged, Query = ["q"] }), StringComparison.Ordinal);
        var few = Path.Combine(_folder, "few.jsonl");
        File.WriteAllText(few, "{\"q\":\"too short\"}\n");
        Assert.Contains("none of 1 items", Assert.Throws<ConfigException>(() => DecontaminationFilter.Create(new() { Evals = [new() { Path = few, Query = ["q"] }] }, new())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_OneLineOfManyMegabytes_IsSearched()
    {
        var text = string.Concat(Enumerable.Repeat("sold half as many clips in ", 400_000)) + Question;
        var dropped = Assert.IsType<Verdict.Dropped>(Apply(Options(), text));
        Assert.Contains("exact 1.00", dropped.Detail, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static string Fails(EvalSource source) => Assert.Throws<ConfigException>(() => DecontaminationFilter.Files(new() { Evals = [source] }).ToArray()).Message;

    DecontaminationOptions Options() => new() { Evals = [Eval()] };

    EvalSource Eval()
    {
        var file = Path.Combine(_folder, "math.jsonl");
        File.WriteAllText(file, System.Text.Json.JsonSerializer.Serialize(new { question = Question, answer = Answer }));
        return new() { Path = file, Query = ["question"], Answer = ["answer"] };
    }

    static Verdict Apply(DecontaminationOptions options, string text) => DecontaminationFilter.Create(options, new())
        .Apply(new() { Id = "1", Source = "crawl", Text = text, Provenance = new("f", 0, 1) });
}
