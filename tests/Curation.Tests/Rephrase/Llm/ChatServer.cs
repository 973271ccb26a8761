using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Curation.Tests.Storage.Faults;

namespace Curation.Tests.Rephrase.Llm;

/// <summary>
/// Speaks OpenAI's chat protocol as vLLM does: a list of models, answers whole or streamed, counts of tokens, errors. Its model takes sentences of the
/// source for answers; the test decides what goes wrong.
/// </summary>
sealed class ChatServer(int slots = 64, Func<int, TimeSpan>? latency = null, int port = 0) : LoopbackServer(port)
{
    readonly SemaphoreSlim _slots = new(slots);
    readonly ConcurrentDictionary<string, int> _asked = new(StringComparer.Ordinal);
    int _chats, _streamed, _running, _most;
    long _busyTicks;

    /// <summary>Base URL as run files have it.</summary>
    public string Base => $"{Url}/v1";

    /// <summary>The key that is asked for; null for none.</summary>
    public string? Key { get; init; }

    public string Model { get; init; } = "test-model";

    public int Context { get; init; } = 8192;

    /// <summary>Whether answers may be bound to JSON Schemas.</summary>
    public bool TakesSchema { get; init; } = true;

    /// <summary>What is done instead of an answer to the n-th chat, counted from 0; null answers.</summary>
    public Func<int, ChatFault?> Fault { get; set; } = _ => null;

    /// <summary>What the model writes to a request; by default sentences of the source as pairs.</summary>
    public Func<string, string> Write { get; set; } = PairsOf;

    /// <summary>How often each request was answered whole.</summary>
    public ConcurrentDictionary<string, int> Answered { get; } = new(StringComparer.Ordinal);

    /// <summary>How often each request came, answered or not.</summary>
    public IReadOnlyDictionary<string, int> Asked => _asked;

    public int Chats => _chats;

    /// <summary>Slots that are busy now.</summary>
    public int Running => _running;

    public int Streamed => _streamed;

    /// <summary>Most requests under way at once.</summary>
    public int Most => _most;

    /// <summary>Time that slots were busy, all together.</summary>
    public TimeSpan Busy => TimeSpan.FromTicks(Interlocked.Read(ref _busyTicks));

    /// <summary>The text that a prompt is about.</summary>
    public static string SourceOf(string prompt)
    {
        var start = prompt.IndexOf("Section: ", StringComparison.Ordinal);
        start = start < 0 ? 0 : prompt.IndexOf("\n\n", start, StringComparison.Ordinal) + 2;
        var end = prompt.LastIndexOf("\n\nAnswer with JSON only", StringComparison.Ordinal);
        return prompt[start..(end < 0 ? prompt.Length : end)];
    }

    /// <summary>The first three sentences of the source as answers.</summary>
    public static string PairsOf(string prompt) => Pairs(SourceOf(prompt).Split(". ").Take(3).Select(s => s.TrimEnd('.') + "."));

    public static string Pairs(IEnumerable<string> answers) =>
        JsonSerializer.Serialize(new { items = answers.Select(a => new { question = $"What is known of {string.Join(' ', a.Split(' ').Take(4))}?", answer = a }) });

    protected override async Task<bool> AnswerAsync(HttpMessage request, Stream client, CancellationToken cancellationToken)
    {
        if (Key is not null && request["Authorization"] != $"Bearer {Key}")
            return await ErrorAsync(client, 401, """{"error":{"message":"Incorrect API key provided.","type":"invalid_request_error","code":"invalid_api_key"}}""", cancellationToken);
        if (request.Target == "/v1/models")
            return await ErrorAsync(client, 200, $$$"""{"object":"list","data":[{"id":"{{{Model}}}","object":"model","owned_by":"vllm","max_model_len":{{{Context}}}}]}""", cancellationToken);
        if (request.Target != "/v1/chat/completions") return await ErrorAsync(client, 404, """{"detail":"Not Found"}""", cancellationToken);
        using var json = JsonDocument.Parse(request.Body);
        return await ChatAsync(json.RootElement, client, cancellationToken);
    }

    async Task<bool> ChatAsync(JsonElement request, Stream client, CancellationToken cancellationToken)
    {
        var model = request.GetProperty("model").GetString();
        if (model != Model) return await ErrorAsync(client, 404, $$$"""{"error":{"message":"The model `{{{model}}}` does not exist.","type":"NotFoundError","code":404}}""", cancellationToken);
        if (!TakesSchema && request.TryGetProperty("response_format", out _))
            return await ErrorAsync(client, 400, """{"error":{"message":"response_format of type json_schema is not supported","type":"BadRequestError","code":400}}""", cancellationToken);
        Assert.True(request.GetProperty("max_tokens").GetInt32() > 0 && request.GetProperty("max_completion_tokens").GetInt32() > 0);
        var prompt = request.GetProperty("messages").EnumerateArray().Last().GetProperty("content") is { ValueKind: JsonValueKind.String } content
            ? content.GetString()! : request.GetProperty("messages").EnumerateArray().Last().GetProperty("content")[0].GetProperty("text").GetString()!;
        _asked.AddOrUpdate(prompt, 1, (_, n) => n + 1);
        var number = Interlocked.Increment(ref _chats) - 1;
        var fault = Fault(number);
        switch (fault)
        {
            case ChatFault.TooMany:
                await HttpMessage.Answer(429, """{"error":{"message":"Rate limit reached","type":"requests","code":"rate_limit_exceeded"}}""", ("Retry-After", "1"), ("Content-Type", "application/json")).WriteAsync(client, cancellationToken);
                return true;
            case ChatFault.ServerError: return await ErrorAsync(client, 500, "Internal Server Error", cancellationToken);
            case ChatFault.Gateway: return await ErrorAsync(client, 502, "Bad Gateway", cancellationToken);
            case ChatFault.TooLong:
                return await ErrorAsync(client, 400, """{"error":{"message":"This model's maximum context length is 8192 tokens. However, you requested 9000 tokens.","type":"BadRequestError","code":400}}""", cancellationToken);
            case ChatFault.Drop: return false;
        }
        await _slots.WaitAsync(cancellationToken);
        var begun = System.Diagnostics.Stopwatch.GetTimestamp();
        var running = Interlocked.Increment(ref _running);
        if (running > _most) _most = running;
        try { if (latency is not null) await Task.Delay(latency(number), cancellationToken); }
        finally
        {
            Interlocked.Decrement(ref _running);
            Interlocked.Add(ref _busyTicks, System.Diagnostics.Stopwatch.GetElapsedTime(begun).Ticks);
            _slots.Release();
        }
        var (text, finish) = Text(prompt, fault);
        var isWhole = request.TryGetProperty("stream", out var stream) && stream.GetBoolean()
            ? await StreamAsync(text, finish, fault, client, cancellationToken)
            : await WholeAsync(text, finish, fault, client, cancellationToken);
        if (isWhole) Answered.AddOrUpdate(prompt, 1, (_, n) => n + 1);
        return isWhole;
    }

