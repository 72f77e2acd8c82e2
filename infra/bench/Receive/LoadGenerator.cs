using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ShopSupport.Core.Shopify;

namespace ShopSupport.Bench.Receive;

/// <summary>What a load met: answers a second, how long each took, and how many were no 200.</summary>
internal sealed record LoadResult(Samples Latencies, double Seconds, int Refused)
{
    public double PerSecond => Latencies.Count / Seconds;

    /// <summary>What the server's processors spent on it; unlike times on the clock, not changed by what else the machine does.</summary>
    public TimeSpan Processor { get; init; }
}

/// <summary>
/// Sends signed orders over keep-alive connections, one request at a time on each. One thread, plain sockets and
/// requests made beforehand: what it costs is the same for whatever is measured, and little.
/// </summary>
internal sealed class LoadGenerator : IDisposable
{
    public const string Shop = "bench-shop.myshopify.com";
    public const string Secret = "bench-secret";

    private const int Bodies = 512;

    private readonly List<byte[]> _requests = [];
    private readonly int _idAt;
    private readonly Dictionary<Socket, Connection> _connections = [];
    private readonly byte[] _answer = new byte[4096];
    private static long _lastId;
    private int _next;

    public LoadGenerator(Uri server, int connections)
    {
        for (var i = 0; i < Bodies; i++)
        {
            _requests.Add(Request(OrderBody.Of(i)));
        }

        _idAt = _requests[0].AsSpan().IndexOf("Webhook-Id: "u8) + "Webhook-Id: ".Length;
        for (var i = 0; i < connections; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Connect(new IPEndPoint(IPAddress.Loopback, server.Port));
            _connections[socket] = new Connection(socket);
        }
    }

    /// <summary>The size of a body, in bytes, as the mean over all of them.</summary>
    public static double MeanBody { get; } = Enumerable.Range(0, Bodies).Average(i => OrderBody.Of(i).Length);

    /// <summary>As many requests as the server answers.</summary>
    public LoadResult Saturate(TimeSpan duration)
    {
        var (latencies, refused) = (new Samples(), 0);
        var start = Stopwatch.GetTimestamp();
        foreach (var connection in _connections.Values)
        {
            Send(connection, Stopwatch.GetTimestamp());
        }

        var busy = _connections.Count;
        while (busy > 0)
        {
            foreach (var socket in Ready(1_000_000))
            {
                var connection = _connections[socket];
                refused += Receive(connection, latencies) ? 0 : 1;
                if (Stopwatch.GetElapsedTime(start) < duration)
                {
                    Send(connection, Stopwatch.GetTimestamp());
                }
                else
                {
                    busy--;
                }
            }
        }

        return new LoadResult(latencies, Stopwatch.GetElapsedTime(start).TotalSeconds, refused);
    }

    /// <summary>So many requests a second, by a fixed schedule; each answer's time counts from when its request was due.</summary>
    public LoadResult Pace(double perSecond, TimeSpan duration)
    {
        var (latencies, refused) = (new Samples(), 0);
        var idle = new Stack<Connection>(_connections.Values);
        var start = Stopwatch.GetTimestamp();
        var count = (int)(perSecond * duration.TotalSeconds);
        var sent = 0;
        while (sent < count || idle.Count < _connections.Count)
        {
            var due = Math.Min(count, (int)(Stopwatch.GetElapsedTime(start).TotalSeconds * perSecond) + 1);
            while (sent < due && idle.TryPop(out var connection))
            {
                Send(connection, start + (long)(sent++ / perSecond * Stopwatch.Frequency));
            }

            foreach (var socket in Ready(1000))
            {
                var connection = _connections[socket];
                refused += Receive(connection, latencies) ? 0 : 1;
                idle.Push(connection);
            }
        }

        return new LoadResult(latencies, Stopwatch.GetElapsedTime(start).TotalSeconds, refused);
    }

    public void Dispose()
    {
        foreach (var socket in _connections.Keys)
        {
            socket.Dispose();
        }
    }

    private static byte[] Request(byte[] body)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"""
            POST /webhooks/shopify HTTP/1.1
            Host: bench
            X-Shopify-Webhook-Id: 0000000000000000
            X-Shopify-Topic: orders/create
            X-Shopify-Shop-Domain: {Shop}
            X-Shopify-Hmac-Sha256: {WebhookSignature.Sign(body, Secret)}
            X-Shopify-API-Version: 2026-10
            X-Shopify-Event-Id: 98880550-7158-44d4-b7cd-2c97c8a091b5
            X-Shopify-Triggered-At: 2026-01-01T00:00:00.123456789Z
            User-Agent: Shopify-Captain-Hook
            Content-Type: application/json
            Content-Length: {body.Length}


            """).ReplaceLineEndings("\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    private void Send(Connection connection, long due)
    {
        var request = _requests[_next++ % _requests.Count];
        Utf8Formatter.TryFormat(++_lastId, request.AsSpan(_idAt), out _, new StandardFormat('D', 16));
        connection.Due = due;
        for (var sent = 0; sent < request.Length;)
        {
            sent += connection.Socket.Send(request.AsSpan(sent));
        }

        connection.IsBusy = true;
    }

    private bool Receive(Connection connection, Samples latencies)
    {
        var length = 0;
        do
        {
            var read = connection.Socket.Receive(_answer.AsSpan(length));
            length += read > 0 ? read : throw new IOException("The server closed a connection.");
        }
        while (!_answer.AsSpan(0, length).EndsWith("\r\n\r\n"u8));

        latencies.AddSince(connection.Due);
        connection.IsBusy = false;
        return _answer.AsSpan(0, length).StartsWith("HTTP/1.1 200 "u8);
    }

    private List<Socket> Ready(int microseconds)
    {
        var sockets = new List<Socket>(_connections.Count);
        foreach (var (socket, connection) in _connections)
        {
            if (connection.IsBusy)
            {
                sockets.Add(socket);
            }
        }

        if (sockets.Count == 0)
        {
            Thread.Sleep(microseconds / 1000);
            return sockets;
        }

        Socket.Select(sockets, null, null, microseconds);
        return sockets;
    }

    private sealed class Connection(Socket socket)
    {
        public Socket Socket { get; } = socket;

        public long Due { get; set; }

        public bool IsBusy { get; set; }
    }
}
