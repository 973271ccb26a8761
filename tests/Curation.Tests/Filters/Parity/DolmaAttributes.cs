using System.Text.Json;
using Curation.Stages.Filters.Gopher;

namespace Curation.Tests.Filters.Parity;

/// <summary>The attributes of a dolma tagger, whose second version is stored as what differs from the first.</summary>
static class DolmaAttributes
{
    public static JsonElement Of(JsonElement decision, GopherDialect dialect)
    {
        var first = decision.GetProperty("gopher_v1");
        if (dialect == GopherDialect.Dolma) return first;
        var second = decision.GetProperty("gopher_v2");
        if (second.ValueKind == JsonValueKind.String) return first;
        var merged = first.EnumerateObject().ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);
        foreach (var property in second.EnumerateObject()) merged[property.Name] = property.Value;
        return JsonSerializer.SerializeToElement(merged);
    }
}
