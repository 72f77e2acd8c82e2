using ShopSupport.App.Words;
using ShopSupport.Tests.App;

namespace ShopSupport.Tests.Browser;

public sealed class IconsBrowserTests(DeskBrowser browser) : IClassFixture<DeskBrowser>
{
    [BrowserFact]
    public async Task Every_icon_fills_its_square_and_none_is_cut_off()
    {
        await using var desk = await DeskHost.StartAsync();
        var page = await browser.OpenAsync(new Uri(desk.Address, "/inbox"));

        var boxes = await page.EvaluateAsync<Box[]>("""
            () => [...document.querySelectorAll('symbol')].map(symbol => {
              document.body.insertAdjacentHTML('beforeend', `<svg class="icon"><use href="#${symbol.id}"/></svg>`);
              const icon = document.body.lastElementChild;
              const { x, y, width, height } = icon.firstElementChild.getBBox();
              return { name: symbol.id, left: x, top: y, right: x + width, bottom: y + height, size: icon.getBoundingClientRect().width };
            })
            """);

        Assert.Equal(Icons.Symbols.Count, boxes.Length);
        Assert.All(boxes, box =>
        {
            Assert.Equal(16, box.Size);
            Assert.True(box is { Left: >= 0, Top: >= 0, Right: <= 16, Bottom: <= 16 }, $"{box}");
            Assert.True(Math.Max(box.Right - box.Left, box.Bottom - box.Top) >= 10, $"{box}");
        });
        await browser.CloseAsync(page);
    }

    private sealed record Box
    {
        public string Name { get; init; } = "";

        public double Left { get; init; }

        public double Top { get; init; }

        public double Right { get; init; }

        public double Bottom { get; init; }

        public double Size { get; init; }
    }
}
