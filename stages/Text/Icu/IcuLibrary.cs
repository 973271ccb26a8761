using System.Globalization;
using System.Runtime.InteropServices;

namespace Curation.Stages.Text.Icu;

/// <summary>
/// ICU's C interface as far as .NET does not offer it: break iterators. It is the library that .NET itself uses: on Linux the highest
/// <c>libicuuc.so.N</c>, whose functions carry the version in their names; on Windows and macOS the system's own.
/// </summary>
static unsafe class IcuLibrary
{
    const int Newest = 99;
    const int Oldest = 50;

    static readonly (nint Handle, string Suffix) s_library = Load();

    public static readonly delegate* unmanaged<int, byte*, char*, int, int*, nint> Open =
        (delegate* unmanaged<int, byte*, char*, int, int*, nint>)Function("ubrk_open");

    public static readonly delegate* unmanaged<nint, char*, int, int*, void> SetText =
        (delegate* unmanaged<nint, char*, int, int*, void>)Function("ubrk_setText");

    public static readonly delegate* unmanaged<nint, int> Next = (delegate* unmanaged<nint, int>)Function("ubrk_next");

    public static readonly delegate* unmanaged<nint, void> Close = (delegate* unmanaged<nint, void>)Function("ubrk_close");

    static nint Function(string name) => NativeLibrary.GetExport(s_library.Handle, name + s_library.Suffix);

    static (nint, string) Load()
    {
        if (OperatingSystem.IsWindows() && NativeLibrary.TryLoad("icu.dll", out var windows)) return (windows, "");
        if (OperatingSystem.IsMacOS() && NativeLibrary.TryLoad("/usr/lib/libicucore.dylib", out var mac)) return (mac, "");
        for (var version = Newest; version >= Oldest; version--)
        {
            var number = version.ToString(CultureInfo.InvariantCulture);
            if (NativeLibrary.TryLoad($"libicuuc.so.{number}", out var linux)) return (linux, $"_{number}");
        }
        throw new DllNotFoundException("ICU (libicuuc) was not found; words of Chinese, Japanese, Thai and their kin need its dictionaries: install libicu (Debian: libicu72).");
    }
}
