using System.Globalization;
using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Core.Planning;

namespace Curation.Cli.Planning;

/// <summary>Prints a forecast.</summary>
static class ForecastPrinter
{
    static readonly JsonSerializerOptions s_json = new(StrictJson.Options) { WriteIndented = false };

    /// <summary>One JSON object a step, then one of the run.</summary>
    public static void WriteJson(TextWriter output, RunForecast forecast)
    {
        foreach (var step in forecast.Steps) output.WriteLine(JsonSerializer.Serialize(step, s_json));
        output.WriteLine(JsonSerializer.Serialize(new { forecast.Scale, forecast.Hours, forecast.SimulatedHours, forecast.CoreHours, forecast.GpuHours, forecast.StoredBytes, forecast.Cost }, s_json));
    }

    /// <summary>A table for people.</summary>
    public static void Write(TextWriter output, RunForecast forecast, bool priced)
    {
        output.WriteLine(Row("step", "tasks", "slot hours", "hours", "simulated", "99 % at", "busy", "lost", "memory", "stored", "reads", "writes"));
        foreach (var s in forecast.Steps)
        {
            output.WriteLine(Row(s.Name, Number(s.Tasks), Hours(s.SlotHours) + (s.Gpu ? " GPU" : ""), Hours(s.Hours), Hours(s.Simulated.Hours), Hours(s.Simulated.Most),
                $"{s.Simulated.Busy:p0}", Number(s.Simulated.Lost), ByteSize.Text(s.SlotBytes), ByteSize.Text(s.StoredBytes), Number(s.Reads), Number(s.Writes)));
        }
        output.WriteLine(Row("all", Number(forecast.Steps.Sum(s => s.Tasks)), Hours(forecast.CoreHours + forecast.GpuHours), Hours(forecast.Hours), Hours(forecast.SimulatedHours), "", "",
            Number(forecast.Steps.Sum(s => s.Simulated.Lost)), ByteSize.Text(forecast.Steps.Max(s => s.SlotBytes)), ByteSize.Text(forecast.StoredBytes),
            Number(forecast.Steps.Sum(s => s.Reads)), Number(forecast.Steps.Sum(s => s.Writes))));
        if (priced) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cost: {forecast.Cost:n2}, the folder's storage for one month included"));
    }

    static string Row(params string[] cells) => string.Concat(cells.Select((c, i) => i == 0 ? c.PadRight(28) : c.PadLeft(12)));

    static string Number(double number) => number < 1e6
        ? number.ToString("n0", CultureInfo.InvariantCulture)
        : number.ToString("0.0e0", CultureInfo.InvariantCulture);

    static string Hours(double hours) => hours.ToString(hours < 10 ? "0.00" : "n0", CultureInfo.InvariantCulture);
}
