using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Curation.Core.Errors;

namespace Curation.Stages.Rephrase.Llm;

/// <summary>Asks a server which models it has, by <c>GET models</c>, which costs nothing.</summary>
static class EndpointProbe
{
    /// <summary>Checks key, model and context. Returns what is said of a server that does not answer, else null.</summary>
    /// <exception cref="ConfigException">It answers that the run cannot succeed.</exception>
    public static async Task<string?> CheckAsync(Endpoint endpoint, int contextTokens, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        var url = endpoint.Options.Url.TrimEnd('/');
        var begun = time.GetTimestamp();
        while (true)
        {
            string cause;
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"{url}/models");
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", endpoint.Key);
                using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                deadline.CancelAfter(TimeSpan.FromSeconds(10));
                using var answer = await endpoint.Http.SendAsync(request, deadline.Token).ConfigureAwait(false);
                var body = await answer.Content.ReadAsStringAsync(deadline.Token).ConfigureAwait(false);
                if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                    throw new ConfigException($"{url} refuses the key ({(int)answer.StatusCode}); {(endpoint.Options.KeyVariable is { } variable ? $"the environment variable {variable} holds another server's" : "name the environment variable that holds it by keyVariable")}");
                if ((int)answer.StatusCode < 500)
                {
                    // A server without the list says nothing against the run.
                    if (answer.IsSuccessStatusCode) Judge(body, endpoint, url, contextTokens);
                    return null;
                }
                cause = $"it answers {(int)answer.StatusCode}";
            }
            catch (HttpRequestException error) { cause = error.Message; }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested) { cause = "no answer within 10 seconds"; }
            if (time.GetElapsedTime(begun) > patience) return $"{url}: {cause}";
            await Task.Delay(TimeSpan.FromMilliseconds(500), time, cancellationToken).ConfigureAwait(false);
        }
    }

    static void Judge(string body, Endpoint endpoint, string url, int contextTokens)
    {
        List<(string Id, int Context)> models;
        try
        {
            using var json = JsonDocument.Parse(body);
            if (!json.RootElement.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array) return;
            models = [.. data.EnumerateArray().Select(m => (m.TryGetProperty("id", out var id) ? id.GetString() ?? "" : "", Context(m)))];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException) { return; }
        var found = models.FindIndex(m => m.Id == endpoint.Model || m.Id == $"{endpoint.Model}:latest");
        // llama.cpp serves one model, whatever it is called.
        if (found < 0 && models.Count > 0 && !(models.Count == 1 && models[0].Id.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase)))
            throw new ConfigException($"{url} has no model '{endpoint.Model}'; it has {string.Join(", ", models.Take(10).Select(m => $"'{m.Id}'"))}");
        var context = models.Count == 0 ? 0 : models[Math.Max(0, found)].Context;
        if (context > 0 && context < contextTokens)
            throw new ConfigException(string.Create(CultureInfo.InvariantCulture, $"the context of '{endpoint.Model}' at {url} has {context} tokens, and a style needs {contextTokens} (instructions, input-tokens with a tenth for the estimate, output-tokens); start the server with a larger one, or lower the style's limits"));
    }

    static int Context(JsonElement model) =>
        model.TryGetProperty("max_model_len", out var length) && length.TryGetInt32(out var vllm) ? vllm
        : model.TryGetProperty("meta", out var meta) && meta.ValueKind == JsonValueKind.Object && meta.TryGetProperty("n_ctx", out var context) && context.TryGetInt32(out var llama) ? llama : 0;
}
