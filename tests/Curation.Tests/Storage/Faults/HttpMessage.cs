using System.Globalization;
using System.Text;

namespace Curation.Tests.Storage.Faults;

/// <summary>A request or an answer on the wire: its head as text, its body as bytes.</summary>
sealed record HttpMessage(string FirstLine, List<KeyValuePair<string, string>> Headers, byte[] Body)
{
    public string Method => FirstLine.Split(' ')[0];

    public string Target => FirstLine.Split(' ')[1];

    public int Status => int.Parse(FirstLine.Split(' ')[1], CultureInfo.InvariantCulture);

    public string? this[string name] => Headers.Where(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value).FirstOrDefault();

    public static HttpMessage Answer(int status, byte[] body, params (string Name, string Value)[] headers) => new(
        $"HTTP/1.1 {status} {(status < 400 ? "Fine" : "Wrong")}",
        [.. headers.Select(h => new KeyValuePair<string, string>(h.Name, h.Value)), new("Content-Length", body.Length.ToString(CultureInfo.InvariantCulture))], body);

    public static HttpMessage Answer(int status, string body, params (string Name, string Value)[] headers) => Answer(status, Encoding.UTF8.GetBytes(body), headers);

    /// <summary>Reads a message; null where the connection ends before one.</summary>
    public static async Task<HttpMessage?> ReadAsync(Stream stream, bool isAnswer, bool hasBody, CancellationToken cancellationToken)
    {
        if (await LineAsync(stream, cancellationToken) is not { } first) return null;
        var headers = new List<KeyValuePair<string, string>>();
        while (await LineAsync(stream, cancellationToken) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers.Add(new(line[..colon], line[(colon + 1)..].Trim()));
        }
        var message = new HttpMessage(first, headers, []);
        if (!isAnswer && message["Expect"] is not null) await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), cancellationToken);
        if (isAnswer && message.Status is 204 or 304) return message;
        if (!hasBody) return message;
        if (message["Content-Length"] is { } length)
        {
            var body = new byte[int.Parse(length, CultureInfo.InvariantCulture)];
            await stream.ReadExactlyAsync(body, cancellationToken);
            return message with { Body = body };
        }
        if (message["Transfer-Encoding"] is not null) return message with { Body = await ChunksAsync(stream, cancellationToken) };
        return message;
    }

    /// <summary>Writes the head and as much of the body as is asked for.</summary>
    public async Task WriteAsync(Stream stream, CancellationToken cancellationToken, int bodyBytes = int.MaxValue)
    {
        var head = new StringBuilder($"{FirstLine}\r\n");
        foreach (var (name, value) in Headers) head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), cancellationToken);
        await stream.WriteAsync(Body.AsMemory(0, Math.Min(bodyBytes, Body.Length)), cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }

    public HttpMessage With(string name, string? value) => this with
    {
        Headers = [.. Headers.Where(h => !h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)), .. value is null ? [] : new[] { new KeyValuePair<string, string>(name, value) }],
    };

    static async Task<byte[]> ChunksAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        while (true)
        {
            var size = int.Parse((await LineAsync(stream, cancellationToken))!.Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var chunk = new byte[size];
            await stream.ReadExactlyAsync(chunk, cancellationToken);
            body.Write(chunk);
            await LineAsync(stream, cancellationToken);
            if (size == 0) return body.ToArray();
        }
    }

    static async Task<string?> LineAsync(Stream stream, CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, cancellationToken) == 1)
        {
            if (one[0] == '\n') return line.ToString().TrimEnd('\r');
            line.Append((char)one[0]);
        }
        return null;
    }
}
