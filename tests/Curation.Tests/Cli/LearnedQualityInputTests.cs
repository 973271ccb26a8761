using System.Diagnostics;
using System.Text.Json;
using Curation.Core.Errors;
using Curation.Core.Reports;
using Curation.Tests.Encoders;

namespace Curation.Tests.Cli;

/// <summary>What scores and evaluations that cannot be used get: an error before the run starts, or a document its reason.</summary>
public sealed class LearnedQualityInputTests : IDisposable
{
    const string Question = "Natalia sold clips to 48 of her friends in April, and then she sold half as many clips in May. How many clips did she sell altogether?";

    readonly string _folder = Directory.CreateTempSubdirectory("curate-quality-input-").FullName;
    readonly TinyBert _bert = new(2);

    [Theory]
    [InlineData("fasttext-quality", """ "model": "@/text.bin", "label": "hq", "minScore": 0.5 """, "damaged at byte")]
    [InlineData("fasttext-quality", """ "model": "@/none.bin" """, "none.bin does not exist")]
    [InlineData("fasttext-quality", """ "model": "@/model.bin", "label": "edu", "minScore": 0.5 """, "__label__hq")]
    [InlineData("encoder-classifier", """ "model": "@/bert", "label": "edu" """, "Label 0, Label 1")]
    [InlineData("encoder-classifier", """ "model": "@/damaged", "label": "Label 0" """, "in the format safetensors")]
    [InlineData("decontamination", """ "evals": [ { "name": "math", "path": "@/eval.jsonl", "query": ["questions"] } ] """, "did you mean 'question'?")]
    [InlineData("decontamination", """ "evals": [ { "name": "math", "path": "@/text.bin", "query": ["question"] } ] """, "text.bin")]
    public void Run_ModelOrEvalThatCannotBeUsed_EndsBeforeItStarts(string stage, string options, string message)
    {
        File.WriteAllText(Path.Combine(_folder, "in.jsonl"), "{\"id\":1,\"text\":\"a text\"}\n");
        File.WriteAllText(Path.Combine(_folder, "text.bin"), "no model");
        File.WriteAllText(Path.Combine(_folder, "eval.jsonl"), JsonSerializer.Serialize(new { question = Question }) + "\n");
        Directory.CreateSymbolicLink(Path.Combine(_folder, "bert"), _bert.Folder);
        Directory.CreateDirectory(Path.Combine(_folder, "damaged"));
        foreach (var file in new[] { "config.json", "vocab.txt" }) File.Copy(Path.Combine(_bert.Folder, file), Path.Combine(_folder, "damaged", file));
        File.WriteAllText(Path.Combine(_folder, "damaged/model.safetensors"), "damaged");
        if (options.Contains("model.bin", StringComparison.Ordinal)) Train();
        WriteRun($$"""{ "stage": "{{stage}}", "options": { {{options.Replace("@", _folder, StringComparison.Ordinal)}} } }""");
        Assert.Contains(message, Run(ExitCode.BadConfig, "run", Path.Combine(_folder, "run.json")), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder, "out")), "the run has begun");
    }

    /// <summary>A document of one line of 100 MB: over the reader's limit it fails with its reason, under a larger one it goes through all stages.</summary>
    [Theory]
    [InlineData("", 1)]
    [InlineData(", \"options\": { \"maxLineBytes\": 200000000 }", 2)]
    public void Run_DocumentOfOneLineOf100Megabytes_HasAReasonOrAScore(string reader, int kept)
    {
        Train();
        using (var file = File.CreateText(Path.Combine(_folder, "in.jsonl")))
        {
            file.Write("{\"id\":1,\"text\":\"");
            for (var i = 0; i < 4_000_000; i++) file.Write("the proof of cells divide ");
            file.WriteLine("\"}");
            file.WriteLine(JsonSerializer.Serialize(new { id = 2, text = "the cells divided and its proof." }));
            file.WriteLine(JsonSerializer.Serialize(new { id = 3, text = Question }));
        }
        File.WriteAllText(Path.Combine(_folder, "eval.jsonl"), JsonSerializer.Serialize(new { question = Question }) + "\n");
        WriteRun($$"""
            { "stage": "fasttext-quality", "options": { "model": "{{_folder}}/model.bin", "label": "hq", "filter": false } },
            { "stage": "decontamination", "options": { "evals": [ { "name": "math", "path": "{{_folder}}/eval.jsonl", "query": ["question"] } ] } },
            { "stage": "encoder-classifier", "options": { "model": "{{_bert.Folder}}", "label": "Label 0", "device": "cpu" } },
            { "stage": "top-fraction", "options": { "signal": "encoder_score", "fraction": 1 } }
            """, reader);
        Run(ExitCode.Done, "run", Path.Combine(_folder, "run.json"));
        var report = ReportFile.Read(File.ReadAllBytes(Path.Combine(_folder, "out/report/report.json")), "report.json");
        Assert.Equal((kept, kept == 2), (report.Corpus.Documents, report.Corpus.Characters > 100_000_000));
        string[] reasons = kept == 2 ? ["decontamination.contaminated"] : ["decontamination.contaminated", "failed.limit"];
        Assert.Equal(reasons, report.Inputs.SelectMany(i => i.Reasons).Concat(report.Funnel.SelectMany(f => f.Reasons)).Select(r => r.Reason).Order(StringComparer.Ordinal));
    }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _bert.Dispose();
    }

    void Train()
    {
        File.WriteAllLines(Path.Combine(_folder, "train.txt"), Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? $"__label__hq a proof of {i}" : $"__label__cc buy {i} now"));
        Run(ExitCode.Done, "train-classifier", "--input", Path.Combine(_folder, "train.txt"), "--output", Path.Combine(_folder, "model.bin"), "--dimension", "4", "--buckets", "100", "--hold-out", "0");
    }

    void WriteRun(string stages, string reader = "") => File.WriteAllText(Path.Combine(_folder, "run.json"), $$"""
        { "name": "r", "input": { "reader": "jsonl", "paths": ["{{_folder}}/in.jsonl"]{{reader}} }, "stages": [ {{stages}} ], "output": { "directory": "{{_folder}}/out" } }
        """);

    static string Run(int code, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "curate"), arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == code, $"exit code {process.ExitCode}: {error.Result}");
        return error.Result;
    }
}
