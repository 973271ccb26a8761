using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Curation.Cli.Reports;

/// <summary>Builds a page of interpolated strings: what is interpolated is escaped, for texts of the web are hostile; what is written out is markup.</summary>
sealed class Html
{
    readonly StringBuilder _text = new();

    /// <summary>Appends markup with escaped values.</summary>
    public Html Add([InterpolatedStringHandlerArgument("")] ref Markup markup)
    {
        _ = markup; // it has appended to this page already
        return this;
    }

    /// <summary>Appends trusted markup as it is: this program's own styles, scripts and drawings.</summary>
    public void Trusted(string markup) => _text.Append(markup);

    public override string ToString() => _text.ToString();

    /// <summary>A value as text of a page: markup escaped, control characters replaced.</summary>
    static string Escape(string value)
    {
        if (value.AsSpan().ContainsAnyInRange('\0', '\x1f') || value.AsSpan().ContainsAnyInRange('\x7f', '\x9f'))
            value = string.Create(value.Length, value, (span, v) =>
            {
                for (var i = 0; i < v.Length; i++) span[i] = v[i] is '\n' or '\t' || !char.IsControl(v[i]) ? v[i] : '\uFFFD';
            });
        return WebUtility.HtmlEncode(value);
    }

    [InterpolatedStringHandler]
    public readonly ref struct Markup
    {
        readonly StringBuilder _text;

        public Markup(int literalLength, int formattedCount, Html html)
        {
            _ = (literalLength, formattedCount);
            _text = html._text;
        }

        public void AppendLiteral(string markup) => _text.Append(markup);

        public void AppendFormatted(string? value) => _text.Append(Escape(value ?? ""));

        public void AppendFormatted<T>(T value, string? format = null) where T : IFormattable =>
            _text.Append(Escape(value.ToString(format, CultureInfo.InvariantCulture)));
    }
}
