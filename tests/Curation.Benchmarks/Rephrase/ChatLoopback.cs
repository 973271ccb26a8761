using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Curation.Benchmarks.Rephrase;

/// <summary>
/// A server of OpenAI's chat protocol that costs as little as can be, so that the client is what is measured: so many slots, latencies as of a model,
/// and three sentences of the source for an answer. <c>GET /stats</c> tells, and begins anew, what it has counted.
/// </summary>
/// <param name="slots">Requests that are answered at once; others wait.</param>
/// <param name="median">Median of the latencies in milliseconds, which spread as lengths of answers do; 0 for none.</param>
sealed class ChatLoopback(int slots, double median) : IDisposable
{
    static readonly byte[] s_models = Encoding.ASCII.GetBytes("""{"object":"list","data":[{"id":"test-model","object":"model","max_model_len":32768}]}""");
    readonly SemaphoreSlim _slots = new(slots);
    readonly SlotClock _clock = new(slots);
    int _number;

    /// <summary>Serves until the standard input ends; writes its port to the standard output.</summary>
    public static async Task<int> ServeAsync(int slots, double median)
    {
        using var server = new ChatLoopback(slots, median);
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1024);
        Console.WriteLine(((IPEndPoint)listener.LocalEndPoint!).Port);
        _ = Task.Run(async () =>
        {
            while (true)
            {
                var client = await listener.AcceptAsync().ConfigureAwait(false);
                client.NoDelay = true;
                _ = Task.Run(() => server.ServeAsync(client));
            }
        });
        await Console.In.ReadToEndAsync().ConfigureAwait(false);
        return 0;
    }

    public void Dispose() => _slots.Dispose();

    async Task ServeAsync(Socket client)
    {
        using (client)
        {
            var buffer = new byte[1 << 16];
            for (var filled = 0; ;)
            {
                int head;
                while ((head = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0)
                {
                    if (await client.ReceiveAsync(buffer.AsMemory(filled)).ConfigureAwait(false) is not (> 0 and var read)) return;
                    filled += read;
                }
                var whole = head + 4 + Length(buffer.AsSpan(0, head));
                if (whole > buffer.Length) Array.Resize(ref buffer, whole);
                while (filled < whole)
                {
                    if (await client.ReceiveAsync(buffer.AsMemory(filled)).ConfigureAwait(false) is not (> 0 and var read)) return;
                    filled += read;
                }
                var answer = await AnswerAsync(buffer.AsMemory(0, whole), head + 4).ConfigureAwait(false);
                await client.SendAsync(Head(answer.Length)).ConfigureAwait(false);
                await client.SendAsync(answer).ConfigureAwait(false);
                buffer.AsSpan(whole, filled - whole).CopyTo(buffer);
                filled -= whole;
            }
        }
    }

    async ValueTask<byte[]> AnswerAsync(ReadOnlyMemory<byte> request, int body)
    {
        if (request.Span.StartsWith("GET /stats"u8)) return Encoding.ASCII.GetBytes(_clock.Take());
        if (request.Span.StartsWith("GET"u8)) return s_models;
        await _slots.WaitAsync().ConfigureAwait(false);
        _clock.Change(1);
        try
        {
            if (median > 0) await Task.Delay(Latency(Interlocked.Increment(ref _number))).ConfigureAwait(false);
            return Answer(request.Span[body..]);
        }
        finally
        {
            _clock.Change(-1);
            _slots.Release();
        }
    }

    /// <summary>Three sentences of the source as pairs; they are JSON text already.</summary>
    static byte[] Answer(ReadOnlySpan<byte> body)
    {
        var source = body[(body.LastIndexOf("Section: "u8) + 9)..];
        source = source[(source.IndexOf("\\n\\n"u8) + 4)..];
        var answer = new MemoryStream(2048);
        answer.Write("""{"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"test-model","choices":[{"index":0,"message":{"role":"assistant","content":"{\"items\":["""u8);
        for (var i = 0; i < 3; i++)
        {
            var end = source.IndexOf(". "u8);
            answer.Write(i == 0 ? """{\"question\":\"What is known of """u8 : """,{\"question\":\"What is known of """u8);
            answer.Write(source[..Math.Min(end, 30)]);
            answer.Write("?\\\",\\\"answer\\\":\\\""u8);
            answer.Write(source[..(end + 1)]);
            answer.Write("""\"}"""u8);
            source = source[(end + 2)..];
        }
        answer.Write("""]}"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1000,"total_tokens":1150,"completion_tokens":150}}"""u8);
        return answer.ToArray();
    }

    TimeSpan Latency(int number)
    {
        var random = new Random(number);
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return TimeSpan.FromMilliseconds(median * Math.Exp(0.5 * normal));
    }

    static int Length(ReadOnlySpan<byte> head)
    {
        var at = head.IndexOf("Content-Length: "u8);
        if (at < 0) return 0;
        var digits = head[(at + 16)..];
        var end = digits.IndexOf((byte)'\r');
        return int.Parse(end < 0 ? digits : digits[..end], CultureInfo.InvariantCulture);
    }

    static byte[] Head(int length) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n"));

    /// <summary>How long slots were busy: in all, and from when all were for the first time to the last arrival.</summary>
    sealed class SlotClock(int slots)
    {
        readonly Lock _lock = new();
        int _running, _requests;
        long _at, _begun, _fullAt, _arrivedAt;
        double _busy, _fullBusy, _arrivedBusy;
        TimeSpan _cpu = Environment.CpuUsage.TotalTime;

        public void Change(int by)
        {
            lock (_lock)
            {
                var now = Stopwatch.GetTimestamp();
                if (_begun == 0) _begun = now;
                else _busy += _running * Stopwatch.GetElapsedTime(_at, now).TotalSeconds;
                _at = now;
                _running += by;
                if (by > 0) (_requests, _arrivedAt, _arrivedBusy) = (_requests + 1, now, _busy);
                if (_fullAt == 0 && _running == slots) (_fullAt, _fullBusy) = (now, _busy);
            }
        }

        public string Take()
        {
            lock (_lock)
            {
                var cpu = Environment.CpuUsage.TotalTime;
                var (all, between) = (Stopwatch.GetElapsedTime(_begun, _at).TotalSeconds, _fullAt == 0 ? 0 : Stopwatch.GetElapsedTime(_fullAt, _arrivedAt).TotalSeconds);
                var text = string.Create(CultureInfo.InvariantCulture,
                    $"server {(cpu - _cpu).TotalSeconds / Math.Max(1, _requests) * 1e6:0} µs CPU a request; {slots} slots busy {_busy / slots / Math.Max(1e-9, all):0.000} of {all:0.0} s, {(_fullAt == 0 ? 0 : (_arrivedBusy - _fullBusy) / slots / Math.Max(1e-9, between)):0.000} between start and end");
                (_cpu, _requests, _begun, _fullAt, _busy) = (cpu, 0, 0, 0, 0);
                return text.Replace("µ", "u", StringComparison.Ordinal);
            }
        }
    }
}
