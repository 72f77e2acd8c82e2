using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace ShopSupport.App.Pages;

/// <summary>Files that are sent as one.</summary>
internal sealed class Bundle(IFileProvider root, string path, string type)
{
    // The highest, 11, takes ten times as long for three bytes in a hundred.
    private static readonly BrotliCompressionOptions Compression = new() { Quality = 9 };

    private volatile Content? _content;

    public required string[] Files { private get; init; }

    /// <summary>What stands between two files.</summary>
    public required byte[] Between { private get; init; }

    public string Path => path;

    public string Address => $"{path}?v={Current().Version}";

    public Task WriteAsync(HttpContext context)
    {
        var content = Current();
        var (request, response) = (context.Request, context.Response);
        response.ContentType = type;
        response.Headers.CacheControl = string.Equals(request.Query["v"], content.Version, StringComparison.Ordinal) ? Caching.ForEver : Caching.AskAgain;
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        var takesBrotli = request.GetTypedHeaders().AcceptEncoding.Any(coding => coding.Value == "br" && coding.Quality is not 0);
        if (takesBrotli)
        {
            response.Headers.ContentEncoding = "br";
        }

        var body = takesBrotli ? content.Compressed : content.Plain;
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    // Made again when a file was changed, so that who works on one sees it at the next page. Two may make it at once.
    private Content Current()
    {
        var files = Array.ConvertAll(Files, root.GetFileInfo);
        var changed = files.Max(file => file.LastModified);
        return _content is { } content && content.Changed == changed ? content : _content = Make(files, changed);
    }

    private Content Make(IFileInfo[] files, DateTimeOffset changed)
    {
        using var all = new MemoryStream();
        foreach (var file in files)
        {
            using var one = file.CreateReadStream();
            one.CopyTo(all);
            all.Write(Between);
        }

        var plain = all.ToArray();
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, Compression, leaveOpen: true))
        {
            brotli.Write(plain);
        }

        return new Content(changed, Base64Url.EncodeToString(SHA256.HashData(plain).AsSpan(0, 12)), plain, compressed.ToArray());
    }

    private sealed record Content(DateTimeOffset Changed, string Version, byte[] Plain, byte[] Compressed);
}
