using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Results;
using Curation.Core.Storage;
using Curation.Stages.Rephrase;
using Curation.Stages.Rephrase.Answers;
using Curation.Stages.Rephrase.Llm;
using Curation.Stages.Rephrase.Styles;

namespace Curation.Benchmarks.Rephrase;

/// <summary>
/// What a request costs the client, layer by layer, and how busy it keeps a server: <c>Curation.Benchmarks rephrase [REQUESTS]</c>. The server is another
/// process, whose cost is told apart. Processor time counts: on a shared machine the clock tells little.
/// </summary>
static class ClientThroughput
{
    const int Concurrency = 64;

    public static async Task<int> RunAsync(int requests)
    {
        using (var server = Serve(slots: 4096, median: 0))
        {
            var (http, pool) = Open(server.Url);
            var bodies = Requests("http", requests).Select(Body).ToArray();
            await MeasureAsync("HttpClient alone", server, bodies.Length, async i =>
            {
                using var content = new ByteArrayContent(bodies[i]);
                content.Headers.ContentType = new("application/json");
                using var answer = await http.PostAsync($"{server.Url}/chat/completions", content).ConfigureAwait(false);
                await answer.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
            }).ConfigureAwait(false);
            var exchanged = Requests("exchange", requests);
            await MeasureAsync("OpenAI client by Microsoft.Extensions.AI", server, requests, i => ChatExchange.SendAsync(pool, exchanged[i], true, new(), default)).ConfigureAwait(false);
            await ClientAsync("client, answers in memory", server, requests, new MemoryResultStore()).ConfigureAwait(false);
            await DurableAsync(async store => await ClientAsync("client, answers stored durably", server, requests, store).ConfigureAwait(false)).ConfigureAwait(false);
            await DurableAsync(store => StageAsync("stage: chunks, requests, answers stored, read and checked", server, requests, Concurrency, store, again: true)).ConfigureAwait(false);
            http.Dispose();
            pool.Dispose();
        }
        using var slow = Serve(slots: 64, median: 500);
        await DurableAsync(store => StageAsync("64 slots, 500 ms · exp(.5 N)", slow, 6000, 128, store, again: false)).ConfigureAwait(false);
        using var quick = Serve(slots: 64, median: 150);
        await DurableAsync(store => StageAsync("64 slots, 150 ms · exp(.5 N)", quick, 12_000, 128, store, again: false)).ConfigureAwait(false);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak of the working set {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} MB"));
        return 0;
    }

    static async Task ClientAsync(string what, Server server, int requests, IResultStore store)
    {
        using var client = new LlmClient(new() { Endpoints = [new() { Url = server.Url, MaxConcurrency = Concurrency }] }, "test-model", 2000, new(new()), new() { Results = store });
        var asked = Requests(what, requests);
        await MeasureAsync(what, server, requests, i => client.AskAsync(() => asked[i], default)).ConfigureAwait(false);
    }

    static async Task StageAsync(string what, Server server, int requests, int limit, IResultStore store, bool again)
    {
        var options = new RephraseOptions { Model = "test-model", Endpoints = [new() { Url = server.Url, MaxConcurrency = limit }] };
        using var stage = RephraseStage.Create(options, new() { Results = store, Seed = 7 });
        var documents = Enumerable.Range(0, requests).Select(i => new Document { Id = $"d{i}", Source = "generated", Language = "en", Title = "Towers", Provenance = new("generated", i, 1), Text = Text(what, i) }).ToArray();
        var kept = 0;
        await MeasureAsync(what, server, requests, AskAsync, stage.Shape.Concurrency).ConfigureAwait(false);
        if (again) await MeasureAsync("  the same from stored answers", server, requests, AskAsync, stage.Shape.Concurrency).ConfigureAwait(false);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {kept} documents with what was kept"));

        async Task AskAsync(int i)
        {
            if ((await stage.ApplyAsync([documents[i]], default).ConfigureAwait(false))[0] is Verdict.SplitInto) Interlocked.Increment(ref kept);
        }
    }

