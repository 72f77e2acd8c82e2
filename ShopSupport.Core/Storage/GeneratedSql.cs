using System.Reflection;

namespace ShopSupport.Core.Storage;

/// <summary>A statement that is made from the columns of a row type rather than written in a <c>.sql</c> file.</summary>
/// <param name="Table">The table it reads or writes.</param>
/// <param name="Purpose">What it does there, in a word.</param>
/// <param name="Text">The statement, or several that run in one round trip.</param>
public sealed record GeneratedSql(string Table, string Purpose, SqlText Text)
{
    /// <summary>Every such statement of Core: those of each maker, or list of makers, that stands in a static field.</summary>
    public static IReadOnlyList<GeneratedSql> List() =>
    [
        .. Assembly.GetExecutingAssembly().GetTypes()
            .Where(type => !type.ContainsGenericParameters)
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .SelectMany(Makers)
            .SelectMany(maker => maker.Generated)
            .Distinct()
            .OrderBy(sql => sql.Table, StringComparer.Ordinal).ThenBy(sql => sql.Purpose, StringComparer.Ordinal),
    ];

    private static IEnumerable<IGeneratesSql> Makers(FieldInfo field) =>
        typeof(IGeneratesSql).IsAssignableFrom(field.FieldType) ? [(IGeneratesSql)field.GetValue(null)!]
        : typeof(IEnumerable<IGeneratesSql>).IsAssignableFrom(field.FieldType) ? (IEnumerable<IGeneratesSql>)field.GetValue(null)!
        : [];
}

/// <summary>Makes statements. It stands in a static field, where they can be listed, or is part of another that does.</summary>
internal interface IGeneratesSql
{
    IReadOnlyList<GeneratedSql> Generated { get; }
}
