using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace ShopSupport.Tests.Storage.TSql;

/// <summary>
/// What a text for both engines must not say although it parses as T-SQL: words that SQLite lacks, and what SQLite lets
/// pass and SQL Server refuses. Words that only SQLite has do not parse.
/// </summary>
internal sealed class BothEngines : TSqlFragmentVisitor
{
    // CAST, COALESCE and NULLIF have nodes of their own. LOWER and UPPER are not here: SQLite's know ASCII only.
    private static readonly HashSet<string> Functions = new(StringComparer.OrdinalIgnoreCase)
    {
        "COUNT", "SUM", "MIN", "MAX", "AVG", "ROW_NUMBER", "RANK", "DENSE_RANK", "LAG", "LEAD", "FIRST_VALUE", "LAST_VALUE",
        "CONCAT", "REPLACE", "LTRIM", "RTRIM", "TRIM", "ABS", "SIGN",
    };

    private static readonly HashSet<string> Aggregates = new(StringComparer.OrdinalIgnoreCase) { "COUNT", "SUM", "MIN", "MAX", "AVG" };

    private readonly List<string> _found = [];

    /// <summary>What one engine would not take, in words.</summary>
    public static IReadOnlyList<string> Offences(string text)
    {
        var words = new BothEngines();
        SqlTexts.Parse(text).Accept(words);
        return words._found;
    }

    public override void Visit(FunctionCall node) => When(!Functions.Contains(node.FunctionName.Value), node.FunctionName.Value);

    public override void Visit(TopRowFilter node) => _found.Add("TOP");

    public override void Visit(OutputClause node) => _found.Add("OUTPUT");

    public override void Visit(MergeStatement node) => _found.Add("MERGE");

    public override void Visit(OpenJsonTableReference node) => _found.Add("OPENJSON");

    public override void Visit(SchemaObjectFunctionTableReference node) => _found.Add(node.SchemaObject.BaseIdentifier.Value);

    public override void Visit(GlobalFunctionTableReference node) => _found.Add(node.Name.Value);

    public override void Visit(UnqualifiedJoin node) => When(node.UnqualifiedJoinType != UnqualifiedJoinType.CrossJoin, "APPLY");

    public override void Visit(LeftFunctionCall node) => _found.Add("LEFT()");

    public override void Visit(RightFunctionCall node) => _found.Add("RIGHT()");

    public override void Visit(ConvertCall node) => _found.Add("CONVERT");

    public override void Visit(BinaryExpression node)
    {
        When(node.BinaryExpressionType == BinaryExpressionType.Concat, "||");
        When(
            node.BinaryExpressionType == BinaryExpressionType.Add && (node.FirstExpression is StringLiteral || node.SecondExpression is StringLiteral),
            "+ between texts");
    }

    public override void Visit(TableHint node) => _found.Add("a table hint");

    public override void Visit(UpdateSpecification node) => When(node.FromClause is not null, "UPDATE … FROM");

    public override void Visit(DeleteSpecification node) => When(node.FromClause is not null, "DELETE … FROM … JOIN");

    public override void Visit(PrimaryExpression node) => When(
        // A token stands for this one; SQLite knows no other name for it than none.
        node.Collation is not null && !node.Collation.Value.Equals("Latin1_General_100_BIN2", StringComparison.OrdinalIgnoreCase), "COLLATE");

    public override void Visit(QuerySpecification node)
    {
        var grouped = node.GroupByClause?.GroupingSpecifications.OfType<ExpressionGroupingSpecification>()
            .Select(g => SqlTexts.Words(g.Expression)).ToHashSet(StringComparer.OrdinalIgnoreCase) ?? [];
        var bare = new BareColumns();
        foreach (var element in node.SelectElements.OfType<SelectScalarExpression>().Where(e => !grouped.Contains(SqlTexts.Words(e.Expression))))
        {
            element.Accept(bare);
        }

        if (node.GroupByClause is not null || bare.HasAggregate)
        {
            _found.AddRange(bare.Columns.Select(SqlTexts.Words).Where(c => !grouped.Contains(c)).Select(c => $"{c} beside an aggregate"));
        }
    }

    private void When(bool isSo, string what)
    {
        if (isSo)
        {
            _found.Add(what);
        }
    }

    /// <summary>The columns that stand outside of aggregates, and whether there is one.</summary>
    private sealed class BareColumns : TSqlFragmentVisitor
    {
        public List<ColumnReferenceExpression> Columns { get; } = [];

        public bool HasAggregate { get; private set; }

        public override void Visit(ColumnReferenceExpression node) => Columns.Add(node);

        public override void ExplicitVisit(FunctionCall node)
        {
            if (node.OverClause is null && Aggregates.Contains(node.FunctionName.Value))
            {
                HasAggregate = true;
                return;
            }

            base.ExplicitVisit(node);
        }

        // A subquery has its own grouping.
        public override void ExplicitVisit(ScalarSubquery node)
        {
        }
    }
}
