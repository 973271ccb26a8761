using Curation.Stages.Filters.Decontamination;

namespace Curation.Tests.Filters.Decontamination;

/// <summary>The evaluations of the development data with their columns.</summary>
static class EvalSources
{
    public static EvalSource[] AllOrSkip() =>
    [
        Of("gsm8k/test.jsonl", ["question"], ["answer"]),
        Of("mmlu/test", ["question"], ["choice0", "choice1", "choice2", "choice3"]),
        Of("language_understanding/lambada_openai.jsonl.gz", ["context"], ["continuation"]),
        Of("language_understanding/winogrande.jsonl.gz", ["context_options"], ["continuation"]),
        Of("world_knowledge/arc_challenge.jsonl.gz", ["query"], ["choices"]),
        Of("world_knowledge/arc_easy.jsonl.gz", ["query"], ["choices"]),
        Of("world_knowledge/triviaqa_small.jsonl.gz", ["context"], ["answer"]),
        Of("commonsense_reasoning/piqa.jsonl.gz", ["query"], ["choices"]),
        Of("commonsense_reasoning/openbook_qa.jsonl.gz", ["query"], ["choices"]),
        Of("programming/human_eval.jsonl.gz", ["prompt"], ["canonical_solution"]),
    ];

    static EvalSource Of(string path, string[] query, string[] answer) => new() { Path = Repository.DataOrSkip("evals/" + path), Query = [.. query], Answer = [.. answer] };
}
