using System.Collections.Frozen;

namespace Curation.Stages.Readers.Code.Languages;

/// <summary>Languages by file name, extension and interpreter. Names are GitHub's.</summary>
internal static class LanguageTable
{
    /// <summary>Extensions of each language; one that several share stands with each, the commonest first in <see cref="OfExtension"/>.</summary>
    static readonly (string Language, string Extensions, string Names, string Interpreters)[] s_rows =
    [
        ("Ada", "adb ads ada gpr", "", ""), ("Agda", "agda", "", ""), ("Assembly", "asm s nasm", "", ""), ("AWK", "awk gawk", "", "awk gawk mawk nawk"),
        ("Batchfile", "bat cmd", "", ""), ("BibTeX", "bib", "", ""), ("C", "c h idc inc", "", "tcc"), ("C#", "cs csx cake", "", ""), ("C++", "cpp cc cxx c++ hpp hh hxx h++ h ipp tpp inl tcc ino ixx cppm inc", "", ""),
        ("Clojure", "clj cljs cljc edn boot", "", "clojure"), ("CMake", "cmake", "CMakeLists.txt", ""), ("CoffeeScript", "coffee cson", "Cakefile", "coffee"), ("Common Lisp", "lisp lsp asd cl", "", "sbcl clisp ecl ccl"),
        ("Coq", "v", "", ""), ("Crystal", "cr", "", "crystal"), ("CSS", "css", "", ""), ("CUDA", "cu cuh", "", ""), ("Cython", "pyx pxd pxi", "", ""), ("D", "d di", "", "rdmd"), ("Dart", "dart", "", "dart"),
        ("Dockerfile", "dockerfile", "Dockerfile Containerfile", ""), ("Eiffel", "e", "", ""), ("Elixir", "ex exs", "mix.lock", "elixir"), ("Elm", "elm", "", ""), ("Emacs Lisp", "el", ".emacs _emacs Cask", "emacs"), ("Erlang", "erl hrl escript xrl yrl", "rebar.config", "escript"),
        ("F#", "fs fsi fsx", "", ""), ("Fortran", "f f90 f95 f03 f08 for ftn fpp", "", ""), ("GDScript", "gd", "", ""), ("GLSL", "glsl vert frag geom tesc tese comp vsh fsh", "", ""), ("Go", "go", "", ""), ("GraphQL", "graphql gql", "", ""), ("Groovy", "groovy gvy gradle", "Jenkinsfile", "groovy"),
        ("Haskell", "hs lhs hs-boot hsc", "", "runhaskell runghc"), ("HCL", "tf hcl tfvars", "", ""), ("HTML", "html htm xhtml shtml", "", ""), ("HTML+EEX", "eex heex leex", "", ""), ("Idris", "idr", "", ""), ("INI", "ini cfg conf desktop", ".editorconfig .gitconfig", ""), ("Isabelle", "thy", "", ""),
        ("Java", "java", "", ""), ("JavaScript", "js mjs cjs jsx es6", "", "node nodejs js"), ("JSON", "json jsonl geojson jsonc webmanifest", ".babelrc .eslintrc .jshintrc composer.lock", ""), ("Julia", "jl", "", "julia"), ("Jupyter Notebook", "ipynb", "", ""), ("Kotlin", "kt kts", "", "kotlin"),
        ("Lean", "lean", "", ""), ("Less", "less", "", ""), ("Linker Script", "ld lds", "", ""), ("Lua", "lua rockspec", "", "lua luajit texlua"), ("M4", "m4 ac", "configure.ac configure.in aclocal.m4", ""), ("Makefile", "mk mak make am", "Makefile makefile GNUmakefile Makefile.in Makefile.am Makefile.inc Kbuild BSDmakefile", "make"),
        ("Markdown", "md markdown mdown mkd mdx", "", ""), ("MATLAB", "m matlab", "", "octave"), ("Meson", "", "meson.build meson_options.txt", ""), ("Nim", "nim nims nimble", "", "nim"), ("Nix", "nix", "", ""), ("Objective-C", "m h", "", ""), ("Objective-C++", "mm", "", ""), ("OCaml", "ml mli mll mly eliom", "", "ocaml ocamlrun"),
        ("Pascal", "pas pp dpr lpr inc", "", "instantfpc"), ("Perl", "pl pm t pod plx psgi cgi", "Makefile.PL Build.PL cpanfile", "perl"), ("PHP", "php php3 php4 php5 phtml inc phpt", "", "php"), ("PowerShell", "ps1 psm1 psd1", "", "pwsh powershell"), ("Prolog", "pl pro prolog plt", "", "swipl"), ("Protocol Buffer", "proto", "", ""), ("Puppet", "pp", "", ""), ("PureScript", "purs", "", ""),
        ("Python", "py pyi pyw wsgi gyp bzl", "SConstruct SConscript wscript Snakefile", "python python2 python3 pypy pypy3"), ("QML", "qml", "", ""), ("R", "r rd rsx", ".Rprofile", "Rscript"), ("Racket", "rkt rktl rktd", "", "racket"), ("Raku", "raku rakumod p6 pl6 pm6 t", "", "raku perl6"), ("reStructuredText", "rst rest", "", ""), ("RMarkdown", "rmd qmd", "", ""), ("Roff", "1 2 3 4 5 6 7 8 9 man mdoc ms me roff tmac", "", ""),
        ("Ruby", "rb rake gemspec ru rbw podspec", "Rakefile Gemfile Guardfile Vagrantfile Podfile Capfile", "ruby jruby rake"), ("Rust", "rs", "", ""), ("Sass", "sass", "", ""), ("Scala", "scala sbt sc", "", "scala"), ("Scheme", "scm ss sld sps", "", "guile gosh csi"), ("SCSS", "scss", "", ""), ("Shell", "sh bash zsh ksh csh fish bats ebuild command tool", ".bashrc .profile .zshrc .bash_profile PKGBUILD", "sh bash dash zsh ksh csh tcsh fish ash"),
        ("sed", "sed", "", "sed gsed"), ("Smalltalk", "st", "", ""), ("Solidity", "sol", "", ""), ("SQL", "sql ddl dml pgsql plsql", "", ""), ("Standard ML", "sml sig fun", "", ""), ("SVG", "svg", "", ""), ("Swift", "swift", "", "swift"), ("SystemVerilog", "sv svh", "", ""), ("Tcl", "tcl tk tm adp exp itcl", "", "tclsh wish expect"), ("TeX", "tex ltx sty cls dtx ins toc", "", ""), ("Text", "txt text", "README INSTALL NEWS TODO AUTHORS COPYING LICENSE LICENCE CHANGELOG ChangeLog CONTRIBUTING THANKS HACKING", ""), ("TOML", "toml", "Cargo.lock Pipfile poetry.lock", ""), ("TypeScript", "ts tsx mts cts", "", "deno ts-node"),
        ("Vala", "vala vapi", "", ""), ("VBA", "bas frm", "", ""), ("Verilog", "v vh", "", ""), ("VHDL", "vhd vhdl", "", ""), ("Vim Script", "vim", ".vimrc _vimrc vimrc", ""), ("Visual Basic .NET", "vb", "", ""), ("Vue", "vue", "", ""), ("Svelte", "svelte", "", ""), ("WebAssembly", "wat wast", "", ""), ("XML", "xml xsd xsl xslt rng ui glade csproj vcxproj props targets plist wsdl rdf xul resx qrc", "", ""), ("Yacc", "y yy ypp", "", ""), ("Lex", "l ll lex", "", ""), ("YAML", "yml yaml", ".travis.yml .clang-format", ""), ("Zig", "zig zon", "", ""), ("AsciiDoc", "adoc asciidoc asc", "", ""), ("Gettext", "po pot", "", ""), ("Diff", "diff patch", "", ""), ("CSV", "csv tsv", "", ""), ("Texinfo", "texi texinfo txi", "", ""), ("OpenCL", "cl opencl", "", ""), ("Jinja", "jinja jinja2 j2", "", ""), ("Handlebars", "hbs handlebars", "", ""), ("Haml", "haml", "", ""), ("ERB", "erb", "", ""), ("JSON5", "json5", "", ""), ("Starlark", "bazel star", "BUILD WORKSPACE BUILD.bazel", ""),
    ];

