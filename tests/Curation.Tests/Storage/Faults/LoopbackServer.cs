using System.Net;
using System.Net.Sockets;

namespace Curation.Tests.Storage.Faults;

/// <summary>A web server on 127.0.0.1 whose answers the test decides, down to where the connection breaks.</summary>
abstract class LoopbackServer : IAsyncDisposable
{
    readonly TcpListener _listener;
    readonly CancellationTokenSource _stop = new();
    readonly Task _accepting;
    int _requests;

    /// <param name="port">A port that a server before it had; 0 for any.</param>
    protected LoopbackServer(int port = 0)
    {
        _listener = new(IPAddress.Loopback, port);
        _listener.Start();
        Url = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _accepting = Task.Run(AcceptAsync);
    }

    public string Url { get; }

    public int Requests => _requests;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    /// <summary>Answers one request; false ends the connection.</summary>
    protected abstract Task<bool> AnswerAsync(HttpMessage request, Stream client, CancellationToken cancellationToken);

    async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = Task.Run(() => ServeAsync(client));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The end of the test.
        }
    }

    async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            try
            {
                using var stream = new BufferedStream(client.GetStream(), 1 << 16);
                while (await HttpMessage.ReadAsync(stream, isAnswer: false, hasBody: true, _stop.Token) is { } request)
                {
                    Interlocked.Increment(ref _requests);
                    if (!await AnswerAsync(request, stream, _stop.Token)) break;
                }
                await stream.FlushAsync(_stop.Token);
            }
            catch (Exception error) when (error is IOException or OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The client went away.
            }
        }
    }
}
