namespace Curation.Stages.Pdf.Routing;

/// <summary>
/// How likely a letter follows another in languages of Latin script: a row for each letter <c>a</c> to <c>z</c> and the word's beginning, a column
/// for each and the word's end; <c>a</c> is probability 1, each further letter is half a bit less. Estimated, with 23 languages in proportion to
/// how much is printed in them, from a declaration in each, a novel and manuals; accents are folded.
/// </summary>
internal static class LetterPairs
{
    static readonly string[] s_rows =
    [
        "nmjkqpmplplhjgnntgihmloxomf",
        "gostdwvshnxhsphyzimpisxziwl",
        "hwmwhzzfgqmivqfxzlrijzzzqmj",
        "gtvpdussgttntnhtzknsjruzopf",
        "npkjmompkqnikgsoqghjonsoroe",
        "hqvuhjvshzxozvfzzgqkhuxzsze",
        "hvxqfunhisplyjiyzinnhvwznve",
        "fwztdzvuhusoqohzzmrhjoszrzg",
        "jmikinjoqnljkfhorkhhqltssoh",
        "fwzmezznizkrpjgtzwmrgqszzti",
        "fuwqfvtnhtljrohvzlkkhonzlug",
        "fsslfqpqfqohonirqxllkqszluf",
        "fkusesysgtuqkrhjzqlpjstzotf",
        "hvkghpinhppqsmjuwujhnpxzmqe",
        "omjjpjlqlonjifnlzhikjmmzrof",
        "gxrufqvnkxuiqrglzenljuzztzj",
        "wxwxvvxxxxxwxvxwxsuwaxxxxxs",
        "gnolfpoqgtnonmhqznjilorzlof",
        "itkrgpvmiulnpphlvsjgjorzqnd",
        "hvtyftthfvqotpgtzjlkkqqzmrf",
        "jlklinnqkpmijfklzhihqprooog",
        "ezyudyxufqxpxngzzloxowzznqk",
        "ewytgzzgfzvozkgzzokxozuykqh",
        "htkrhsvugvvusqmfvttimluktte",
        "hnjoisonnsllklhozmjlqpnzrpc",
        "eorjfzpsfrolmjjozrpminmzjmh",
        "hkjhikmjjnmjkjiiokhhlklupnz",
    ];

    /// <summary>Number that stands for a word's beginning and end.</summary>
    public const int Edge = 26;

    /// <summary>Log2 of the probability, at most 0.</summary>
    public static float Log2(int first, int second) => (s_rows[first][second] - 'a') * -.5f;
}
