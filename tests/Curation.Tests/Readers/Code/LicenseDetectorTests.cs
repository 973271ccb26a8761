using Curation.Stages.Readers.Code.Licensing;

namespace Curation.Tests.Readers.Code;

public sealed class LicenseDetectorTests
{
    [Theory]
    [InlineData("// SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note", "GPL-2.0-only WITH Linux-syscall-note")]
    [InlineData("/* SPDX-License-Identifier: (MIT OR Apache-2.0) */", "(MIT OR Apache-2.0)")]
    [InlineData("# This program is free software; you can redistribute it and/or modify\n# it under the terms of the GNU General Public License as published by\n# the Free Software Foundation; either version 2, or (at your option)\n# any later version.", "GPL-2.0-or-later")]
    [InlineData("// under the terms of the GNU General Public License version 3 as published by", "GPL-3.0-only")]
    [InlineData("dnl GNU Lesser General Public\ndnl License as published by the Free Software Foundation; either\ndnl version 2.1 of the License, or (at your option) any later version.", "LGPL-2.1-or-later")]
    [InlineData("// Licensed under the Apache License, Version 2.0 (the \"License\");", "Apache-2.0")]
    [InlineData("// Licensed under the Apache License, Version 2.0 <LICENSE-APACHE or\n// https://x> or the MIT license\n// <LICENSE-MIT>, at your option.", "Apache-2.0 OR MIT")]
    [InlineData("// Use of this source code is governed by a BSD-style\n// license that can be found in the LICENSE file.", "BSD-3-Clause")]
    [InlineData("This program is free software; you can redistribute it and/or modify it under the same terms as Perl itself.", "Artistic-1.0-Perl OR GPL-1.0-or-later")]
    [InlineData("/* This Source Code Form is subject to the terms of the Mozilla Public\n * License, v. 2.0. */", "MPL-2.0")]
    [InlineData("// Distributed under the Boost Software License, Version 1.0.", "BSL-1.0")]
    [InlineData("// under the terms of the GNU General Public License as published by the Free Software Foundation; either version 3 of\n// the License, or (at your option) any later version.\n// The generated code may be LGPL, or under the GNU Lesser General Public License.", "GPL-3.0-or-later")]
    [InlineData("int main(void) { return 0; }", null)]
    public void OfHeader_Notice_GivesTheId(string header, string? license) => Assert.Equal(license, LicenseDetector.OfHeader(header));

    const string Bsd = "Redistribution and use in source and binary forms, with or without modification, are permitted provided that the following conditions are met: ";
    const string Mit = "Permission is hereby granted, free of charge, to any person obtaining a copy of x. The above copyright notice and this permission notice shall be included. ";

    [Theory]
    [InlineData(Bsd + "The name of the author may not be used to endorse. Parts are of others: " + Mit, "BSD-3-Clause")]
    [InlineData(Mit + Bsd + "Neither the name", "MIT")]
    [InlineData(Bsd + "no more. " + Bsd + "Neither the name", "BSD-2-Clause")]
    [InlineData(Mit + "Apache License\nVersion 2.0, January 2004", "MIT")]
    [InlineData(Bsd + "All advertising materials mentioning features display: developed by the University of California, Berkeley and its contributors.", "BSD-4-Clause-UC")]
    public void OfFile_SeveralTexts_TheFirstIsTheRepositorys(string text, string license) => Assert.Equal(license, LicenseDetector.OfFile(text));

    [Fact]
    public void Of_FilesOfAFolder_HoldForAllBelow()
    {
        var licenses = new RepositoryLicenses();
        licenses.Add("LICENSE-MIT", "Permission is hereby granted, free of charge, to any person obtaining a copy of x. The above copyright notice and this permission notice shall be included");
        licenses.Add("LICENSE-APACHE", "Apache License\nVersion 2.0, January 2004");
        licenses.Add("sub/COPYING", "GNU GENERAL PUBLIC LICENSE\nVersion 2, June 1991");
        Assert.Equal("Apache-2.0 OR MIT", licenses.Of("src/a.rs"));
        Assert.Equal("GPL-2.0-only", licenses.Of("sub/deep/a.c"));
    }
}
