using System.Globalization;
using Curation.Core.Errors;

namespace Curation.Stages.Rephrase.Llm;

/// <summary>Counts what is spent. A request is counted with its largest cost while it is under way, so that the limit holds whatever is asked at once.</summary>
sealed class Budget(BudgetOptions options)
{
    readonly Lock _lock = new();
    long _requests, _input, _output, _reservedInput, _reservedOutput;

    /// <summary>Requests sent.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Reserves a request's cost.</summary>
    /// <exception cref="StopException">It would go beyond the budget.</exception>
    public void Reserve(long input, long output)
    {
        lock (_lock)
        {
            var (allIn, allOut) = (_input + _reservedInput + input, _output + _reservedOutput + output);
            if (options.Requests > 0 && _requests >= options.Requests) throw Spent($"{options.Requests} requests (budget.requests)");
            if (options.Tokens > 0 && allIn + allOut > options.Tokens) throw Spent($"{options.Tokens} tokens (budget.tokens)");
            if (options.Money > 0 && Cost(allIn, allOut) > options.Money) throw Spent(string.Create(CultureInfo.InvariantCulture, $"{options.Money} (budget.money)"));
            _requests++;
            (_reservedInput, _reservedOutput) = (_reservedInput + input, _reservedOutput + output);
        }
    }

    /// <summary>Puts what was really used in the place of what was reserved.</summary>
    public void Settle(long reservedInput, long reservedOutput, long input, long output)
    {
        lock (_lock)
        {
            (_reservedInput, _reservedOutput) = (_reservedInput - reservedInput, _reservedOutput - reservedOutput);
            (_input, _output) = (_input + input, _output + output);
        }
    }

    double Cost(long input, long output) => input * 1e-6 * options.InputPrice + output * 1e-6 * options.OutputPrice;

    static StopException Spent(string what) => new($"rephrase: the budget of {what} is spent; answers so far are stored, raise the budget to go on");
}
