using Curation.Stages.Filters.Urls;

namespace Curation.Tests.Filters.Urls;

public sealed class PublicSuffixesTests
{
    [Theory]
    [InlineData("www.example.com", "example.com")]
    [InlineData("a.b.example.co.uk", "example.co.uk")]
    [InlineData("co.uk", "")]
    [InlineData("com", "")]
    [InlineData("example.unknown", "example.unknown")]
    [InlineData("127.0.0.1", "")]
    [InlineData("", "")]
    [InlineData(".com", "")]
    public void RegisteredDomain_BuiltIn(string host, string expected) =>
        Assert.Equal(expected, PublicSuffixes.BuiltIn.RegisteredDomain(host).ToString());

    [Theory]
    [InlineData("x.shop.city.ck", "shop.city.ck")]
    [InlineData("a.www.ck", "www.ck")]
    [InlineData("city.ck", "")]
    public void RegisteredDomain_WildcardAndException(string host, string expected) =>
        Assert.Equal(expected, PublicSuffixes.Parse(["// comment", "ck", "*.ck", "!www.ck"]).RegisteredDomain(host).ToString());
}
