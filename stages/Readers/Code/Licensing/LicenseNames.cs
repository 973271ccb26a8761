using System.Collections.Frozen;

namespace Curation.Stages.Readers.Code.Licensing;

/// <summary>Names of licences as data sets and older files write them, as SPDX ids of today.</summary>
internal static class LicenseNames
{
    static readonly FrozenDictionary<string, string> s_current = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["GPL-1.0"] = "GPL-1.0-only",
        ["GPL-1.0+"] = "GPL-1.0-or-later",
        ["GPL-2.0"] = "GPL-2.0-only",
        ["GPL-2.0+"] = "GPL-2.0-or-later",
        ["GPL-3.0"] = "GPL-3.0-only",
        ["GPL-3.0+"] = "GPL-3.0-or-later",
        ["LGPL-2.0"] = "LGPL-2.0-only",
        ["LGPL-2.0+"] = "LGPL-2.0-or-later",
        ["LGPL-2.1"] = "LGPL-2.1-only",
        ["LGPL-2.1+"] = "LGPL-2.1-or-later",
        ["LGPL-3.0"] = "LGPL-3.0-only",
        ["LGPL-3.0+"] = "LGPL-3.0-or-later",
        ["AGPL-3.0"] = "AGPL-3.0-only",
        ["AGPL-3.0+"] = "AGPL-3.0-or-later",
        ["mit"] = "MIT",
        ["apache-2.0"] = "Apache-2.0",
        ["bsd-2-clause"] = "BSD-2-Clause",
        ["BSD-2-Clause-FreeBSD"] = "BSD-2-Clause",
        ["BSD-2-Clause-NetBSD"] = "BSD-2-Clause",
        ["bsd-3-clause"] = "BSD-3-Clause",
        ["isc"] = "ISC",
        ["mpl-2.0"] = "MPL-2.0",
        ["unlicense"] = "Unlicense",
        ["cc0-1.0"] = "CC0-1.0",
        ["bsl-1.0"] = "BSL-1.0",
        ["zlib"] = "Zlib",
        ["wtfpl"] = "WTFPL",
        ["artistic-2.0"] = "Artistic-2.0",
        ["epl-1.0"] = "EPL-1.0",
        ["epl-2.0"] = "EPL-2.0",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The id of today of each licence in an expression.</summary>
    public static string Current(string expression) => string.Join(' ', expression.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word =>
    {
        var core = word.Trim('(', ')');
        return core.Length > 0 && s_current.TryGetValue(core, out var current) ? word.Replace(core, current, StringComparison.Ordinal) : word;
    }));
}
