using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Stages.FastText;
using Curation.Stages.Filters.Quality;
using Curation.Tests.Fuzz;

namespace Curation.Tests.Filters.Quality;

public sealed class FastTextQualityFilterTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("curate-quality-").FullName;
    readonly string _model;

    public FastTextQualityFilterTests()
    {
        _model = Path.Combine(_folder, "m.bin");
        File.WriteAllBytes(_model, SmallModel.Of(FastTextLoss.Softmax, quantized: false));
    }

    [Fact]
    public void Apply_FilterOff_RecordsTheScoreAndKeeps()
    {
        var kept = Assert.IsType<Verdict.Kept>(Apply(new() { Model = _model, Label = "a", Filter = false, Dialect = FastTextDialect.Spaces }, "one two"));
        var model = FastTextModel.Load(_model);
        Assert.Equal(model.Score("one two"u8, 0)!.Value, kept.Document.Signals["fasttext_quality_score"]!.Value);
    }

    [Fact]
    public void Apply_ThresholdAboveAndBelowTheScore_DropsAndKeeps()
    {
        FastTextQualityOptions options = new() { Model = _model, Label = "b", Dialect = FastTextDialect.Spaces, Filter = false, Signal = "b_score" };
        var score = Assert.IsType<Verdict.Kept>(Apply(options, "w1 w2")).Document.Signals["b_score"]!.Value;
        Assert.IsType<Verdict.Kept>(Apply(options with { Filter = true, MinScore = score }, "w1 w2"));
        var dropped = Assert.IsType<Verdict.Dropped>(Apply(options with { Filter = true, MinScore = score + 1e-4 }, "w1 w2"));
        Assert.Equal("fasttext-quality.low-score", dropped.Reason.Id);
        Assert.Equal(score, dropped.Document.Signals["b_score"]!.Value);
    }

    [Theory]
    [InlineData(FastTextDialect.Spaces, "one\ntwo", "one two")]
    [InlineData(FastTextDialect.Spaces, "one\u2028two", "one\u2028two")]
    [InlineData(FastTextDialect.Datatrove, "\none\n\ntwo\n", "onetwo")]
    [InlineData(FastTextDialect.Datatrove, "one two", "one two")]
    [InlineData(FastTextDialect.Dclm, "\u3000one\r\ntwo\u2028three\u0085four \n", "one  two three four")]
    [InlineData(FastTextDialect.Dclm, " \u00A0\n", "")]
    public void Utf8Line_OfADialect_IsTheOriginalsLine(FastTextDialect dialect, string text, string expected)
    {
        using var line = Utf8Line.Of(text, dialect);
        Assert.Equal(expected, System.Text.Encoding.UTF8.GetString(line.Bytes));
    }

    [Fact]
    public void Apply_DclmDialectAndAnotherBestLabel_ScoresOneLessItsProbability()
    {
        var best = FastTextModel.Load(_model).Predict("one"u8)!.Value;
        foreach (var label in new[] { "__label__a", "__label__b", "__label__c" })
        {
            var kept = Assert.IsType<Verdict.Kept>(Apply(new() { Model = _model, Label = label, Filter = false }, "one\n"));
            Assert.Equal(label == best.Label ? best.Score : 1 - (double)best.Score, kept.Document.Signals["fasttext_quality_score"]!.Value);
        }
    }

    [Fact]
    public void Create_CardBesideTheModel_GivesLabelAndThreshold()
    {
        var card = new ClassifierCard { Label = "__label__c", Dialect = FastTextDialect.Spaces, Threshold = .999 };
        File.WriteAllText(ClassifierCard.PathOf(_model), System.Text.Json.JsonSerializer.Serialize(card, StrictJson.Options));
        var dropped = Assert.IsType<Verdict.Dropped>(Apply(new() { Model = _model }, "one"));
        Assert.Equal(.999, dropped.Threshold);
        Assert.Equal([_model, _model + ".json"], FastTextQualityFilter.Files(new() { Model = _model }));
    }

    [Fact]
    public void Files_WrongLabelOrModel_SaysWhatThereIs()
    {
        Assert.Contains("__label__a, __label__b, __label__c", Fails(new() { Model = _model, Label = "hq" }), StringComparison.Ordinal);
        Assert.Contains("minScore", Fails(new() { Model = _model, Label = "a", Dialect = FastTextDialect.Datatrove }), StringComparison.Ordinal);
        File.WriteAllText(_model, "no model");
        Assert.Contains("damaged at byte", Fails(new() { Model = _model }), StringComparison.Ordinal);
        Assert.Contains("does not exist", Fails(new() { Model = _folder + "/none.bin" }), StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_OneLineOfManyMegabytes_Scores()
    {
        var text = string.Create(20 << 20, 0, (span, _) => span.Fill('x'));
        Assert.IsType<Verdict.Kept>(Apply(new() { Model = _model, Label = "a", MinScore = 0, Dialect = FastTextDialect.Spaces }, text));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static string Fails(FastTextQualityOptions options) => Assert.Throws<ConfigException>(() => FastTextQualityFilter.Files(options).ToArray()).Message;

    static Verdict Apply(FastTextQualityOptions options, string text) => FastTextQualityFilter.Create(options, new())
        .Apply(new() { Id = "1", Source = "crawl", Text = text, Provenance = new("f", 0, 1) });
}
