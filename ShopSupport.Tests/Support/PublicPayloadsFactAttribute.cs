namespace ShopSupport.Tests.Support;

/// <summary>A test over published payloads that are not part of the project; skipped, and said so, where nobody names their folder.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PublicPayloadsFactAttribute : FactAttribute
{
    private const string Variable = "SHOPSUPPORT_TEST_PAYLOADS";

    /// <param name="file">What the test reads first.</param>
    public PublicPayloadsFactAttribute(string file = "INDEX.csv") =>
        Skip = Folder is null ? $"{Variable} names no folder."
            : File.Exists(Path.Combine(Folder, file)) ? null
            : $"{Variable} names a folder without {file}.";

    public static string? Folder { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? folder : null;
}
