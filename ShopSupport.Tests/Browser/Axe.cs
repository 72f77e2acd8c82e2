using Microsoft.Playwright;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Browser;

/// <summary>axe-core over a page as it stands: https://github.com/dequelabs/axe-core/blob/develop/doc/API.md</summary>
internal static class Axe
{
    // Every rule that is on by itself, best practices too, and the size of what is pressed, which WCAG 2.2 asks for. A
    // finding names the rule and the place: what stands there may be somebody's name.
    private const string Look =
        """
        async () => {
          const found = await axe.run(document, { preload: false, resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } });
          // What an open menu hides in part is pressed when it is closed.
          const menu = document.querySelector('details.menu[open]');
          return found.violations
            .filter(rule => ['moderate', 'serious', 'critical'].includes(rule.impact))
            .flatMap(rule => rule.nodes
              .filter(node => rule.id !== 'target-size' || !menu || menu.contains(document.querySelector(node.target[0])))
              .map(node => `${rule.id} (${rule.impact}) ${node.target.join(' ')}`));
        }
        """;

    private static readonly string File = Path.Combine(SourceFile.Root, "infra", "node_modules", "axe-core", "axe.min.js");

    /// <summary>Why axe can't look; null when it can.</summary>
    public static string? Missing =>
        System.IO.File.Exists(File) ? null : "axe-core is not installed: run npm ci in infra.";

    /// <summary>What it finds of moderate impact or worse, a rule and a selector each; empty for a page without fault.</summary>
    public static async Task<string[]> LookAsync(IPage page)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await page.EvaluateAsync(await System.IO.File.ReadAllTextAsync(File));
        }

        // Colours that are still fading in are not those that are read.
        await page.EvaluateAsync("() => Promise.allSettled(document.getAnimations().filter(one => one.effect.getComputedTiming().iterations !== Infinity).map(one => one.finished))");
        return await page.EvaluateAsync<string[]>(Look);
    }
}

/// <summary>A browser test that needs axe-core, too.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AxeFactAttribute : FactAttribute
{
    public AxeFactAttribute() => Skip = new BrowserFactAttribute().Skip ?? Axe.Missing;
}