    (string Text, string Finish) Text(string prompt, ChatFault? fault)
    {
        var text = Write(prompt);
        return fault switch
        {
            ChatFault.InvalidJson => ("Well { \"items\": oh no", "stop"),
            ChatFault.Fenced => ($"<think>Let me see {{ }}</think>Here it is:\n```json\n{text}\n```", "stop"),
            ChatFault.Truncated => (text[..40], "length"),
            ChatFault.Refusal => ("I'm sorry, but I can't help with that.", "stop"),
            ChatFault.WrongLanguage => (Pairs(["Das ist nicht die Sprache, in der die Quelle geschrieben ist, und das ist auch nicht gut so."]), "stop"),
            ChatFault.WrongNumber => (Pairs([SourceOf(prompt).Split(". ")[0] + " in 7654321 cases."]), "stop"),
            _ => (text, "stop"),
        };
    }

    async Task<bool> WholeAsync(string text, string finish, ChatFault? fault, Stream client, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes($$$"""{"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"{{{Model}}}","choices":[{"index":0,"message":{"role":"assistant","content":{{{JsonSerializer.Serialize(text)}}}},"logprobs":null,"finish_reason":"{{{finish}}}"}],"usage":{"prompt_tokens":100,"total_tokens":150,"completion_tokens":50}}""");
        var answer = HttpMessage.Answer(200, body, ("Content-Type", "application/json"));
        if (fault == ChatFault.Reset)
        {
            await answer.WriteAsync(client, cancellationToken, body.Length / 2);
            return false;
        }
        if (fault == ChatFault.Drip)
        {
            await answer.WriteAsync(client, cancellationToken, 1);
            await Task.Delay(TimeSpan.FromSeconds(30), cancellationToken);
        }
        await answer.WriteAsync(client, cancellationToken);
        return true;
    }

    async Task<bool> StreamAsync(string text, string finish, ChatFault? fault, Stream client, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _streamed);
        await client.WriteAsync("HTTP/1.1 200 Fine\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(), cancellationToken);
        for (var at = 0; at < text.Length; at += 40)
        {
            if (fault == ChatFault.Reset && at > text.Length / 2) return false;
            if (fault == ChatFault.Drip && at > 0) await Task.Delay(TimeSpan.FromSeconds(30), cancellationToken);
            await EventAsync($$$"""{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1700000000,"model":"{{{Model}}}","choices":[{"index":0,"delta":{"role":"assistant","content":{{{JsonSerializer.Serialize(text.Substring(at, Math.Min(40, text.Length - at)))}}}},"finish_reason":null}]}""");
        }
        await EventAsync($$$"""{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1700000000,"model":"{{{Model}}}","choices":[{"index":0,"delta":{},"finish_reason":"{{{finish}}}"}]}""");
        await EventAsync($$$"""{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1700000000,"model":"{{{Model}}}","choices":[],"usage":{"prompt_tokens":100,"total_tokens":150,"completion_tokens":50}}""");
        await EventAsync("[DONE]");
        await client.WriteAsync("0\r\n\r\n"u8.ToArray(), cancellationToken);
        await client.FlushAsync(cancellationToken);
        return true;

        async Task EventAsync(string data)
        {
            var bytes = Encoding.UTF8.GetBytes($"data: {data}\n\n");
            await client.WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{bytes.Length:x}\r\n")), cancellationToken);
            await client.WriteAsync(bytes, cancellationToken);
            await client.WriteAsync("\r\n"u8.ToArray(), cancellationToken);
            await client.FlushAsync(cancellationToken);
        }
    }

    static async Task<bool> ErrorAsync(Stream client, int status, string body, CancellationToken cancellationToken)
    {
        await HttpMessage.Answer(status, body, ("Content-Type", "application/json")).WriteAsync(client, cancellationToken);
        return true;
    }
}

/// <summary>What goes wrong with an answer.</summary>
enum ChatFault
{
    TooMany,
    ServerError,
    Gateway,
    TooLong,
    Drop,
    Reset,
    Drip,
    InvalidJson,
    Fenced,
    Truncated,
    Refusal,
    WrongLanguage,
    WrongNumber,
}
