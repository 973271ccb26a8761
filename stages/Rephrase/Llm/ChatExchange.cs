using Curation.Core.Statistics;
using Microsoft.Extensions.AI;

namespace Curation.Stages.Rephrase.Llm;

/// <summary>One exchange with a server: a request in the terms of its client, and the answer, whole or streamed.</summary>
static class ChatExchange
{
    static readonly TokenEstimate s_tokens = new();

    /// <summary>Sends a request once.</summary>
    /// <param name="endpoint">The server.</param>
    /// <param name="request">The request.</param>
    /// <param name="withSchema">Whether the server is to keep to the request's schema.</param>
    /// <param name="options">Deadline, and whether the answer is streamed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ChatAnswer> SendAsync(Endpoint endpoint, ChatRequest request, bool withSchema, ClientOptions options, CancellationToken cancellationToken)
    {
        List<ChatMessage> messages = request.System.Length > 0 ? [new(ChatRole.System, request.System), new(ChatRole.User, request.User)] : [new(ChatRole.User, request.User)];
        var chat = new ChatOptions
        {
            MaxOutputTokens = request.MaxTokens,
            Temperature = request.Temperature,
            TopP = request.TopP,
            Seed = request.Seed,
            ResponseFormat = withSchema ? request.Schema : null,
        };
        if (endpoint.IsSelfHosted) chat.RawRepresentationFactory = _ => WithMaxTokens(request.MaxTokens);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.Timeout);
        ChatResponse response;
        if (!options.Stream) response = await endpoint.Chat.GetResponseAsync(messages, chat, deadline.Token).ConfigureAwait(false);
        else
        {
            var updates = new List<ChatResponseUpdate>();
            await foreach (var update in endpoint.Chat.GetStreamingResponseAsync(messages, chat, deadline.Token).ConfigureAwait(false))
            {
                updates.Add(update);
                deadline.CancelAfter(options.Timeout);
            }
            response = updates.ToChatResponse();
            // A stream that ends without a reason was broken off.
            if (response.FinishReason is null) throw new IOException("the stream ended without a finish reason");
        }
        return new(response.Text, response.FinishReason?.Value ?? "stop", response.Usage?.InputTokenCount ?? 0, response.Usage?.OutputTokenCount ?? s_tokens.Count(response.Text));
    }

    /// <summary>Ollama and older builds of llama.cpp know the limit by its former name alone, and would write without end.</summary>
    static OpenAI.Chat.ChatCompletionOptions WithMaxTokens(int tokens)
    {
        var raw = new OpenAI.Chat.ChatCompletionOptions();
#pragma warning disable SCME0001 // The only way to a member that the client does not have; marked as experimental.
        raw.Patch.Set("$.max_tokens"u8, tokens);
#pragma warning restore SCME0001
        return raw;
    }
}
