using System.Net.Http.Headers;

namespace Curation.Tests.Storage.Faults;

/// <summary>Serves bytes by name, with ranges, until the test says otherwise.</summary>
sealed class FileServer : LoopbackServer
{
    public Dictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether ranges are served.</summary>
    public bool Ranges { get; set; } = true;

    /// <summary>Answers before the files do; null leaves them to it.</summary>
    public Func<HttpMessage, HttpMessage?> First { get; set; } = _ => null;

    protected override async Task<bool> AnswerAsync(HttpMessage request, Stream client, CancellationToken cancellationToken)
    {
        var answer = First(request) ?? Serve(request);
        await answer.WriteAsync(client, cancellationToken, request.Method == "HEAD" ? 0 : int.MaxValue);
        return true;
    }

    HttpMessage Serve(HttpMessage request)
    {
        if (!Files.TryGetValue(request.Target.Split('?')[0], out var file)) return HttpMessage.Answer(404, "none");
        var tag = $"\"{file.Length}-{(file.Length == 0 ? 0 : file[0])}\"";
        if (!Ranges || request["Range"] is not { } header) return HttpMessage.Answer(200, file, ("ETag", tag));
        var range = RangeHeaderValue.Parse(header).Ranges.Single();
        var (from, to) = (range.From!.Value, Math.Min(range.To ?? long.MaxValue, file.Length - 1));
        return from > to
            ? HttpMessage.Answer(416, "", ("Content-Range", $"bytes */{file.Length}"))
            : HttpMessage.Answer(206, file[(int)from..(int)(to + 1)], ("ETag", tag), ("Content-Range", $"bytes {from}-{to}/{file.Length}"));
    }
}
