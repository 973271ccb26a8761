using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using Curation.Core.Contracts;

namespace Curation.Mixers.Corpus;

/// <summary>Keys of cached things: hashes of all that decides their content.</summary>
public static class ContentHash
{
    /// <summary>Hash of values as JSON, 20 hexadecimal digits.</summary>
    public static string Of(params object?[] values)
    {
        var hash = new XxHash128();
        foreach (var value in values) hash.Append(JsonSerializer.SerializeToUtf8Bytes(value, value?.GetType() ?? typeof(object), StrictJson.Options));
        return Convert.ToHexStringLower(hash.GetCurrentHash())[..20];
    }

    /// <summary>XxHash128 of a file, hexadecimal.</summary>
    public static string OfFile(string path)
    {
        using var stream = File.OpenRead(path);
        var hash = new XxHash128();
        hash.Append(stream);
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    /// <summary>Hash of a text.</summary>
    public static string OfText(string text) => Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(text)))[..20];
}
