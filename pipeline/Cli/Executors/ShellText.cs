namespace Curation.Cli.Executors;

/// <summary>Text in scripts.</summary>
static class ShellText
{
    /// <summary>One word of a command line, whatever it holds.</summary>
    public static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
