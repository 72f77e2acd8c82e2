namespace ShopSupport.Tests.Import;

/// <summary>What happens to files on their way from their host.</summary>
internal sealed class FileFaults
{
    /// <summary>After so many bytes a connection is lost; null for never.</summary>
    public int? CutAfter { get; set; }

    /// <summary>How many connections are lost so.</summary>
    public int Cuts { get; set; }

    /// <summary>Where in the file each request began.</summary>
    public List<long> Begun { get; } = [];

    /// <summary>Headers that a file's host was sent.</summary>
    public HashSet<string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    private Stream Of(Stream stream)
    {
        if (CutAfter is not { } bytes || Cuts == 0)
        {
            return stream;
        }

        Cuts--;
        return new CutStream(stream, bytes);
    }

    internal sealed class Handler(FileFaults faults) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            faults.Begun.Add(request.Headers.Range?.Ranges.Single().From ?? 0);
            faults.Headers.UnionWith(request.Headers.Select(header => header.Key));
            var response = await base.SendAsync(request, cancellationToken);
            var content = new StreamContent(faults.Of(await response.Content.ReadAsStreamAsync(cancellationToken)));
            foreach (var header in response.Content.Headers)
            {
                content.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }

            response.Content = content;
            return response;
        }
    }

    private sealed class CutStream(Stream stream, int left) : Stream
    {
        private int _left = left;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_left == 0)
            {
                throw new IOException("The connection was lost.");
            }

            var read = await stream.ReadAsync(buffer[..Math.Min(buffer.Length, _left)], cancellationToken);
            _left -= read;
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
