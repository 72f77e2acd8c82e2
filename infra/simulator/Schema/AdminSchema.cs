using System.IO.Compression;
using GraphQL.Types;

namespace ShopSupport.Simulator.Schema;

/// <summary>
/// Shopify's Admin schema in the version the app speaks: every type, field and argument as Shopify published them
/// (make-schema.mjs wrote it down). Reading it takes about a second and 25 MB, so that it is read when first asked for.
/// </summary>
internal static class AdminSchema
{
    /// <summary>The version of the API.</summary>
    public const string Version = "2026-10";

    private static readonly Lazy<ISchema> Shape = new(() => Read(_ => null));

    /// <summary>The schema without anything behind it, to check documents against.</summary>
    public static ISchema Bare => Shape.Value;

    /// <summary>The schema as Shopify's own text, in GraphQL's language.</summary>
    public static string Text()
    {
        using var packed = typeof(AdminSchema).Assembly.GetManifestResourceStream("Schema/admin.graphql.br")
            ?? throw new InvalidOperationException("The Admin schema is not inside the program.");
        using var reader = new StreamReader(new BrotliStream(packed, CompressionMode.Decompress));
        return reader.ReadToEnd();
    }

    /// <summary>A schema whose fields nobody answers yet.</summary>
    /// <param name="typeOf">The name of the type that something is of, where a field promises only an interface or a union.</param>
    public static ISchema Read(Func<object, string?> typeOf)
    {
        var text = Text();
        var schema = GraphQL.Types.Schema.For(text, builder =>
        {
            foreach (var name in Abstract(text))
            {
                builder.Types.For(name).ResolveType = _ => null!;
            }
        });
        foreach (var scalar in AdminScalars.All())
        {
            schema.RegisterType(scalar);
        }

        schema.Initialize();
        foreach (var type in schema.AllTypes.OfType<IAbstractGraphType>())
        {
            type.ResolveType = thing => typeOf(thing) is { } name ? type.PossibleTypes.Find(name) : null;
        }

        return schema;
    }

    private static IObjectGraphType? Find(this PossibleTypes types, string name) =>
        types.FirstOrDefault(type => string.Equals(type.Name, name, StringComparison.Ordinal));

    private static IEnumerable<string> Abstract(string text) =>
        from line in text.Split('\n')
        where line.StartsWith("interface ", StringComparison.Ordinal) || line.StartsWith("union ", StringComparison.Ordinal)
        select line.Split(' ')[1];
}
