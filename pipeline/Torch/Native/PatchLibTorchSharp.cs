// A build task (see Natives.targets), compiled by MSBuild and not part of the assembly.
using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Copies libLibTorchSharp.so and makes the copy load with libstdc++ before GCC 13: the only symbol of GLIBCXX_3.4.32 that it uses,
/// std::ios_base_library_init(), becomes the older std::ios_base::Init::Init(), and the version's need becomes weak.
/// With a newer libstdc++ the changed copy works as well: that symbol is there, too.
/// </summary>
public class PatchLibTorchSharp : Task
{
    const string NewSymbol = "_ZSt21ios_base_library_initv", OldSymbol = "_ZNSt8ios_base4InitC1Ev", Version = "GLIBCXX_3.4.32";
    const uint DynamicSymbols = 11, VersionSymbols = 0x6fffffff, VersionNeeds = 0x6ffffffe;
    byte[] _file;

    [Required] public string Source { get; set; }

    /// <summary>SHA-256 of the file that this change is known to be right for.</summary>
    [Required] public string Sha256 { get; set; }

    [Required] public string Destination { get; set; }

    public override bool Execute()
    {
        if (!File.Exists(Source))
        {
            Log.LogError("{0} is missing: run 'dotnet restore' (package TorchSharp)", Source);
            return false;
        }
        _file = File.ReadAllBytes(Source);
        string digest;
        using (var sha = SHA256.Create()) digest = BitConverter.ToString(sha.ComputeHash(_file)).Replace("-", "").ToLowerInvariant();
        if (digest != Sha256)
        {
            Log.LogError("{0}: expected SHA-256 {1}, found {2}; another TorchSharp needs LibTorchSharpSha256 in Natives.targets looked at again", Source, Sha256, digest);
            return false;
        }
        if (Rename() != 1 || Weaken() != 1)
        {
            Log.LogError("{0}: {1} and {2} were not found once each", Source, NewSymbol, Version);
            return false;
        }
        Directory.CreateDirectory(Path.GetDirectoryName(Destination));
        var temporary = Destination + "." + System.Diagnostics.Process.GetCurrentProcess().Id + ".tmp";
        File.WriteAllBytes(temporary, _file);
        if (File.Exists(Destination)) File.Replace(temporary, Destination, null);
        else File.Move(temporary, Destination);
        return true;
    }

    int Rename()
    {
        var symbols = Section(DynamicSymbols);
        var names = SectionAt((int)symbols.Link).Offset;
        var versions = Section(VersionSymbols).Offset;
        var renamed = 0;
        for (long i = 0; i < symbols.Size / 24; i++)
        {
            var name = names + U32(symbols.Offset + i * 24);
            if (Text(name) != NewSymbol) continue;
            Encoding.ASCII.GetBytes(OldSymbol + "\0").CopyTo(_file, (int)name);
            BitConverter.GetBytes((ushort)1).CopyTo(_file, (int)(versions + i * 2));
            renamed++;
        }
        return renamed;
    }

    int Weaken()
    {
        var needs = Section(VersionNeeds);
        var names = SectionAt((int)needs.Link).Offset;
        var weakened = 0;
        for (var need = needs.Offset; ; need += U32(need + 12))
        {
            for (var version = need + U32(need + 8); ; version += U32(version + 12))
            {
                if (Text(names + U32(version + 8)) == Version) { _file[version + 4] |= 2; weakened++; }
                if (U32(version + 12) == 0) break;
            }
            if (U32(need + 12) == 0) return weakened;
        }
    }

    (long Offset, long Size, uint Link) Section(uint type) =>
        Enumerable.Range(0, BitConverter.ToUInt16(_file, 0x3C)).Where(i => U32(Header(i) + 4) == type).Select(SectionAt).First();

    (long Offset, long Size, uint Link) SectionAt(int index) => (U64(Header(index) + 0x18), U64(Header(index) + 0x20), U32(Header(index) + 0x28));

    long Header(int index) => U64(0x28) + index * BitConverter.ToUInt16(_file, 0x3A);

    long U64(long at) => BitConverter.ToInt64(_file, (int)at);

    uint U32(long at) => BitConverter.ToUInt32(_file, (int)at);

    string Text(long at) => Encoding.ASCII.GetString(_file, (int)at, Array.IndexOf(_file, (byte)0, (int)at) - (int)at);
}
