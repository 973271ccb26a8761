namespace Curation.Stages.Readers.Code.Languages;

/// <summary>
/// The language of a file: by a modeline or the line <c>#!</c>, by the whole name, by the extension, and where an extension means several
/// languages or none is known, by what the text looks like.
/// </summary>
internal static class LanguageDetector
{
    /// <summary>The language by GitHub's name; null if it cannot be told.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="text">Its text.</param>
    public static string? Detect(string path, ReadOnlySpan<char> text)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (LanguageTable.OfName(name) is { } named) return named;
        var candidates = Candidates(name);
        // What editors are told counts above the extension; "text" and a bare "lisp" say too little, and "c" is told of all that looks like it.
        if (Shebang.Mode(text) is { } mode and not ("Text" or "C") && !(mode == "Common Lisp" && candidates is ["Emacs Lisp"])) return mode;
        var interpreter = Shebang.Language(text);
        if (interpreter is not null && (candidates.Length == 0 || candidates.Contains(interpreter))) return interpreter;
        if (candidates.Length == 1) return Corrected(candidates[0], text);
        if (candidates.Length > 1) return Disambiguation.Choose(candidates, text);
        if (interpreter is not null) return interpreter;
        if (name.StartsWith("README", StringComparison.OrdinalIgnoreCase) || name.StartsWith("LICENSE", StringComparison.OrdinalIgnoreCase) || name.StartsWith("COPYING", StringComparison.OrdinalIgnoreCase)) return "Text";
        if (name.StartsWith("Dockerfile.", StringComparison.Ordinal)) return "Dockerfile";
        if (name.StartsWith("Makefile.", StringComparison.Ordinal)) return "Makefile";
        return ContentLanguage.Guess(text);
    }

    /// <summary>Languages that the extensions allow; that of <c>x.py.in</c> is <c>py</c>.</summary>
    static string[] Candidates(string name)
    {
        for (var rounds = 0; rounds < 2; rounds++)
        {
            var dot = name.LastIndexOf('.');
            if (dot <= 0) return [];
            var extension = name[(dot + 1)..];
            if (LanguageTable.OfExtension(extension) is { Length: > 0 } languages) return languages;
            if (extension is not ("in" or "tmpl" or "template" or "dist" or "sample" or "example" or "inc" or "orig")) return [];
            name = name[..dot];
        }
        return [];
    }

    /// <summary>Extensions of one language that other formats use too.</summary>
    static string? Corrected(string language, ReadOnlySpan<char> text)
    {
        var head = text.TrimStart();
        return language switch
        {
            "TypeScript" when head.StartsWith("<?xml", StringComparison.Ordinal) || head.StartsWith("<!DOCTYPE TS", StringComparison.Ordinal) => "XML",
            "Roff" when head.IsEmpty || head[0] is not ('.' or '\'') => null,
            "Eiffel" when !text.Contains("feature", StringComparison.Ordinal) => null,
            "Smalltalk" when !text.Contains("!", StringComparison.Ordinal) && !text.Contains(":=", StringComparison.Ordinal) => null,
            "GLSL" when !text.Contains("void main", StringComparison.Ordinal) && !text.Contains("gl_", StringComparison.Ordinal) && !text.Contains("uniform ", StringComparison.Ordinal) => null,
            "Text" when head.StartsWith("cmake_minimum_required", StringComparison.OrdinalIgnoreCase) => "CMake",
            _ => language,
        };
    }
}
