using System.Text.RegularExpressions;

namespace Curation.Stages.Readers.Code.Languages;

/// <summary>Guesses the language of a text without a telling name, by lines that only one language has.</summary>
internal static partial class ContentLanguage
{
    const int Look = 20_000;

    /// <summary>The language with the most telling lines; null if there are fewer than two.</summary>
    public static string? Guess(ReadOnlySpan<char> text)
    {
        text = text[..Math.Min(text.Length, Look)].TrimStart();
        if (text.StartsWith("<?xml", StringComparison.Ordinal)) return "XML";
        if (text.StartsWith("<?php", StringComparison.Ordinal)) return "PHP";
        if (text.StartsWith("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase)) return "HTML";
        if (text.StartsWith("%PDF", StringComparison.Ordinal)) return null;
        string? best = null;
        var most = 1;
        foreach (var (language, signs) in s_signs)
        {
            var count = signs.Count(text);
            if (count <= most) continue;
            (best, most) = (language, count);
        }
        return best;
    }

    static readonly (string Language, Regex Signs)[] s_signs =
    [
        ("Python", Python()), ("Shell", Shell()), ("Perl", Perl()), ("C++", CPlusPlus()), ("C", C()), ("Java", Java()), ("Go", Go()), ("Rust", Rust()), ("Ruby", Ruby()), ("Haskell", Haskell()), ("JavaScript", JavaScript()), ("Makefile", Makefile()),
    ];

    [GeneratedRegex(@"^\s*(?:def \w+\(.*\):|from [\w.]+ import |import [\w.]+\s*$|class \w+(?:\([\w., ]*\))?:|elif .*:|if __name__ ==)", RegexOptions.Multiline)]
    private static partial Regex Python();

    [GeneratedRegex(@"^\s*(?:fi|esac|done|then|if \[ .*|case .* in|echo .*|export \w+=.*|for \w+ in .*; *do)\s*$", RegexOptions.Multiline)]
    private static partial Regex Shell();

    [GeneratedRegex(@"^\s*(?:use (?:strict|warnings|\w+::[\w:]+).*;|my [$@%(].*;|sub \w+ *\{|package [\w:]+;)", RegexOptions.Multiline)]
    private static partial Regex Perl();

    [GeneratedRegex(@"^\s*(?:#include <(?:vector|string|iostream|memory|map|algorithm|utility)>|template *<|namespace \w+|using namespace|class \w+ .*\{|public:|private:)", RegexOptions.Multiline)]
    private static partial Regex CPlusPlus();

    [GeneratedRegex(@"^\s*(?:#\s*(?:include|define|ifdef|ifndef|endif)\b|typedef struct|(?:static |extern )?(?:int|void|char|unsigned|struct \w+) \**\w+\([^;]*\)\s*$|return .*;)", RegexOptions.Multiline)]
    private static partial Regex C();

    [GeneratedRegex(@"^\s*(?:import (?:java|javax|org|com)\.[\w.*]+;|package [\w.]+;|public (?:final |abstract |static )*(?:class|interface|enum|void|int|String) \w+|@Override)", RegexOptions.Multiline)]
    private static partial Regex Java();

    [GeneratedRegex(@"^(?:package \w+|func (?:\(\w+ \*?\w+\) )?\w+\(|import \(|type \w+ (?:struct|interface) \{)|:= ", RegexOptions.Multiline)]
    private static partial Regex Go();

    [GeneratedRegex(@"^\s*(?:use (?:std|crate|super)::|(?:pub(?:\(\w+\))? )?(?:fn|struct|enum|trait|mod) \w+|impl(?:<.*>)? \w+|let mut |#\[\w+)", RegexOptions.Multiline)]
    private static partial Regex Rust();

    [GeneratedRegex(@"^\s*(?:require ['""].*|def \w+[?!]?(?:\(.*\))?|module [A-Z]\w*|class [A-Z]\w*(?: < \w+)?|attr_(?:reader|accessor) .*)\s*$", RegexOptions.Multiline)]
    private static partial Regex Ruby();

    [GeneratedRegex(@"^(?:module [A-Z][\w.]* (?:where|\()|import (?:qualified )?[A-Z][\w.]*|\w+ ::|data \w+|instance \w+|\{-# LANGUAGE)", RegexOptions.Multiline)]
    private static partial Regex Haskell();

    [GeneratedRegex(@"^\s*(?:(?:const|let|var) \w+ = .*;|function \w*\(.*\) *\{|module\.exports|export (?:default|const|function)|import .* from ['""]|\}\);)", RegexOptions.Multiline)]
    private static partial Regex JavaScript();

    [GeneratedRegex(@"^(?:[\w./%-]+:[\w./%$() -]*\n\t\S.*|\.PHONY:.*|\t\$\(\w+\).*|\w+ [:?+]?= .*\$\(.*)$", RegexOptions.Multiline)]
    private static partial Regex Makefile();
}
