using System.CommandLine;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Ocr;
using Curation.Torch;

namespace Curation.Cli.Extracting;

/// <summary>The engine for scanned pages, as the command line names it.</summary>
sealed class PageEngineOptions
{
    readonly Option<string> _engine = new("--engine") { Description = "What reads scanned pages: tesseract, torch or vlm.", DefaultValueFactory = _ => "tesseract" };
    readonly Option<string> _language = new("--language") { Description = "Tesseract's languages, such as eng+deu.", DefaultValueFactory = _ => "eng" };
    readonly Option<DeviceChoice> _device = new("--device") { Description = "Where torch computes: auto, cpu or cuda.", DefaultValueFactory = _ => DeviceChoice.Auto };
    readonly Option<string> _endpoint = new("--endpoint") { Description = "Server of vlm, such as http://127.0.0.1:8000/v1.", DefaultValueFactory = _ => "" };
    readonly Option<string> _profile = new("--profile") { Description = "Model of vlm: olmOcr, rolmOcr or deepSeekOcr.", DefaultValueFactory = _ => "olmOcr" };

    public PageEngineOptions()
    {
        _engine.AcceptOnlyFromAmong("tesseract", "torch", "vlm");
        _profile.AcceptOnlyFromAmong("olmOcr", "rolmOcr", "deepSeekOcr");
    }

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _engine, _language, _device, _endpoint, _profile }) command.Options.Add(option);
    }

    /// <summary>The options of the stage.</summary>
    /// <exception cref="ConfigException">A value cannot be used.</exception>
    public OcrOptions Read(ParseResult parsed)
    {
        var options = new OcrOptions
        {
            Engine = Enum.Parse<OcrEngineChoice>(parsed.GetRequiredValue(_engine), ignoreCase: true),
            Language = parsed.GetRequiredValue(_language),
            Device = parsed.GetValue(_device),
            Vlm = new() { Endpoint = parsed.GetRequiredValue(_endpoint), Profile = Enum.Parse<Ocr.Vlm.VlmProfileChoice>(parsed.GetRequiredValue(_profile), ignoreCase: true) },
        };
        var errors = new OptionErrors();
        options.Validate(errors);
        return errors.Messages.Count == 0 ? options : throw new ConfigException(string.Join('\n', errors.Messages));
    }
}
