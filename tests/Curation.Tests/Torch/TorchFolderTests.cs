using Curation.Core.Errors;
using Curation.Torch;

namespace Curation.Tests.Torch;

public sealed class TorchFolderTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("torch-folder").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void Existing_EmptyFolder_NamesWhatIsMissing() =>
        Assert.Contains("holds no libtorch_cpu.so", Assert.Throws<ConfigException>(() => TorchFolder.Existing(_folder, false)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("version.py", "__version__ = '2.10.0+cu128'\n", true)]
    [InlineData("version.py", "__version__ = '2.11.0'\n", false)]
    [InlineData("build-version", "2.10.1+cpu\n", true)]
    [InlineData("build-version", "2.1.0\n", false)]
    [InlineData("other", "2.10.0\n", false)]
    public void Existing_Version_MustBeThatOfTorchSharp(string file, string text, bool taken)
    {
        var libraries = Directory.CreateDirectory(Path.Combine(_folder, "lib")).FullName;
        File.WriteAllBytes(Path.Combine(libraries, "libtorch_cpu.so"), []);
        File.WriteAllText(Path.Combine(_folder, file), text);
        if (taken) Assert.Equal(libraries, TorchFolder.Existing(_folder, false));
        else Assert.Contains("2.10.0", Assert.Throws<ConfigException>(() => TorchFolder.Existing(_folder, false)).Message, StringComparison.Ordinal);
        Assert.Equal(libraries, TorchFolder.Existing(_folder, true));
    }

    [Fact]
    public void Placed_NoNativesAbove_SaysHowToBuildThem() =>
        Assert.Contains("dotnet build pipeline/Torch", Assert.Throws<ConfigException>(() => TorchFolder.Placed("/nowhere/at/all")).Message, StringComparison.Ordinal);
}