    static readonly FrozenDictionary<string, string[]> s_extensions = s_rows
        .SelectMany(r => r.Extensions.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(e => (Extension: e, r.Language)))
        .GroupBy(e => e.Extension).ToFrozenDictionary(g => g.Key, g => g.Select(e => e.Language).Distinct().ToArray(), StringComparer.OrdinalIgnoreCase);

    static readonly FrozenDictionary<string, string> s_names = s_rows
        .SelectMany(r => r.Names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => (Name: n, r.Language)))
        .ToFrozenDictionary(n => n.Name, n => n.Language, StringComparer.Ordinal);

    static readonly FrozenDictionary<string, string> s_interpreters = s_rows
        .SelectMany(r => r.Interpreters.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => (Name: n, r.Language)))
        .ToFrozenDictionary(n => n.Name, n => n.Language, StringComparer.Ordinal);

    static readonly FrozenSet<string> s_all = s_rows.Select(r => r.Language).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    static readonly FrozenSet<string> s_documentation = new[] { "Markdown", "Text", "reStructuredText", "AsciiDoc", "Roff", "Texinfo", "RMarkdown" }.ToFrozenSet(StringComparer.Ordinal);

    static readonly FrozenSet<string> s_data = new[] { "CSV", "Gettext", "Diff", "SVG" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Names of all languages.</summary>
    public static IReadOnlyCollection<string> All => s_all;

    /// <summary>Whether the name is a language's.</summary>
    public static bool IsKnown(string language) => s_all.Contains(language);

    /// <summary>Whether a language is one of documentation.</summary>
    public static bool IsDocumentation(string language) => s_documentation.Contains(language);

    /// <summary>Whether a format holds data and no code.</summary>
    public static bool IsData(string language) => s_data.Contains(language);

    /// <summary>The languages that an extension, without its dot, may mean.</summary>
    public static string[] OfExtension(string extension) => s_extensions.TryGetValue(extension, out var languages) ? languages : [];

    /// <summary>The language of a file that its whole name tells; null if it does not.</summary>
    public static string? OfName(string name) => s_names.GetValueOrDefault(name);

    /// <summary>The language of an interpreter; null if it is not known.</summary>
    public static string? OfInterpreter(string name) => s_interpreters.GetValueOrDefault(name);
}
