using System.Net;
using System.Net.Http.Headers;

namespace ShopSupport.Core.Import;

/// <summary>
/// Reads a bulk operation's file line by line as it comes over HTTP, from any place of it, in memory for one line. The address
/// is a signed one: no token goes with it.
/// </summary>
internal sealed class BulkFile : IAsyncDisposable
{
    private const int FirstBuffer = 256 * 1024;
    private const int LongestLine = 256 * 1024 * 1024;

    // A host that sends nothing for so long has gone.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

    private readonly HttpResponseMessage _response;
    private readonly Stream _stream;
    private byte[] _buffer = new byte[FirstBuffer];
    private int _start;
    private int _scanned;
    private int _end;

    private BulkFile(HttpResponseMessage response, Stream stream, long position, long? length) =>
        (_response, _stream, Next, Length) = (response, stream, position, length);

    /// <summary>The line that was read, without its end. Good until the next one is.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    /// <summary>Where in the file that line begins.</summary>
    public long LineStart { get; private set; }

    /// <summary>Where in the file the next line begins.</summary>
    public long Next { get; private set; }

    /// <summary>How long the file is, as its host says.</summary>
    public long? Length { get; }

    /// <summary>Opens the file at a place where a line begins; null when it cannot be had now, and then whether it is gone for good.</summary>
    public static async Task<(BulkFile? File, bool IsGone)> OpenAsync(HttpClient http, Uri address, long position, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Range = position > 0 ? new RangeHeaderValue(position, to: null) : null;
        HttpResponseMessage? response = null;
        try
        {
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            var range = response.Content.Headers.ContentRange;
            var begins = response.StatusCode == HttpStatusCode.PartialContent ? range?.From ?? -1 : 0;
            var isGone = response.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone;
            if (!response.IsSuccessStatusCode || begins < 0 || begins > position)
            {
                response.Dispose();
                return (null, isGone);
            }

            var length = range?.Length ?? begins + response.Content.Headers.ContentLength;
            var file = new BulkFile(response, await response.Content.ReadAsStreamAsync(cancel), begins, length);
            response = null;
            // A host that knows no ranges sends all of it again.
            return (await file.SkipAsync(position, cancel) ? file : null, false);
        }
        catch (Exception e) when (MeansCut(e, cancel))
        {
            response?.Dispose();
            return (null, false);
        }
    }

    /// <summary>
    /// Reads the next line; false where no more comes, at the end or since the connection was lost. The last line counts
    /// without an end of its own only where the host's length says that it is whole.
    /// </summary>
    public async ValueTask<bool> ReadAsync(CancellationToken cancel)
    {
        while (true)
        {
            var at = _buffer.AsSpan(_scanned, _end - _scanned).IndexOf((byte)'\n');
            if (at >= 0)
            {
                Take(_scanned + at, ending: 1);
                return true;
            }

            _scanned = _end;
            if (!await FillAsync(cancel))
            {
                if (_end == _start || Next + (_end - _start) != Length)
                {
                    return false;
                }

                Take(_end, ending: 0);
                return true;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _response.Dispose();
    }

    // A cancel of its own time means silence; the caller's is the caller's.
    private static bool MeansCut(Exception e, CancellationToken cancel) =>
        e is HttpRequestException or IOException || (e is OperationCanceledException && !cancel.IsCancellationRequested);

    private void Take(int end, int ending)
    {
        Line = _buffer.AsMemory(_start, end - _start);
        LineStart = Next;
        Next += end - _start + ending;
        _start = _scanned = end + ending;
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancel)
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            (_scanned, _end, _start) = (_scanned - _start, _end - _start, 0);
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= LongestLine)
            {
                throw new InvalidDataException("A line of a bulk operation's file is too long.");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        silence.CancelAfter(LongestSilence);
        try
        {
            var read = await _stream.ReadAsync(_buffer.AsMemory(_end), silence.Token);
            _end += read;
            return read > 0;
        }
        catch (Exception e) when (MeansCut(e, cancel))
        {
            return false;
        }
    }

    private async Task<bool> SkipAsync(long position, CancellationToken cancel)
    {
        while (Next + (_end - _start) < position)
        {
            Next += _end - _start;
            _start = _end;
            if (!await FillAsync(cancel))
            {
                await DisposeAsync();
                return false;
            }

            _scanned = 0;
        }

        var rest = (int)(position - Next);
        (_start, _scanned, Next) = (_start + rest, _start + rest, position);
        return true;
    }
}
