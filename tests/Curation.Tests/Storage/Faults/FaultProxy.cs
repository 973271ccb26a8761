using System.Globalization;
using System.Net.Sockets;

namespace Curation.Tests.Storage.Faults;

/// <summary>Stands before a real server and does what networks do: seeded faults on a share of the requests.</summary>
sealed class FaultProxy(string upstream, int seed, double rate = 0.2, params Fault[] faults) : LoopbackServer
{
    static readonly Fault[] s_all = Enum.GetValues<Fault>();
    readonly Uri _upstream = new(upstream);
    readonly Fault[] _faults = faults.Length == 0 ? s_all : faults;
    readonly Random _random = new(seed);
    readonly Lock _lock = new();

    /// <summary>How often each fault was done.</summary>
    public Dictionary<Fault, int> Done { get; } = [];

    /// <summary>What the server refuses from now on, and how; null answers are passed through.</summary>
    public Func<HttpMessage, HttpMessage?>? Refusal { get; set; }

    protected override async Task<bool> AnswerAsync(HttpMessage request, Stream client, CancellationToken cancellationToken)
    {
        if (Refusal?.Invoke(request) is { } refused)
        {
            await refused.WriteAsync(client, cancellationToken, request.Method == "HEAD" ? 0 : int.MaxValue);
            return true;
        }
        var (fault, place) = Choose();
        switch (fault)
        {
            case Fault.DropBefore:
                return false;
            case Fault.Forbidden or Fault.TooManyRequests or Fault.ServerError or Fault.Unavailable:
                var refusal = HttpMessage.Answer((int)fault, "no", fault == Fault.TooManyRequests ? [("Retry-After", "1")] : []);
                await refusal.WriteAsync(client, cancellationToken, request.Method == "HEAD" ? 0 : int.MaxValue);
                return true;
            case Fault.Delay:
                await Task.Delay(TimeSpan.FromMilliseconds(100 + 400 * place), cancellationToken);
                break;
        }
        var answer = await ForwardAsync(request, cancellationToken);
        switch (fault)
        {
            case Fault.LoseAnswer:
                return false;
            case Fault.DropMidBody when answer.Body.Length > 1:
                await answer.WriteAsync(client, cancellationToken, (int)(answer.Body.Length * place));
                return false;
            case Fault.AnnounceMore when answer.Body.Length > 0 && request.Method == "GET":
                await answer.With("Content-Length", Text(answer.Body.Length + 7)).WriteAsync(client, cancellationToken);
                return false;
            case Fault.AnnounceLess when answer.Body.Length > 7 && request.Method == "GET":
                await (answer.With("Content-Length", Text(answer.Body.Length - 7)) with { Body = answer.Body[..^7] }).WriteAsync(client, cancellationToken);
                return false;
        }
        await answer.WriteAsync(client, cancellationToken);
        return true;
    }

    (Fault?, double) Choose()
    {
        lock (_lock)
        {
            if (_random.NextDouble() >= rate) return (null, 0);
            var fault = _faults[_random.Next(_faults.Length)];
            Done[fault] = Done.GetValueOrDefault(fault) + 1;
            return (fault, _random.NextDouble());
        }
    }

    async Task<HttpMessage> ForwardAsync(HttpMessage request, CancellationToken cancellationToken)
    {
        using var server = new TcpClient { NoDelay = true };
        await server.ConnectAsync(_upstream.Host, _upstream.Port, cancellationToken);
        using var stream = new BufferedStream(server.GetStream(), 1 << 16);
        await request.With("Expect", null).With("Connection", "close").WriteAsync(stream, cancellationToken);
        var answer = await HttpMessage.ReadAsync(stream, isAnswer: true, hasBody: request.Method != "HEAD", cancellationToken) ?? throw new IOException("the server went away");
        answer = answer.With("Connection", null);
        return answer["Transfer-Encoding"] is null ? answer : answer.With("Transfer-Encoding", null).With("Content-Length", Text(answer.Body.Length));
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What goes wrong; those with a number answer with that status.</summary>
enum Fault
{
    DropBefore,
    DropMidBody,
    LoseAnswer,
    Delay,
    AnnounceMore,
    AnnounceLess,
    Forbidden = 403,
    TooManyRequests = 429,
    ServerError = 500,
    Unavailable = 503,
}
