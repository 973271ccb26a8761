using Curation.Stages.Readers.Code.Languages;

namespace Curation.Tests.Readers.Code;

public sealed class LanguageDetectorTests
{
    [Theory]
    [InlineData("a.py", "", "Python")]
    [InlineData("tool", "#!/usr/bin/env python3\nx", "Python")]
    [InlineData("tool", "#!/usr/bin/perl5.36.0 -w\nx", "Perl")]
    [InlineData("tool", "#!/usr/bin/env -S node --x\n", "JavaScript")]
    [InlineData("a.h", "struct a { int b; };\n", "C")]
    [InlineData("a.h", "#include <vector>\nnamespace a {\nclass B;\n}\n", "C++")]
    [InlineData("a.h", "#ifdef __cplusplus\nextern \"C\" {\n#endif\n#ifdef __cplusplus\ntemplate <class T> T f();\n#endif\n", "C")]
    [InlineData("a.h", "/* a::b (c) */\nint a;\n", "C")]
    [InlineData("a.h", "#if __cplusplus >= 201103L\n#include <vector>\n#endif\n", "C++")]
    [InlineData("a.d", "# completion  -*- shell-script -*-\nf() { :; }\n", "Shell")]
    [InlineData("a.y", "/* -*- mode: C -*- */\n%token A\n", "Yacc")]
    [InlineData("unknown", "Name: a\nVersion: 1\nBuild: make\n", null)]
    [InlineData("unknown", "all: a b\n\tcc -o a\nclean:\n\trm a\n", "Makefile")]
    [InlineData("a.h", "@interface A : NSObject\n@end\n", "Objective-C")]
    [InlineData("a.m", "#import <Foundation/Foundation.h>\n", "Objective-C")]
    [InlineData("a.m", "% area\nfunction a = area(r)\na = pi*r^2;\nend\n", "MATLAB")]
    [InlineData("a.pl", "use strict;\nmy $x = 1;\n", "Perl")]
    [InlineData("a.pl", ":- module(a, [b/1]).\nb(X) :- c(X).\n", "Prolog")]
    [InlineData("a.v", "module m(input a);\nendmodule\n", "Verilog")]
    [InlineData("a.v", "Require Import List.\nTheorem t : True.\nProof. Qed.\n", "Coq")]
    [InlineData("a.ts", "<?xml version=\"1.0\"?><!DOCTYPE TS>", "XML")]
    [InlineData("a.ts", "export const a: number = 1;", "TypeScript")]
    [InlineData("CMakeLists.txt", "project(a)", "CMake")]
    [InlineData("Makefile.am", "bin_PROGRAMS = a", "Makefile")]
    [InlineData("ls.1", ".TH LS 1\n", "Roff")]
    [InlineData("notes.1", "just words", null)]
    [InlineData("config.py.in", "import os", "Python")]
    [InlineData("unknown", "def a(b):\n    pass\n\nimport os\nclass C:\n", "Python")]
    [InlineData("unknown", "words and words\n", null)]
    [InlineData("src/README", "About", "Text")]
    public void Detect_NameAndContent_GivesTheLanguage(string path, string text, string? language) => Assert.Equal(language, LanguageDetector.Detect(path, text));
}
