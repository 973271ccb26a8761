namespace Curation.Cli.Executors;

/// <summary>Text in scripts.</summary>
static class ShellText
{
    /// <summary>The parameters of this process's run file, for a command of its own: empty, or with a space before each.</summary>
    public static string Parameters => string.Concat(Core.Runs.RunParameters.Given.Select(p => $" --set {Quote(p)}"));

    /// <summary>One word of a command line, whatever it holds.</summary>
    public static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