    static async Task MeasureAsync(string what, Server server, int requests, Func<int, Task> ask, int concurrency = Concurrency)
    {
        var warm = requests / 10;
        await Parallel.ForAsync(0, warm, new ParallelOptions { MaxDegreeOfParallelism = concurrency }, async (i, _) => await ask(i).ConfigureAwait(false)).ConfigureAwait(false);
        await server.StatsAsync().ConfigureAwait(false);
        GC.Collect();
        var (cpu, begun, allocated) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes());
        await Parallel.ForAsync(warm, requests, new ParallelOptions { MaxDegreeOfParallelism = concurrency }, async (i, _) => await ask(i).ConfigureAwait(false)).ConfigureAwait(false);
        var (used, elapsed, bytes) = (Environment.CpuUsage.TotalTime - cpu, Stopwatch.GetElapsedTime(begun), GC.GetTotalAllocatedBytes() - allocated);
        var count = requests - warm;
        var stats = await server.StatsAsync().ConfigureAwait(false);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: {used.TotalSeconds / count * 1e6:0} us CPU a request, thus {2 * count / used.TotalSeconds:0} a second on two cores; {count / elapsed.TotalSeconds:0} a second by the clock, {bytes / 1024.0 / count:0} KiB allocated; {stats}"));
    }

    static async Task DurableAsync(Func<IResultStore, Task> use)
    {
        var folder = Directory.CreateTempSubdirectory("curate-client-");
        try
        {
            await using var store = new ResultStore(new StorageRouter(), Path.Combine(folder.FullName, "results"), Path.Combine(folder.FullName, "scratch"));
            await use(store).ConfigureAwait(false);
        }
        finally { folder.Delete(recursive: true); }
    }

    /// <summary>Requests about texts of some 900 tokens; each has words of its own.</summary>
    static ChatRequest[] Requests(string what, int count) => [.. Enumerable.Range(0, count).Select(i => Request(what, i))];

    static ChatRequest Request(string what, int number) =>
        new("test-model", "You rewrite texts for readers who cannot see the original.", $"Section: towers\n\n{Text(what, number)}", 600, 0.5f, 0.9f, 7, AnswerSchema.Of(RephraseShape.Pairs));

    static string Text(string what, int number)
    {
        var random = new Random(number);
        var text = new StringBuilder($"The tower {what.Length} number {number} stands near the river and is old. ");
        while (text.Length < 3600)
        {
            text.Append("The ");
            for (var w = random.Next(7, 18); w > 0; w--) text.Append(s_words[random.Next(s_words.Length)]).Append(w > 1 ? " " : random.Next(6) == 0 ? $" in {random.Next(1400, 2000)}. " : ". ");
        }
        return text.ToString().Trim();
    }

    static readonly string[] s_words = [.. Enumerable.Range(0, 4000).Select(i => new Random(i)).Select(r => string.Concat(Enumerable.Range(0, r.Next(3, 10)).Select(n => n % 2 == 0 ? "bcdfglmnprst"[r.Next(12)] : "aeiou"[r.Next(5)])))];

    static byte[] Body(ChatRequest request) => JsonSerializer.SerializeToUtf8Bytes(new { model = request.Model, max_tokens = request.MaxTokens, messages = new[] { new { role = "user", content = request.User } } });

    static (HttpClient Http, Endpoint Endpoint) Open(string url) =>
        (new(new SocketsHttpHandler { MaxConnectionsPerServer = Concurrency, ActivityHeadersPropagator = null }), new(new() { Url = url, MaxConcurrency = Concurrency }, "test-model", TimeSpan.FromMinutes(1)));

    static Server Serve(int slots, double median)
    {
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["rephrase-server", slots.ToString(CultureInfo.InvariantCulture), median.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        return new(process, $"http://127.0.0.1:{process.StandardOutput.ReadLine()}/v1");
    }

    sealed class Server(Process process, string url) : IDisposable
    {
        readonly HttpClient _http = new();

        public string Url => url;

        public Task<string> StatsAsync() => _http.GetStringAsync(new Uri(url.Replace("/v1", "/stats", StringComparison.Ordinal)));

        public void Dispose()
        {
            _http.Dispose();
            process.StandardInput.Close();
            process.WaitForExit();
            process.Dispose();
        }
    }
}
