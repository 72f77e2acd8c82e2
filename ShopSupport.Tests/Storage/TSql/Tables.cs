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
                case ExecuteStatement { ExecuteSpecification.ExecutableEntity: ExecutableProcedureReference rename }:
                    Rename(tables, [.. rename.Parameters.Select(p => ((StringLiteral)p.ParameterValue).Value)]);
                    break;
                case DropTableStatement drop:
                    drop.Objects.ToList().ForEach(name => tables.Remove(Name(name)));
                    break;
            }
        }

        return tables;
    }

    // sp_rename 'table.column', 'name', 'COLUMN'
    private static void Rename(Dictionary<string, IReadOnlyList<string>> tables, IReadOnlyList<string> words)
    {
        var (table, column) = (words[0].Split('.')[0], words[0].Split('.')[1]);
        tables[table] = [.. tables[table].Select(c => string.Equals(c, column, StringComparison.Ordinal) ? words[1] : c)];
    }

    private static IReadOnlyList<string> Names(TableDefinition definition) => [.. definition.ColumnDefinitions.Select(c => c.ColumnIdentifier.Value)];

    private static string Name(SchemaObjectName name) => name.BaseIdentifier.Value;
}
