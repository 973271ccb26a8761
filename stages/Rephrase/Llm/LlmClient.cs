using System.Collections.Concurrent;
using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Core.Statistics;
using Microsoft.Extensions.Logging;

namespace Curation.Stages.Rephrase.Llm;

/// <summary>
/// Asks several servers at once. Each answer is stored under the request's key before it is used, so that no stored one is asked for again; equal
/// requests under way are asked once.
/// </summary>
/// <param name="options">How it asks.</param>
/// <param name="model">The model.</param>
/// <param name="contextTokens">Tokens that the model's context must hold, for the check at the start.</param>
/// <param name="budget">What may be spent.</param>
/// <param name="services">Store of results, clock, log.</param>
sealed partial class LlmClient(ClientOptions options, string model, int contextTokens, Budget budget, StageServices services) : IDisposable
{
    static readonly TokenEstimate s_tokens = new();
    readonly EndpointPool _pool = new([.. options.Endpoints.Select(e => new Endpoint(e, model, options.Timeout))], services.Time);
    readonly ConcurrentDictionary<UInt128, Lazy<Task<ChatAnswer>>> _running = new();
    readonly ILogger _log = services.Logging.CreateLogger<LlmClient>();
    readonly SemaphoreSlim _checking = new(1);
    readonly SemaphoreSlim _open = new(2 * options.Endpoints.Sum(e => e.MaxConcurrency));
    volatile bool _checked;
    long _answeredAt = services.Time.GetTimestamp();

    /// <summary>Requests sent, attempts not counted.</summary>
    public long Requests => budget.Requests;

    /// <summary>The stored answer, or the server's, stored. Requests wait here before they are made, so that memory holds few of them.</summary>
    /// <param name="make">Makes the request.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConfigException">No server, key, model or context that could answer.</exception>
    /// <exception cref="StopException">The budget is spent, or the servers stay away.</exception>
    public async Task<ChatAnswer> AskAsync(Func<ChatRequest> make, CancellationToken cancellationToken)
    {
        await _open.WaitAsync(cancellationToken).ConfigureAwait(false);
        try { return await AskAsync(make(), cancellationToken).ConfigureAwait(false); }
        finally { _open.Release(); }
    }

