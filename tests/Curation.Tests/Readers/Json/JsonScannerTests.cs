using System.Text;
using System.Text.Json;
using Curation.Stages.Readers.Json;

namespace Curation.Tests.Readers.Json;

public sealed class JsonScannerTests
{
    const string Sample = """
         { "a" : 1 , "b\n\"\\\/\b\f\r\t\u00e9":"é\ud83d\ude00x","":"long enough to go beyond one block of bytes, and then a quote \" and more of it than that",
        "n":[-0.5e+10,0,10E-2,12345678901234567890,[],{},[{"x":null}]],	"t":true,"f":false,"o":{"p":{"q":""}, "r":"s"},"a":"again"} 
        """;

    static readonly string[] s_odd = ["", " ", "{", "{}", "{} ", "{}{}", "{},", "[]", "1", "{\"a\":1,}", "{,}", "{\"a\"}", "{\"a\":}", "{\"a\":01}", "{\"a\":1.}", "{\"a\":.5}", "{\"a\":+1}", "{\"a\":1e}", "{\"a\":-}", "{\"a\":[1,]}",
        "{\"a\":[,1]}", "{\"a\":tru}", "{\"a\":truex}", "{\"a\":\"\\x\"}", "{\"a\":\"\\u12g4\"}", "{\"a\":\"\\u12\"}", "{\"a\":\"\t\"}", "{\"a\":\"", "{\"a\":\"\\", "{\"a\" 1}", "{'a':1}", "{\"a\":1 \"b\":2}", "{\"a\":{\"b\":1,}}", "{/**/}", "{\"a\":NaN}", "\u00A0{}"];

    [Fact]
    public void Read_Members_AreThoseOfTheDocument()
    {
        var json = Encoding.UTF8.GetBytes(Sample);
        using var expected = JsonDocument.Parse(json);
        var scanner = new JsonScanner(json);
        Assert.True(scanner.Open());
        var members = new List<(string, string, JsonValueKind)>();
        while (scanner.Read(out var name, out var value))
            members.Add((Encoding.UTF8.GetString(JsonText.Name(json, name)), JsonText.Read(value.In(json), value.IsEscaped)!, value.Kind));
        Assert.True(scanner.IsWhole);
        Assert.Equal(expected.RootElement.EnumerateObject().Select(m => (m.Name, m.Value.ValueKind == JsonValueKind.String ? m.Value.GetString()! : m.Value.GetRawText(), m.Value.ValueKind)), members);
    }

    /// <summary>What one takes the other takes: every cut of a text, and every byte of it replaced by each that has a meaning.</summary>
    [Fact]
    public void Read_ChangedTexts_AreTakenAsUtf8JsonReaderTakesThem()
    {
        var json = Encoding.UTF8.GetBytes(Sample);
        foreach (var odd in s_odd) Compare(Encoding.UTF8.GetBytes(odd));
        for (var at = 0; at < json.Length; at++)
        {
            Compare(json[..at]);
            // Scanned texts are well-formed UTF-8.
            if (json[at] >= 0x80) continue;
            foreach (var other in "{}[]:,\"\\u0e-.tn \t\u0001"u8)
            {
                var changed = (byte[])json.Clone();
                changed[at] = other;
                Compare(changed);
            }
        }
    }

    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    public void Read_Depths_AreTakenAsUtf8JsonReaderTakesThem(int depth)
    {
        Compare(Encoding.UTF8.GetBytes("{\"a\":" + new string('[', depth - 1) + new string(']', depth - 1) + "}"));
        Compare(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth)));
    }

    [Theory]
    [InlineData("\\ud800", null)]
    [InlineData("\\ud800x\\udc00", null)]
    [InlineData("\\udc00", null)]
    [InlineData("\\ud800\\u0041", null)]
    [InlineData("a\\ud83d\\ude00b", "a\U0001F600b")]
    public void Read_SurrogatePairs_AreTextOrNone(string escaped, string? text) => Assert.Equal(text, JsonText.Read(Encoding.UTF8.GetBytes(escaped), isEscaped: true));

    static void Compare(byte[] json)
    {
        var scanner = new JsonScanner(json);
        var taken = scanner.Open();
        while (taken && scanner.Read(out _, out _)) { }
        Assert.True((taken && scanner.IsWhole) == IsObject(json), Encoding.UTF8.GetString(json));
    }

    static bool IsObject(byte[] json)
    {
        try
        {
            using var parsed = JsonDocument.Parse(json);
            return parsed.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
