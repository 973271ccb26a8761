using Curation.Core.Storage.S3;

namespace Curation.Tests.Storage.S3;

public sealed class S3UrlSignerTests
{
    static readonly DateTimeOffset s_time = new(2013, 5, 24, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The example of AWS's documentation of signed query parameters.</summary>
    [Fact]
    public void Sign_DocumentedExample_HasTheDocumentedSignature()
    {
        var signer = new S3UrlSigner("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", null, "us-east-1");
        var url = signer.Sign("https://examplebucket.s3.amazonaws.com", "test.txt", "GET", s_time, TimeSpan.FromDays(1));
        Assert.Equal("https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
            + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404", url.AbsoluteUri);
    }

    [Fact]
    public void Sign_SessionAndOddKey_AreEscaped()
    {
        var url = new S3UrlSigner("A", "S", "to/ken+=", "eu-x-1").Sign("http://127.0.0.1:17/pre/bucket", "a b/é+~'()*!@$&=?.gz", "HEAD", s_time, TimeSpan.FromMinutes(30)).AbsoluteUri;
        Assert.StartsWith("http://127.0.0.1:17/pre/bucket/a%20b/%C3%A9%2B~%27%28%29%2A%21%40%24%26%3D%3F.gz?", url, StringComparison.Ordinal);
        Assert.Contains("&X-Amz-Expires=1800&X-Amz-Security-Token=to%2Fken%2B%3D&X-Amz-SignedHeaders=host&", url, StringComparison.Ordinal);
    }
}
