using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ShopSupport.Simulator.Serve;
using ShopSupport.Tests.Crash;

namespace ShopSupport.Tests.Simulator.Serve;

public sealed class ServeLineTests
{
    [Fact]
    public async Task A_line_says_what_the_simulator_is_to_be()
    {
        ServeOptions? read = null;
        var line = new ServeLine((options, _) =>
        {
            read = options;
            return Task.FromResult(0);
        });

        var code = await line.Parse("--port 5000 --shops 3 --customers 5 --orders 7 --to http://127.0.0.1:9000 --lose 0.05 --repeat 0.1 --shuffle --secret s").InvokeAsync();

        Assert.Equal(0, code);
        Assert.Equal((5000, 3, 5, 7, "http://127.0.0.1:9000/", "s"), (read!.Port, read.Shops, read.Customers, read.Orders, read.To.ToString(), read.Secret));
        Assert.Equal((0.05, 0.1, true), (read.Faults.Lose, read.Faults.Repeat, read.Faults.Shuffle));
    }

    [Theory]
    [InlineData("--to nowhere")]
    [InlineData("--lose 2")]
    [InlineData("--shops 0")]
    [InlineData("--unheard")]
    public void A_line_that_cannot_be_is_refused(string text) => Assert.NotEmpty(new ServeLine((_, _) => Task.FromResult(0)).Parse(text).Errors);

    [Fact]
    public async Task A_port_in_use_is_named_in_one_sentence()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        using var process = HostProcess.Start("ShopSupport.Simulator", [], "serve", "--port", port, "--customers", "5", "--orders", "5");

        Assert.Equal(1, await process.EndAsync());

        var sentence = Assert.Single((process.Output + process.Errors).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("--port: ", sentence, StringComparison.Ordinal);
        Assert.Contains(port, sentence, StringComparison.Ordinal);
    }
}
