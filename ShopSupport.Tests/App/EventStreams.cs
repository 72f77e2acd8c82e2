using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.App;

/// <summary>Reads live streams as a browser does.</summary>
internal static class EventStreams
{
    /// <summary>Opens a stream and reads on from its head.</summary>
    public static async Task<StreamReader> OpenAsync(DeskHost desk, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        var response = await desk.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new StreamReader(await response.Content.ReadAsStreamAsync());
    }

    /// <summary>The next events, each as its number and its kind.</summary>
    public static async Task<List<string>> ReadAsync(StreamReader stream, int count)
    {
        var events = new List<string>();
        while (events.Count < count)
        {
            if (await ReadBlockAsync(stream) is (var id, { } name))
            {
                events.Add($"{id} {name}");
            }
        }

        return events;
    }

    /// <summary>The next number that stands alone: all up to it is told.</summary>
    public static async Task<string?> ReadNumberAsync(StreamReader stream)
    {
        while (true)
        {
            if (await ReadBlockAsync(stream) is ({ } id, null))
            {
                return id;
            }
        }
    }

    private static async Task<(string? Id, string? Event)> ReadBlockAsync(StreamReader stream)
    {
        var (id, name) = ((string?)null, (string?)null);
        while ((await stream.ReadLineAsync().WaitAsync(Patience.Limit) ?? throw new EndOfStreamException()) is { Length: > 0 } line)
        {
            id = line.StartsWith("id: ", StringComparison.Ordinal) ? line[4..] : id;
            name = line.StartsWith("event: ", StringComparison.Ordinal) ? line[7..] : name;
        }

        return (id, name);
    }
}
