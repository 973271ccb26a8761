using System.Text.RegularExpressions;

namespace Curation.Stages.Readers.Code.Languages;

/// <summary>Chooses between languages that share an extension, by words that only one of them has.</summary>
internal static partial class Disambiguation
{
    /// <summary>Characters that decide.</summary>
    const int Look = 60_000;

    /// <summary>The language whose signs the text has; else the first.</summary>
    public static string Choose(string[] candidates, ReadOnlySpan<char> text)
    {
        text = text[..Math.Min(text.Length, Look)];
        if (candidates.Contains("C++"))
        {
            // Only a header of C needs to ask whether a C++ compiler reads it.
            if (GuardForCPlusPlus().IsMatch(text)) return "C";
            text = Comments().Replace(text.ToString(), " ");
        }
        foreach (var language in candidates)
            if (Signs(language, candidates) is { } signs && signs.IsMatch(text)) return language;
        return candidates[0];
    }

    /// <summary>What proves a language against the others; null if nothing does and it is the one that remains.</summary>
    static Regex? Signs(string language, string[] others) => language switch
    {
        "Objective-C" => ObjectiveC(),
        "C++" when others.Contains("C") => CPlusPlus(),
        "C" when others.Contains("Objective-C") => null,
        "MATLAB" => Matlab(),
        "Prolog" => Prolog(),
        "Perl" when others.Contains("Prolog") || others.Contains("Raku") => Perl(),
        "Raku" => Raku(),
        "Coq" => Coq(),
        "Verilog" => Verilog(),
        "Puppet" => Puppet(),
        "Pascal" when others.Contains("C") => PascalUnlikeC(),
        "Pascal" => Pascal(),
        "PHP" => Php(),
        "OpenCL" => OpenCl(),
        "Common Lisp" => CommonLisp(),
        "R" => null,
        _ => null,
    };

    [GeneratedRegex(@"^[ \t]*#[ \t]*(?:ifdef[ \t]+__cplusplus\b|if[ \t]+defined[ \t(]+__cplusplus\b\)?[ \t]*$)", RegexOptions.Multiline)]
    private static partial Regex GuardForCPlusPlus();

    [GeneratedRegex(@"/\*.*?\*/|//[^\n]*", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"^\s*(?:@(?:interface|implementation|protocol|property|class|end|import)\b|#import\s+[<""])", RegexOptions.Multiline)]
    private static partial Regex ObjectiveC();

    [GeneratedRegex(@"^\s*(?:#\s*include\s+<(?:cstd\w+|string|vector|map|memory|iostream|algorithm|utility|functional|type_traits|set|list|array|mutex|optional|tuple|sstream|iosfwd|limits|deque|cassert|new|exception|stdexcept|atomic|chrono|unordered_\w+)>|template\s*<|class\s+\w+(?:\s+final)?(?:\s*:\s*(?:public|private|protected|virtual)\b|\s*\{|\s*$|\s*;)|namespace\s+[\w:]*\s*\{?\s*$|namespace\s+[\w:]+\s*\{|using\s+(?:namespace\s+)?\w+(?:::|\s*=|;)|(?:public|private|protected)\s*(?:slots|Q_SLOTS)?\s*:|virtual\s+|constexpr\s+|explicit\s+\w+\()|\bstd::\w|\b\w+::~?\w+\s*\(|\boperator\s*[-+*/=<>\[(!]|\b(?:static|dynamic|const|reinterpret)_cast\s*<|\bnoexcept\b|\boverride\s*[;{]|^\s*enum\s+(?:class|struct)\s", RegexOptions.Multiline)]
    private static partial Regex CPlusPlus();

    [GeneratedRegex(@"^\s*(?:%|function\s+(?:\[[^\]]*\]\s*=|\w+\s*=)?\s*\w+|end\s*$|classdef\b|x?lim\(|disp\()", RegexOptions.Multiline)]
    private static partial Regex Matlab();

    [GeneratedRegex(@"^[a-z]\w*(?:\([^)]*\))?\s*:-|^:-\s*\w+", RegexOptions.Multiline)]
    private static partial Regex Prolog();

    [GeneratedRegex(@"^\s*(?:use\s+(?:strict|warnings|v?5|\w+(?:::\w+)*)\b|package\s+[\w:]+\s*[;{]|my\s+[$@%(]|sub\s+\w+\s*[{(]|require\s+[\w:'""]+|=(?:head1|pod|cut|over)\b)|\$\w+->|\bprint\s+[""$]|^1;\s*$|@ARGV|\$_\b", RegexOptions.Multiline)]
    private static partial Regex Perl();

    [GeneratedRegex(@"^\s*(?:use\s+v6|unit\s+(?:module|class)|(?:my|has|our)\s+(?:Int|Str|Num|Bool)\b|multi\s+(?:sub|method)\b|grammar\s+\w+)", RegexOptions.Multiline)]
    private static partial Regex Raku();

    [GeneratedRegex(@"^\s*(?:Require\s+(?:Import|Export)|From\s+\w+\s+Require|Theorem|Lemma|Definition|Inductive|Fixpoint|Proof\.|Qed\.|Set\s+Implicit|Section\s+\w+\.|Notation\s)", RegexOptions.Multiline)]
    private static partial Regex Coq();

    [GeneratedRegex(@"^\s*(?:module\s+\w+|endmodule|always\s*@|assign\s|`timescale|`define|`include)", RegexOptions.Multiline)]
    private static partial Regex Verilog();

    [GeneratedRegex(@"^\s*(?:class|define|node)\s+[\w:']+.*\{|=>\s|^\s*(?:package|file|service|exec)\s*\{", RegexOptions.Multiline)]
    private static partial Regex Puppet();

    [GeneratedRegex(@"^\s*(?:unit|program|procedure|function|interface|implementation|uses|begin|var|const|type)\b[^=>]*;?\s*$|\{\$(?:mode|ifdef|H\+|I)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Pascal();

    [GeneratedRegex(@"^\s*(?:unit\s+\w+\s*;|program\s+\w+\s*;|procedure\s+[\w.]+\s*[;(]|function\s+[\w.]+[^{\n]*:\s*\w+\s*;|implementation\s*$|uses\s+\w+|begin\s*$)|\{\$[a-z]", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex PascalUnlikeC();

    [GeneratedRegex(@"<\?(?:php|=)", RegexOptions.IgnoreCase)]
    private static partial Regex Php();

    [GeneratedRegex(@"\b__kernel\b|\bget_global_id\s*\(|^\s*kernel\s+void\b", RegexOptions.Multiline)]
    private static partial Regex OpenCl();

    [GeneratedRegex(@"^\s*\((?:defun|defmacro|defpackage|in-package|defclass|defvar|defparameter|eval-when|declaim)\b", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex CommonLisp();
}
