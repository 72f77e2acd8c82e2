using Microsoft.SqlServer.TransactSql.ScriptDom;
using ShopSupport.Core.Storage;

namespace ShopSupport.Tests.Storage.TSql;

/// <summary>The tables that the migrations make, and their columns.</summary>
internal static class Tables
{
    // Kept by the migrator itself, before there is any migration.
    private const string Migrations = "migrations";

    /// <summary>Tables that hold no shop's data, or hold it before the shop is known.</summary>
    public static readonly IReadOnlyDictionary<string, string> WithoutShop = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Migrations] = "which migrations have run",
        ["shops"] = "the list of shops itself",
        ["secret_keys"] = "the keys that secrets of all shops are kept under",
        ["queue_messages"] = "deliveries before anybody has looked their shop up; the domain stands on each",
    };

    /// <summary>Every table of every set with its columns in their order.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Columns { get; } = Read();

    /// <summary>The tables that hold shops' data.</summary>
    public static IReadOnlyList<string> OfShops { get; } =
        [.. Columns.Where(table => table.Value.Contains("shop_id", StringComparer.Ordinal)).Select(table => table.Key)];

    private static Dictionary<string, IReadOnlyList<string>> Read()
    {
        var tables = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [Migrations] = ["set_name", "name"] };
        foreach (var statement in SqlTexts.Migrations(DatabaseProvider.SqlServer).SelectMany(m => SqlTexts.Parse(m.Text).Batches).SelectMany(b => b.Statements))
        {
            switch (statement)
            {
                case CreateTableStatement create:
                    tables.Add(Name(create.SchemaObjectName), Names(create.Definition));
                    break;
                case AlterTableAddTableElementStatement add:
                    tables[Name(add.SchemaObjectName)] = [.. tables[Name(add.SchemaObjectName)], .. Names(add.Definition)];
                    break;
                case AlterTableDropTableElementStatement drop:
                    var dropped = drop.AlterTableDropTableElements.Select(e => e.Name.Value).ToList();
                    tables[Name(drop.SchemaObjectName)] = [.. tables[Name(drop.SchemaObjectName)].Except(dropped, StringComparer.Ordinal)];
                    break;
                case DropTableStatement drop:
                    drop.Objects.ToList().ForEach(name => tables.Remove(Name(name)));
                    break;
                case ExecuteStatement execute when Renamed(execute) is var (table, from, to):
                    tables[table] = [.. tables[table].Select(column => string.Equals(column, from, StringComparison.Ordinal) ? to : column)];
                    break;
            }
        }

        return tables;
    }

    // EXEC sp_rename N'table.from', N'to', N'COLUMN'
    private static (string Table, string From, string To)? Renamed(ExecuteStatement execute) =>
        execute.ExecuteSpecification.ExecutableEntity is ExecutableProcedureReference { Parameters: [var what, var to, _] }
        && ((StringLiteral)what.ParameterValue).Value.Split('.') is [var table, var from]
            ? (table, from, ((StringLiteral)to.ParameterValue).Value)
            : null;

    private static IReadOnlyList<string> Names(TableDefinition definition) => [.. definition.ColumnDefinitions.Select(c => c.ColumnIdentifier.Value)];

    private static string Name(SchemaObjectName name) => name.BaseIdentifier.Value;
}
