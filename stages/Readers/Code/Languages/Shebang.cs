namespace Curation.Stages.Readers.Code.Languages;

/// <summary>Interpreters named by the first line, and modes that editors are told.</summary>
internal static class Shebang
{
    /// <summary>The language; null if the text names none that is known.</summary>
    public static string? Language(ReadOnlySpan<char> text)
    {
        text = text.TrimStart('\uFEFF');
        if (text.StartsWith("#!", StringComparison.Ordinal))
        {
            var end = text.IndexOf('\n');
            if (Interpreter(text[2..(end < 0 ? Math.Min(text.Length, 200) : end)]) is { } name) return LanguageTable.OfInterpreter(name);
        }
        return Mode(text);
    }

    static string? Interpreter(ReadOnlySpan<char> line)
    {
        foreach (var range in line.Split(' '))
        {
            var word = line[range].Trim();
            word = word[(word.LastIndexOf('/') + 1)..];
            if (word.IsEmpty || word is "env" || word[0] == '-' || word.Contains('=')) continue;
            // python3.11 is python3, perl5.36.0 is perl.
            var dot = word.IndexOf('.');
            if (dot > 0) word = word[..dot];
            var name = word.ToString();
            return LanguageTable.OfInterpreter(name) is not null ? name : name.TrimEnd("0123456789-".ToCharArray());
        }
        return null;
    }

    /// <summary><c>-*- mode: python -*-</c> in the first lines.</summary>
    public static string? Mode(ReadOnlySpan<char> text)
    {
        var head = text[..Math.Min(text.Length, 300)];
        var from = head.IndexOf("-*-", StringComparison.Ordinal);
        if (from < 0) return null;
        var rest = head[(from + 3)..];
        var to = rest.IndexOf("-*-", StringComparison.Ordinal);
        if (to <= 0) return null;
        var mode = rest[..to].ToString();
        var at = mode.IndexOf("mode:", StringComparison.OrdinalIgnoreCase);
        if (at >= 0) mode = mode[(at + 5)..].Split(';')[0];
        else if (mode.Contains(':', StringComparison.Ordinal)) return null;
        return mode.Trim().ToLowerInvariant() switch
        {
            "c" => "C",
            "c++" or "cpp" => "C++",
            "objc" => "Objective-C",
            "python" => "Python",
            "perl" or "cperl" => "Perl",
            "ruby" => "Ruby",
            "sh" or "shell-script" => "Shell",
            "tcl" => "Tcl",
            "scheme" => "Scheme",
            "lisp" or "common-lisp" => "Common Lisp",
            "emacs-lisp" => "Emacs Lisp",
            "java" => "Java",
            "makefile" => "Makefile",
            "fortran" or "f90" => "Fortran",
            "fundamental" or "text" => "Text",
            _ => null,
        };
    }
}
