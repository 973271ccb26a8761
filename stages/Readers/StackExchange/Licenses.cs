namespace Curation.Stages.Readers.StackExchange;

/// <summary>Licences of posts: as the dump states them, else by the date of creation.</summary>
internal static class Licenses
{
    static readonly DateTimeOffset s_version3 = new(2011, 4, 8, 0, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset s_version4 = new(2018, 5, 2, 0, 0, 0, TimeSpan.Zero);

    /// <summary>An SPDX expression of all posts of a document.</summary>
    public static string Of(IEnumerable<Post> posts) => string.Join(" AND ", posts.Select(Of).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    static string Of(Post post)
    {
        if (post.License.StartsWith("CC BY-SA ", StringComparison.OrdinalIgnoreCase)) return $"CC-BY-SA-{post.License[9..].Trim()}";
        return post.Created switch
        {
            null => "CC-BY-SA-4.0",
            { } date when date < s_version3 => "CC-BY-SA-2.5",
            { } date when date < s_version4 => "CC-BY-SA-3.0",
            _ => "CC-BY-SA-4.0",
        };
    }
}
