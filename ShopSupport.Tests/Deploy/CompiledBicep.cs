using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Deploy;

/// <summary><c>infra/azure</c> as Azure gets it.</summary>
internal sealed partial class CompiledBicep
{
    private static readonly Lazy<Task<CompiledBicep>> Main = new(CompileMainAsync);

    private CompiledBicep(string text, string said) => (Text, Said, Root) = (text, said, JsonDocument.Parse(text).RootElement);

    /// <summary>The template with those of its modules.</summary>
    public string Text { get; }

    /// <summary>What the compiler warned of.</summary>
    public string Said { get; }

    public JsonElement Root { get; }

    public static Task<CompiledBicep> MainAsync() => Main.Value;

    /// <summary>Runs the compiler in <c>infra/azure</c>; no secret is needed but the two that the parameters read.</summary>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(BicepFactAttribute.Compiler, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.Combine(SourceFile.Root, "infra", "azure"),
        };
        start.Environment["SHOPIFY_API_SECRET"] = "a secret";
        start.Environment["DESK_KEY_CERTIFICATE"] = "a certificate";
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>Everything of a resource type, wherever it is nested.</summary>
    public List<JsonElement> Resources(string type) => [.. Objects(Root).Where(o => Is(o, "type", type))];

    /// <summary>A module as the main file uses it: what it is given.</summary>
    public JsonElement Module(string name) =>
        Objects(Root).Single(o => Is(o, "type", "Microsoft.Resources/deployments") && Is(o, "name", name)).GetProperty("properties");

    /// <summary>All parameters of the main file and of its modules.</summary>
    public IEnumerable<JsonProperty> Parameters() => Objects(Root)
        .Where(o => o.TryGetProperty("$schema", out _) && o.TryGetProperty("parameters", out _))
        .SelectMany(template => template.GetProperty("parameters").EnumerateObject());

    /// <summary>Names of environment variables, in words that no other part of a template uses.</summary>
    public IEnumerable<string> Settings() => Setting().Matches(Text).Select(match => match.Value).Distinct(StringComparer.Ordinal);

    /// <summary>Every object within an element, itself included.</summary>
    public static IEnumerable<JsonElement> Objects(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Objects(property.Value)).Prepend(element),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Objects),
        _ => [],
    };

    private static bool Is(JsonElement element, string property, string value) =>
        element.TryGetProperty(property, out var found) && found.ValueKind == JsonValueKind.String && string.Equals(found.GetString(), value, StringComparison.Ordinal);

    private static async Task<CompiledBicep> CompileMainAsync()
    {
        var (code, output, errors) = await RunAsync("build", "main.bicep", "--stdout");
        Assert.True(code == 0, errors);
        return new CompiledBicep(output, errors);
    }

    [GeneratedRegex(@"\b([A-Z][A-Za-z]+(__[A-Za-z0-9]+)+|[A-Z]+(_[A-Z]+)+)\b", RegexOptions.ExplicitCapture, -1)]
    private static partial Regex Setting();
}