    async Task<ChatAnswer> AskAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        var key = request.Key;
        if (await services.Results.FindAsync(key, cancellationToken).ConfigureAwait(false) is { } stored) return Decode(stored);
        var mine = new Lazy<Task<ChatAnswer>>(() => AskServerAsync(key, request, cancellationToken));
        var running = _running.GetOrAdd(key, mine);
        try { return await running.Value.WaitAsync(cancellationToken).ConfigureAwait(false); }
        finally { _running.TryRemove(new(key, running)); }
    }

    public void Dispose()
    {
        _pool.Dispose();
        _checking.Dispose();
        _open.Dispose();
    }

    async Task<ChatAnswer> AskServerAsync(UInt128 key, ChatRequest request, CancellationToken cancellationToken)
    {
        await CheckAsync(cancellationToken).ConfigureAwait(false);
        long input = s_tokens.Count(request.System) + s_tokens.Count(request.User);
        budget.Reserve(input, request.MaxTokens);
        ChatAnswer? answer = null;
        try
        {
            return answer = await AttemptsAsync(key, request, cancellationToken).ConfigureAwait(false);
        }
        finally { budget.Settle(input, request.MaxTokens, answer?.InputTokens ?? 0, answer?.OutputTokens ?? 0); }
    }

    async Task<ChatAnswer> AttemptsAsync(UInt128 key, ChatRequest request, CancellationToken cancellationToken)
    {
        var jitter = new Random((int)(ulong)key);
        var begun = services.Time.GetTimestamp();
        for (var failures = 0; ;)
        {
            var endpoint = await TakeAsync(begun, cancellationToken).ConfigureAwait(false);
            ChatFailure failure;
            var withSchema = endpoint.TakesSchema && request.Schema is not null;
            try
            {
                var answer = await ChatExchange.SendAsync(endpoint, request, withSchema, options, cancellationToken).ConfigureAwait(false);
                // The place is held until the answer is stored: what a kill may lose is never more than what was under way.
                answer = await StoreAsync(key, answer, cancellationToken).ConfigureAwait(false);
                Volatile.Write(ref _answeredAt, services.Time.GetTimestamp());
                _pool.Return(endpoint, EndpointOutcome.Answered);
                return answer;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                _pool.Return(endpoint, EndpointOutcome.Unknown);
                throw;
            }
            catch (Exception error) when (error is OutputException or StorageException)
            {
                _pool.Return(endpoint, EndpointOutcome.Unknown);
                throw;
            }
            catch (Exception error) { failure = ChatFailure.Of(error); }
            Return(endpoint, failure);
            switch (failure.Kind)
            {
                case ChatFailureKind.Key: throw new ConfigException($"{endpoint.Options.Url} refuses the key ({failure.Message}); set the environment variable {endpoint.Options.KeyVariable ?? "that keyVariable names"}");
                case ChatFailureKind.Model: throw new ConfigException($"{endpoint.Options.Url} has no model '{endpoint.Model}' ({failure.Message}); correct the option model, or the url, which ends in /v1 on most servers");
                case ChatFailureKind.Quota: throw new StopException($"{endpoint.Options.Url}: the account's budget is spent ({failure.Message})");
                case ChatFailureKind.Request: return new("", "rejected", 0, 0, failure.Message);
                case ChatFailureKind.Schema when withSchema:
                    endpoint.TakesSchema = false;
                    SchemaRefused(_log, endpoint.Options.Url);
                    continue;
                case ChatFailureKind.Schema: return new("", "rejected", 0, 0, failure.Message);
                case ChatFailureKind.Transient or ChatFailureKind.Late when ++failures > options.Retries:
                    throw new CurationException($"{endpoint.Options.Url}: no answer after {failures} attempts ({failure.Message})");
                case ChatFailureKind.Transient:
                    await Task.Delay(TimeSpan.FromMilliseconds(200 * Math.Pow(2, failures - 1) * (0.5 + jitter.NextDouble())), services.Time, cancellationToken).ConfigureAwait(false);
                    break;
            }
        }
    }

    /// <summary>What is stored under the key when it is done: the answer, or another process's that came before it.</summary>
    async Task<ChatAnswer> StoreAsync(UInt128 key, ChatAnswer answer, CancellationToken cancellationToken)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(answer, ChatAnswerJson.Default.ChatAnswer);
        var stored = await services.Results.StoreAsync(key, bytes, cancellationToken).ConfigureAwait(false);
        return ReferenceEquals(stored, bytes) ? answer : Decode(stored);
    }

    void Return(Endpoint endpoint, ChatFailure failure)
    {
        if (failure.Kind == ChatFailureKind.Absent && endpoint.Absences == 0) Away(_log, endpoint.Options.Url, failure.Message);
        _pool.Return(endpoint, failure.Kind switch
        {
            ChatFailureKind.Throttled or ChatFailureKind.Late => EndpointOutcome.Overloaded,
            ChatFailureKind.Absent => EndpointOutcome.Absent,
            _ => EndpointOutcome.Unknown,
        }, failure.Kind == ChatFailureKind.Throttled ? failure.RetryAfter ?? TimeSpan.FromMilliseconds(250) : null);
    }

    async Task<Endpoint> TakeAsync(long begun, CancellationToken cancellationToken)
    {
        var away = services.Time.GetElapsedTime(Math.Max(begun, Volatile.Read(ref _answeredAt)));
        if (away > options.Outage)
            throw new StopException($"no server has answered for {away.TotalMinutes:0} minutes ({string.Join(", ", options.Endpoints.Select(e => e.Url))})");
        return await _pool.TakeAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks each server for its models once, before money is spent.</summary>
    async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (_checked) return;
        await _checking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_checked) return;
            var missing = new List<string>();
            await Task.WhenAll(_pool.Endpoints.Select(async e =>
            {
                if (await EndpointProbe.CheckAsync(e, contextTokens, options.Startup, services.Time, cancellationToken).ConfigureAwait(false) is { } absent)
                    lock (missing) missing.Add(absent);
            })).ConfigureAwait(false);
            if (missing.Count == _pool.Endpoints.Count)
                throw new ConfigException($"no server answers: {string.Join("; ", missing)}; start one, for example 'vllm serve MODEL --port 8000', or correct endpoints");
            foreach (var absent in missing) Away(_log, absent, "not there at the start");
            _answeredAt = services.Time.GetTimestamp();
            _checked = true;
        }
        finally { _checking.Release(); }
    }

    static ChatAnswer Decode(byte[] bytes) => JsonSerializer.Deserialize(bytes, ChatAnswerJson.Default.ChatAnswer) ?? throw new CurationException("a stored answer of the results is no JSON object; delete the folder results of the run");

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Server} is away: {Cause}; its requests wait or go to others")]
    private static partial void Away(ILogger log, string server, string cause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Server} takes no JSON Schema; answers are read tolerantly instead")]
    private static partial void SchemaRefused(ILogger log, string server);
}
