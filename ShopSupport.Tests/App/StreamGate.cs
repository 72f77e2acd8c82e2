using Microsoft.AspNetCore.Http;

namespace ShopSupport.Tests.App;

/// <summary>Stands before the live streams of a desk: counts them, holds new ones back, and lets open ones fall silent as a dead connection does.</summary>
public sealed class StreamGate
{
    private readonly Lock _lock = new();
    private readonly List<SilencedStream> _streams = [];
    private TaskCompletionSource? _held;

    /// <summary>How many are open now.</summary>
    public int Open { get; private set; }

    /// <summary>How many were asked for so far.</summary>
    public int Asked { get; private set; }

    /// <summary>From now on nothing that the open streams write arrives; the connections stay.</summary>
    public void Silence()
    {
        lock (_lock)
        {
            _streams.ForEach(stream => stream.IsSilent = true);
        }
    }

    /// <summary>From now on a stream that is asked for is not answered, until <see cref="Release"/>.</summary>
    public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _held!.SetResult();

    public async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.Equals("/events", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        var stream = new SilencedStream(context.Response.Body);
        context.Response.Body = stream;
        Count(stream, asked: 1, open: 0);
        if (_held is { } held)
        {
            await held.Task.WaitAsync(context.RequestAborted);
        }

        Count(stream, asked: 0, open: 1);
        try
        {
            await next(context);
        }
        finally
        {
            Count(stream, asked: 0, open: -1);
        }
    }

    private void Count(SilencedStream stream, int asked, int open)
    {
        lock (_lock)
        {
            Asked += asked;
            Open += open;
            if (open < 0)
            {
                _streams.Remove(stream);
            }
            else if (open > 0)
            {
                _streams.Add(stream);
            }
        }
    }

    private sealed class SilencedStream(Stream to) : Stream
    {
        public bool IsSilent { get; set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() => throw new NotSupportedException();

        public override Task FlushAsync(CancellationToken cancellationToken) => IsSilent ? Task.CompletedTask : to.FlushAsync(cancellationToken);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            IsSilent ? ValueTask.CompletedTask : to.WriteAsync(buffer, cancellationToken);

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
