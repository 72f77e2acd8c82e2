using System.Net;
using System.Text.RegularExpressions;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.App;

public sealed partial class BundleTests
{
    private static readonly string[] Folders = ["css", "js"];

    [Fact]
    public async Task Each_style_and_script_of_the_house_is_sent_with_a_page()
    {
        await using var desk = await DeskHost.StartAsync();
        var root = Path.Combine(SourceFile.Root, "ShopSupport.App", "wwwroot");

        var page = (await desk.GetAsync("/inbox")).Body;
        var sent = new List<string>();
        foreach (Match address in Address().Matches(page))
        {
            sent.Add((await desk.GetAsync(address.Value)).Body.ReplaceLineEndings("\n"));
        }

        var files = Folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder))).ToList();
        Assert.Equal(2, sent.Count);
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Contains(sent, all => all.Contains(File.ReadAllText(file).ReplaceLineEndings("\n"), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_bundle_is_kept_for_ever_under_its_own_version_only()
    {
        await using var desk = await DeskHost.StartAsync();
        var address = Address().Match((await desk.GetAsync("/inbox")).Body).Value;

        Assert.True(await KeptAsync(address) is { Public: true, MaxAge.Days: 365 });
        Assert.True(await KeptAsync(address + "x") is { NoCache: true });
        Assert.True(await KeptAsync("/desk.css") is { NoCache: true });

        async Task<System.Net.Http.Headers.CacheControlHeaderValue> KeptAsync(string path)
        {
            using var response = await desk.Client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            return response.Headers.CacheControl!;
        }
    }

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip, br;q=0", "gzip")]
    [InlineData("identity", null)]
    public async Task A_bundle_is_compressed_as_the_browser_can_read_it(string accepted, string? coding)
    {
        await using var desk = await DeskHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/desk.js", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);

        using var response = await desk.Client.SendAsync(request);

        Assert.Equal(coding, response.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Contains("Accept-Encoding", response.Headers.Vary, StringComparer.Ordinal);
    }

    [GeneratedRegex(@"/desk\.(?:css|js)\?v=[\w-]+", RegexOptions.None, 1000)]
    private static partial Regex Address();
}
