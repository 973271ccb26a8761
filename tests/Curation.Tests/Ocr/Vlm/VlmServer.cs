using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Curation.Tests.Storage.Faults;

namespace Curation.Tests.Ocr.Vlm;

/// <summary>A request as the server understood it.</summary>
/// <param name="Number">How many came before.</param>
/// <param name="Prompt">The text of its message.</param>
/// <param name="Temperature">Its temperature.</param>
/// <param name="Width">Columns of its image.</param>
/// <param name="Height">Rows of its image.</param>
/// <param name="Json">The request.</param>
sealed record VlmRequest(int Number, string Prompt, double Temperature, int Width, int Height, JsonElement Json);

/// <summary>What the server does about a request.</summary>
/// <param name="Text">What its model writes.</param>
sealed record VlmReply(string Text)
{
    /// <summary>HTTP status; above 399 the text is an error.</summary>
    public int Status { get; init; } = 200;

    /// <summary>The header <c>Retry-After</c>: seconds, or a date.</summary>
    public string? RetryAfter { get; init; }

    /// <summary><c>stop</c>, or <c>length</c> for an answer at the limit of tokens.</summary>
    public string Finish { get; init; } = "stop";

    /// <summary>Logarithm of each token's probability; null for a server that does not tell.</summary>
    public double? Logarithm { get; init; }

    public TimeSpan Delay { get; init; }

    /// <summary>A body in place of a chat completion.</summary>
    public string? Body { get; init; }

    /// <summary>Whether the connection breaks in the middle of the answer.</summary>
    public bool Breaks { get; init; }
}

/// <summary>Speaks OpenAI's chat protocol with images as vLLM does; a request that vLLM would refuse is refused with its status and form of error.</summary>
sealed class VlmServer(string model, Func<VlmRequest, VlmReply> reply) : LoopbackServer
{
    int _running;
    int _most;

    public string Base => $"{Url}/v1";

    public string? Key { get; init; }

    /// <summary>Requests in the order they came.</summary>
    public ConcurrentQueue<VlmRequest> Asked { get; } = new();

    /// <summary>Most requests under way at once.</summary>
    public int Most => _most;

    protected override async Task<bool> AnswerAsync(HttpMessage request, Stream client, CancellationToken cancellationToken)
    {
        if (Key is not null && request["Authorization"] != $"Bearer {Key}") return await ErrorAsync(client, 401, "Incorrect API key provided.", null, cancellationToken);
        if (request.Method != "POST" || request.Target != "/v1/chat/completions") return await ErrorAsync(client, 404, "Not Found", null, cancellationToken);
        using var json = JsonDocument.Parse(request.Body);
        var root = json.RootElement.Clone();
        if (root.GetProperty("model").GetString() != model) return await ErrorAsync(client, 404, $"The model `{root.GetProperty("model")}` does not exist.", null, cancellationToken);
        if (Read(root) is not { } read) return await ErrorAsync(client, 400, "messages: expected an image and a text", null, cancellationToken);
        Asked.Enqueue(read);
        var running = Interlocked.Increment(ref _running);
        for (var most = _most; running > most; most = _most) Interlocked.CompareExchange(ref _most, running, most);
        try
        {
            var answer = reply(read);
            if (answer.Delay > TimeSpan.Zero) await Task.Delay(answer.Delay, cancellationToken);
            if (answer.Status >= 400) return await ErrorAsync(client, answer.Status, answer.Text, answer.RetryAfter, cancellationToken);
            var body = Encoding.UTF8.GetBytes(answer.Body ?? Completion(answer));
            await HttpMessage.Answer(200, body, ("Content-Type", "application/json")).WriteAsync(client, cancellationToken, answer.Breaks ? body.Length / 2 : int.MaxValue);
            return !answer.Breaks;
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    VlmRequest? Read(JsonElement request)
    {
        var content = request.GetProperty("messages")[0].GetProperty("content").EnumerateArray().ToList();
        var image = content.Find(c => c.GetProperty("type").GetString() == "image_url");
        var text = content.Find(c => c.GetProperty("type").GetString() == "text");
        const string Prefix = "data:image/png;base64,";
        if (text.ValueKind != JsonValueKind.Object || image.ValueKind != JsonValueKind.Object || request.GetProperty("max_tokens").GetInt32() <= 0) return null;
        var url = image.GetProperty("image_url").GetProperty("url").GetString()!;
        if (!url.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var png = Convert.FromBase64String(url[Prefix.Length..]);
        return new(Asked.Count, text.GetProperty("text").GetString()!, request.GetProperty("temperature").GetDouble(),
            BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)), request);
    }

    string Completion(VlmReply answer)
    {
        var tokens = answer.Logarithm is { } logarithm
            ? string.Create(CultureInfo.InvariantCulture, $$"""{"content":[{"token":"a","logprob":{{logarithm}},"bytes":[97],"top_logprobs":[]},{"token":"b","logprob":{{logarithm}},"bytes":[98],"top_logprobs":[]}]}""")
            : "null";
        return $$$"""{"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"{{{model}}}","choices":[{"index":0,"message":{"role":"assistant","content":{{{JsonSerializer.Serialize(answer.Text)}}},"tool_calls":[]},"logprobs":{{{tokens}}},"finish_reason":"{{{answer.Finish}}}","stop_reason":null}],"usage":{"prompt_tokens":1500,"total_tokens":1700,"completion_tokens":200}}""";
    }

    static async Task<bool> ErrorAsync(Stream client, int status, string message, string? retryAfter, CancellationToken cancellationToken)
    {
        (string, string)[] headers = [("Content-Type", "application/json"), .. retryAfter is not null ? new[] { ("Retry-After", retryAfter) } : []];
        await HttpMessage.Answer(status, $$$"""{"error":{"message":{{{JsonSerializer.Serialize(message)}}},"type":"error","param":null,"code":{{{status}}}}}""", headers).WriteAsync(client, cancellationToken);
        return true;
    }
}
