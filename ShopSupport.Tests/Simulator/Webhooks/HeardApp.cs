using System.Net;

namespace ShopSupport.Tests.Simulator.Webhooks;

/// <summary>An app at the other end of the wire: keeps what it hears, and answers as it is told.</summary>
internal sealed class HeardApp(Func<int, HttpStatusCode> answer) : HttpMessageHandler
{
    private readonly List<(Dictionary<string, string> Headers, byte[] Body, Uri To)> _heard = [];
    private readonly SemaphoreSlim _came = new(0);

    public IReadOnlyList<(Dictionary<string, string> Headers, byte[] Body, Uri To)> Heard
    {
        get
        {
            lock (_heard)
            {
                return [.. _heard];
            }
        }
    }

    /// <summary>Ends when one more was heard; meanwhile does something again and again.</summary>
    public async Task UntilHeardAsync(Action meanwhile)
    {
        while (!await _came.WaitAsync(TimeSpan.FromMilliseconds(10)))
        {
            meanwhile();
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        int count;
        lock (_heard)
        {
            _heard.Add((request.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase), body, request.RequestUri!));
            count = _heard.Count;
        }

        _came.Release();
        return new(answer(count));
    }
}
