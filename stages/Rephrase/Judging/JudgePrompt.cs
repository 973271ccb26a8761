using System.Reflection;
using Curation.Core.Errors;
using Curation.Stages.Rephrase.Styles;

namespace Curation.Stages.Rephrase.Judging;

/// <summary>The instructions of a judge, in the form of a style.</summary>
static class JudgePrompt
{
    const string Resource = "Curation.Stages.Rephrase.Judging.judge.md";

    /// <summary>The instructions of a file, or those that come with the program.</summary>
    /// <exception cref="ConfigException">The file is not there, or cannot be used.</exception>
    public static RephraseStyle Load(string? file)
    {
        if (file is not null && !File.Exists(file)) throw new ConfigException($"file {file} does not exist");
        var prompt = StyleFile.Parse(file is null ? BuiltIn() : File.ReadAllText(file), file ?? "judge.md");
        return prompt.User.Uses("items") ? prompt : throw new ConfigException($"{file}: the section '# User' has no {{items}}, where what is judged belongs");
    }

    static string BuiltIn()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
