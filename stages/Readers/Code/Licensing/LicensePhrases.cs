namespace Curation.Stages.Readers.Code.Licensing;

/// <summary>Phrases that a licence's text or notice holds, all of them; the first licence that fits counts, so the narrower stand first.</summary>
internal static class LicensePhrases
{
    const string Bsd = "redistribution and use in source and binary forms with or without modification are permitted";
    const string Mit = "permission is hereby granted free of charge to any person obtaining a copy of";
    const string Isc = "permission to use copy modify and or distribute this software for any purpose with or without fee is hereby granted";
    const string IscAnd = "permission to use copy modify and distribute this software for any purpose with or without fee is hereby granted";

    /// <summary>Where the text of a licence begins in a file of several.</summary>
    public static readonly string[] Openings =
    [
        Bsd, Mit, Isc, IscAnd, "apache license version 2 0 january 2004", "gnu general public license version 2 june 1991", "gnu general public license version 3 29 june 2007",
        "gnu library general public license version 2 june 1991", "gnu lesser general public license version 2 1 february 1999", "gnu lesser general public license version 3 29 june 2007", "gnu affero general public license version 3 19 november 2007",
    ];

    public static readonly (string License, string[] Phrases)[] All =
    [
        ("MPL-1.1 OR GPL-2.0-or-later OR LGPL-2.1-or-later", ["mpl 1 1 gpl 2 0 lgpl 2 1"]),
        ("Apache-2.0", ["apache license version 2 0"]), ("Apache-2.0", ["licensed to the apache software foundation asf"]), ("Apache-2.0", ["apache org licenses license 2 0"]), ("Apache-2.0", ["apache license 2 0"]), ("Apache-1.1", ["apache software license version 1 1"]),
        ("MPL-2.0", ["mozilla public license v 2 0"]), ("MPL-2.0", ["mozilla public license version 2 0"]), ("MPL-1.1", ["mozilla public license version 1 1"]),
        ("EPL-2.0", ["eclipse public license v 2 0"]), ("EPL-2.0", ["eclipse public license 2 0"]), ("EPL-2.0", ["eclipse public license version 2 0"]), ("EPL-1.0", ["eclipse public license v1 0"]), ("EPL-1.0", ["eclipse public license v 1 0"]), ("EPL-1.0", ["eclipse public license version 1 0"]),
        ("CDDL-1.0", ["common development and distribution license"]), ("BSL-1.0", ["boost software license version 1 0"]), ("BSL-1.0", ["permission is hereby granted free of charge to any person or organization obtaining a copy"]),
        ("Artistic-2.0", ["the artistic license 2 0"]), ("Artistic-2.0", ["artistic license version 2 0"]), ("OFL-1.1", ["sil open font license version 1 1"]), ("CC0-1.0", ["cc0 1 0"]), ("CC0-1.0", ["creative commons zero"]), ("CC0-1.0", ["creativecommons org publicdomain zero 1 0"]),
        ("CC-BY-SA-4.0", ["creative commons attribution sharealike 4 0"]), ("CC-BY-SA-3.0", ["creative commons attribution sharealike 3 0"]), ("CC-BY-4.0", ["creative commons attribution 4 0"]), ("CC-BY-3.0", ["creative commons attribution 3 0"]),
        ("Unlicense", ["this is free and unencumbered software released into the public domain"]), ("WTFPL", ["do what the fuck you want to public license"]), ("PSF-2.0", ["python software foundation license version 2"]), ("Vim", ["vim license"]),
        ("NCSA", [Mit, "university of illinois"]), ("NCSA", [Mit, "neither the names of"]), ("X11", [Mit, "except as contained in this notice the name"]), ("MIT", [Mit, "this permission notice"]), ("MIT-0", [Mit, "to permit persons to whom the software is furnished to do so the software is provided"]),
        ("curl", [IscAnd, "except as contained in this notice the name of a copyright holder"]), ("ISC", [Isc, "this permission notice appear in all copies"]), ("ISC", [IscAnd, "this permission notice appear in all copies"]), ("0BSD", [Isc]), ("0BSD", [IscAnd]),
        ("BSD-4-Clause-UC", [Bsd, "all advertising materials mentioning features", "university of california berkeley and its contributors"]), ("BSD-4-Clause", [Bsd, "all advertising materials mentioning features"]), ("BSD-3-Clause", [Bsd, "neither the name"]), ("BSD-3-Clause", [Bsd, "may not be used to endorse"]), ("BSD-3-Clause", [Bsd, "used to endorse or promote"]), ("BSD-2-Clause", [Bsd, "following conditions"]),
        ("Zlib", ["in no event will the authors be held liable for any damages arising from the use of this software", "altered source versions must be plainly marked"]), ("Zlib", ["zlib license"]),
        ("PostgreSQL", ["for any purpose without fee and without a written agreement is hereby granted"]), ("HPND-sell-variant", ["permission to use copy modify distribute and sell this software and its documentation for any purpose is hereby granted without fee"]),
        ("HPND", ["permission to use copy modify and distribute this software and its documentation for any purpose"]), ("TCL", ["the authors hereby grant permission to use copy modify distribute and license this software and its documentation for any purpose"]),
        ("FSFAP", ["copying and distribution of this file with or without modification are permitted in any medium without royalty"]), ("FSFULLR", ["the free software foundation gives unlimited permission to copy and or distribute it"]), ("FSFUL", ["this configure script is free software the free software foundation gives unlimited permission"]),
        ("Ruby", ["under the same terms as ruby"]), ("Ruby", ["ruby is copyrighted free software by yukihiro matsumoto"]), ("Ruby", ["you can redistribute it and or modify it under either the terms of the 2 clause bsdl"]),
        ("BSD-3-Clause", ["governed by a bsd style"]), ("BSD-3-Clause", ["bsd 3 clause"]), ("BSD-3-Clause", ["3 clause bsd"]), ("BSD-3-Clause", ["new bsd license"]), ("BSD-3-Clause", ["modified bsd license"]), ("BSD-2-Clause", ["bsd 2 clause"]), ("BSD-2-Clause", ["2 clause bsd"]), ("BSD-2-Clause", ["simplified bsd license"]),
        ("MIT", ["licensed under the mit license"]), ("MIT", ["under the mit license"]), ("MIT", ["mit licensed"]), ("MIT", ["license mit "]), ("MIT", ["the mit license "]), ("MIT", ["under an mit license"]), ("MIT", ["mit style license"]), ("MIT", ["under the terms of the mit license"]), ("ISC", ["isc license"]), ("Artistic-1.0-Perl", ["the artistic license", "larry wall"]), ("Artistic-1.0", ["the artistic license", "preamble the intent of this document"]),
    ];

    /// <summary>What puts a file into the public domain.</summary>
    public static readonly (string License, string[] Phrases)[] PublicDomain =
    [
        ("LicenseRef-Public-Domain", ["in the public domain"]), ("LicenseRef-Public-Domain", ["into the public domain"]), ("LicenseRef-Public-Domain", ["released to the public domain"]), ("LicenseRef-Public-Domain", ["public domain software"]),
    ];
}
