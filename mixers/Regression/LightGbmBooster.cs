using System.Runtime.InteropServices;
using System.Text;
using Curation.Core.Errors;

namespace Curation.Mixers.Regression;

/// <summary>LightGBM's C interface, as far as a regression on a small table needs it. One thread, deterministic.</summary>
sealed partial class LightGbmBooster : SafeHandle
{
    const int Float64 = 1, Float32 = 0, Normal = 0;

    /// <summary>A handle to be set.</summary>
    public LightGbmBooster() : base(0, ownsHandle: true) { }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>Trains on a table.</summary>
    /// <param name="rows">Features by row.</param>
    /// <param name="values">Value by row.</param>
    /// <param name="trees">Trees to grow.</param>
    /// <param name="parameters">LightGBM parameters, <c>name=value</c>, blanks between.</param>
    public static LightGbmBooster Train(double[][] rows, ReadOnlySpan<double> values, int trees, string parameters)
    {
        var columns = rows[0].Length;
        var flat = new double[rows.Length * columns];
        for (var i = 0; i < rows.Length; i++) rows[i].CopyTo(flat, i * columns);
        var labels = new float[values.Length];
        for (var i = 0; i < labels.Length; i++) labels[i] = (float)values[i];
        parameters += " verbosity=-1 num_threads=1 deterministic=true force_row_wise=true seed=1";
        Check(LGBM_DatasetCreateFromMat(flat, Float64, rows.Length, columns, 1, parameters, 0, out var dataset));
        var booster = new LightGbmBooster();
        try
        {
            Check(LGBM_DatasetSetField(dataset, "label", labels, labels.Length, Float32));
            Check(LGBM_BoosterCreate(dataset, parameters, out var created));
            booster.SetHandle(created);
            for (var i = 0; i < trees; i++)
            {
                Check(LGBM_BoosterUpdateOneIter(created, out var finished));
                if (finished != 0) break;
            }
            return booster;
        }
        finally
        {
            _ = LGBM_DatasetFree(dataset);
        }
    }

    public string Save()
    {
        Check(LGBM_BoosterSaveModelToString(handle, 0, -1, 0, 0, out var length, []));
        var buffer = new byte[length];
        Check(LGBM_BoosterSaveModelToString(handle, 0, -1, 0, length, out length, buffer));
        return Encoding.UTF8.GetString(buffer, 0, (int)length - 1);
    }

    /// <summary>The library's own prediction, which <see cref="TreeEnsemble"/> is held against.</summary>
    public double Predict(ReadOnlySpan<double> features)
    {
        Span<double> result = [0];
        Check(LGBM_BoosterPredictForMatSingleRow(handle, features, Float64, features.Length, 1, Normal, 0, -1, "num_threads=1", out _, result));
        return result[0];
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => LGBM_BoosterFree(handle) == 0;

    static void Check(int code)
    {
        if (code != 0) throw new CurationException($"LightGBM: {Marshal.PtrToStringUTF8(LGBM_GetLastError())}");
    }

    [LibraryImport("lib_lightgbm", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LGBM_DatasetCreateFromMat(ReadOnlySpan<double> data, int type, int rows, int columns, int isRowMajor, string parameters, nint reference, out nint dataset);

    [LibraryImport("lib_lightgbm", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LGBM_DatasetSetField(nint dataset, string field, ReadOnlySpan<float> data, int count, int type);

    [LibraryImport("lib_lightgbm")]
    private static partial int LGBM_DatasetFree(nint dataset);

    [LibraryImport("lib_lightgbm", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LGBM_BoosterCreate(nint dataset, string parameters, out nint booster);

    [LibraryImport("lib_lightgbm")]
    private static partial int LGBM_BoosterFree(nint booster);

    [LibraryImport("lib_lightgbm")]
    private static partial int LGBM_BoosterUpdateOneIter(nint booster, out int finished);

    [LibraryImport("lib_lightgbm")]
    private static partial int LGBM_BoosterSaveModelToString(nint booster, int start, int iterations, int importance, long size, out long length, Span<byte> buffer);

    [LibraryImport("lib_lightgbm", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LGBM_BoosterPredictForMatSingleRow(
        nint booster, ReadOnlySpan<double> data, int type, int columns, int isRowMajor, int kind, int start, int iterations, string parameters, out long length, Span<double> result);

    [LibraryImport("lib_lightgbm")]
    private static partial nint LGBM_GetLastError();
}
