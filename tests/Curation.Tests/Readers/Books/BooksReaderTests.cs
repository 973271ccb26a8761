using Curation.Stages.Readers.Books;

namespace Curation.Tests.Readers.Books;

public sealed class BooksReaderTests
{
    [Fact]
    public void Read_SampleBook_GivesTheExpectedDocument() => Golden.Verify("books/expected.jsonl", new BooksReader(new()).All(Golden.Input("books/rivers.txt", "books")));

    [Fact]
    public void Read_WithoutNotices_IsTheWholeText() =>
        Assert.Equal("A book.\n\nOf two paragraphs.", Assert.Single(new BooksReader(new()).All(MemoryInput.Of(MemoryInput.Utf8("A book.\r\n\r\nOf two paragraphs.\r\n"))).Documents()).Text);

    [Fact]
    public void Read_WindowsCharacters_AreDecoded() =>
        Assert.Equal("“Café”", Assert.Single(new BooksReader(new()).All(MemoryInput.Of([0x93, (byte)'C', (byte)'a', (byte)'f', 0xE9, 0x94])).Documents()).Text);

    [Theory]
    [InlineData("mix/books/1661.txt", "1661", "SHERLOCK HOLMES")]
    [InlineData("mix/books/1342-0.txt", "1342", "Chapter 1")]
    public void Read_RealBook_LosesNoticesAndKeepsTheText(string file, string number, string holds)
    {
        var document = Assert.Single(new BooksReader(new()).All(MemoryInput.OfFile(Repository.DataOrSkip(file))).Documents());
        Assert.Equal("en", document.Language);
        Assert.Equal(number, document.Metadata["gutenberg"]);
        Assert.Contains(holds, document.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Gutenberg", document.Text, StringComparison.OrdinalIgnoreCase);
    }
}
