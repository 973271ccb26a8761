using System.Text.RegularExpressions;
using Curation.Stages.Readers.Code.Licensing;

namespace Curation.Tests.Fuzz;

/// <summary>Notices and licence files of words that licences are made of, in any order: no crash, and nothing but SPDX expressions.</summary>
public sealed partial class LicenseFuzzTests
{
    static readonly string[] s_words =
    [
        "GNU", "Lesser", "Library", "Affero", "General", "Public", "License", "licence", "GPL", "LGPL", "AGPL", "GPLv2", "terms of either", "terms of the", "terms of one of", "the", "of", "or", "and", "either",
        "version", "2", "2.1", "3", "1", "any later version", "or later", "alternatively", "you may", "provided", "exception", "GCC Runtime Library Exception", "public domain", "in the public domain", "dual licensed", "at your option",
        "MIT", "BSD", "Apache License, Version 2.0", "Mozilla Public License", "SPDX-License-Identifier:", "SPDX-License-Identifier: MIT", "Redistribution and use in source and binary forms", "Neither the name",
        "Permission is hereby granted, free of charge, to any person obtaining a copy", "moor.h, src/beck.c", "\n-----\n", "\n=====\n", "\n * ", "\n# ", "\n", ";", ".", "(", ")", "",
    ];

    [Fact]
    public void Detect_WordsInAnyOrder_GivesExpressionsOrNothing()
    {
        var random = new Random(11);
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Join(' ', Enumerable.Range(0, random.Next(1, 40)).Select(_ => s_words[random.Next(s_words.Length)]));
            string?[] found = [LicenseDetector.OfHeader(text), LicenseDetector.OfFile(text), .. LicenseDetector.AllOf(text), LicenseFile.Read(text)?.All, .. LicenseFile.Read(text)?.Parts.Values ?? []];
            Assert.All(found, f => Assert.True(f is null || Expression().IsMatch(f.Replace("( ", "(", StringComparison.Ordinal).Replace(" )", ")", StringComparison.Ordinal)), $"{f} of: {text}"));
        }
    }

    [GeneratedRegex(@"^(?=[^A-Za-z]*[A-Za-z])[\w.+:()-]+(?: (?i:AND|OR|WITH) [\w.+:()-]+)*$")]
    private static partial Regex Expression();
}
