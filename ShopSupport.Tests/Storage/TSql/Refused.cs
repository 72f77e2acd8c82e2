using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace ShopSupport.Tests.Storage.TSql;

/// <summary>
/// What parses as T-SQL and is not used all the same: some servers of its protocol lack it, or it does something else
/// there than one would think.
/// </summary>
internal sealed class Refused : TSqlFragmentVisitor
{
    private const string KeyCollation = "Latin1_General_100_BIN2";

    private static readonly HashSet<string> Functions = new(StringComparer.OrdinalIgnoreCase) { "FORMAT", "HASHBYTES", "DATALENGTH", "LEN" };
    private static readonly HashSet<string> XmlMethods = new(StringComparer.OrdinalIgnoreCase) { "value", "query", "exist", "nodes", "modify" };

    private readonly List<string> _found = [];

    /// <summary>What is refused in a text, in words.</summary>
    public static IReadOnlyList<string> In(string text)
    {
        var refused = new Refused();
        SqlTexts.Parse(text).Accept(refused);
        return refused._found;
    }

    public override void Visit(MergeStatement node) => _found.Add("MERGE");

    public override void Visit(CreateOrAlterViewStatement node) => _found.Add("CREATE OR ALTER");

    public override void Visit(CreateOrAlterProcedureStatement node) => _found.Add("CREATE OR ALTER");

    public override void Visit(CreateOrAlterFunctionStatement node) => _found.Add("CREATE OR ALTER");

    public override void Visit(CreateOrAlterTriggerStatement node) => _found.Add("CREATE OR ALTER");

    public override void Visit(WaitForStatement node) => _found.Add("WAITFOR");

    public override void Visit(CreateSecurityPolicyStatement node) => _found.Add("row-level security");

    public override void Visit(DenyStatement node) => _found.Add("DENY");

    public override void Visit(CreateFullTextCatalogStatement node) => _found.Add("a full-text catalog");

    public override void Visit(UnpivotedTableReference node) => _found.Add("UNPIVOT");

    public override void Visit(TemporalClause node) => _found.Add("a temporal table");

    public override void Visit(SystemVersioningTableOption node) => _found.Add("a temporal table");

    public override void Visit(BinaryExpression node) => When(node.BinaryExpressionType == BinaryExpressionType.Concat, "||");

    public override void Visit(TableDefinition node) => When(node.Indexes.Count > 0 || node.ColumnDefinitions.Any(c => c.Index is not null), "an index inside CREATE TABLE");

    public override void Visit(ColumnDefinition node) => When(
        node.Constraints.Any(c => c is ForeignKeyConstraintDefinition && c.ConstraintIdentifier is not null), "a named FOREIGN KEY inside a column");

    public override void Visit(AlterTableAddTableElementStatement node) => When(node.Definition.ColumnDefinitions.Count > 1, "two columns in one ALTER TABLE ADD");

    public override void Visit(AlterTableAlterColumnStatement node) => When(
        node.AlterTableAlterColumnOption == AlterTableAlterColumnOption.NotNull, "ALTER COLUMN … NOT NULL");

    public override void Visit(DefaultConstraintDefinition node) => When(node.WithValues, "DEFAULT … WITH VALUES");

    public override void Visit(TopRowFilter node) => When(node.Percent || node.WithTies, "TOP … PERCENT or WITH TIES");

    public override void Visit(UpdateStatement node)
    {
        When(IsThroughCte(node, node.UpdateSpecification), "UPDATE through a CTE");
        LooksAtHints(node, node.UpdateSpecification.OutputClause is not null);
    }

    public override void Visit(DeleteStatement node)
    {
        When(IsThroughCte(node, node.DeleteSpecification), "DELETE through a CTE");
        LooksAtHints(node, node.DeleteSpecification.OutputClause is not null);
    }

    public override void Visit(SelectStatement node) => LooksAtHints(node, isClaim: false);

    public override void Visit(FullTextPredicate node)
    {
        When(node.FullTextFunctionType == FullTextFunctionType.FreeText, "FREETEXT");
        When(node.Value is StringLiteral { Value: var words } && !words.All(char.IsAscii), "CONTAINS with words that are not ASCII");
    }

    public override void Visit(FullTextTableReference node) => When(node.FullTextFunctionType == FullTextFunctionType.FreeText, "FREETEXTTABLE");

    public override void Visit(FunctionCall node)
    {
        When(Functions.Contains(node.FunctionName.Value), node.FunctionName.Value.ToUpperInvariant());
        When(node.CallTarget is not null && XmlMethods.Contains(node.FunctionName.Value), $"xml.{node.FunctionName.Value}()");
    }

    public override void Visit(QuerySpecification node)
    {
        var aggregates = node.SelectElements.OfType<SelectScalarExpression>().Select(e => e.Expression).OfType<FunctionCall>();
        var sources = node.FromClause?.TableReferences.OfType<GlobalFunctionTableReference>() ?? [];
        When(
            aggregates.Any(f => Is(f.FunctionName, "STRING_AGG")) && sources.Any(f => Is(f.Name, "STRING_SPLIT")),
            "STRING_AGG straight over STRING_SPLIT");
    }

    public override void Visit(PrimaryExpression node) => LooksAtCollation(node.Collation);

    public override void Visit(ColumnDefinitionBase node) => LooksAtCollation(node.Collation);

    private static bool Is(Identifier name, string word) => name.Value.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static bool IsThroughCte(StatementWithCtesAndXmlNamespaces statement, DataModificationSpecification change) =>
        change.Target is NamedTableReference { SchemaObject: { SchemaIdentifier: null } target }
        && statement.WithCtesAndXmlNamespaces?.CommonTableExpressions.Any(c => Is(c.ExpressionName, target.BaseIdentifier.Value)) == true;

    // A lock that is asked for is no guard where hints have no effect: rows are claimed by changing them.
    private void LooksAtHints(TSqlFragment statement, bool isClaim)
    {
        var hints = new Hints();
        statement.AcceptChildren(hints);
        When(!isClaim && hints.Guards.Count > 0, $"{string.Join(", ", hints.Guards)} without a change that claims the rows");
    }

    private void LooksAtCollation(Identifier? collation) =>
        When(collation is not null && !Is(collation, KeyCollation), $"the collation {collation?.Value}");

    private void When(bool isSo, string what)
    {
        if (isSo)
        {
            _found.Add(what);
        }
    }

    private sealed class Hints : TSqlFragmentVisitor
    {
        public List<TableHintKind> Guards { get; } = [];

        public override void Visit(TableHint node)
        {
            if (node.HintKind is TableHintKind.UpdLock or TableHintKind.ReadPast or TableHintKind.HoldLock or TableHintKind.Serializable or TableHintKind.XLock)
            {
                Guards.Add(node.HintKind);
            }
        }
    }
}
