using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace ShopSupport.Tests.Storage.TSql;

/// <summary>Finds the tables that a statement reads or changes without saying for which shop.</summary>
internal sealed class ShopBinding : TSqlFragmentVisitor
{
    private readonly List<string> _unbound = [];
    private readonly Dictionary<string, IReadOnlyList<ShopColumn>> _ctes = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What is not bound to a shop in a text, in words; empty when all is.</summary>
    public static IReadOnlyList<string> Unbound(string text)
    {
        var binding = new ShopBinding();
        SqlTexts.Parse(text).Accept(binding);
        return binding._unbound;
    }

    public override void ExplicitVisit(SelectStatement node)
    {
        ReadCtes(node.WithCtesAndXmlNamespaces);
        Read(node.QueryExpression, null);
    }

    public override void ExplicitVisit(InsertStatement node)
    {
        ReadCtes(node.WithCtesAndXmlNamespaces);
        Insert(node.InsertSpecification);
    }

    public override void ExplicitVisit(UpdateStatement node)
    {
        ReadCtes(node.WithCtesAndXmlNamespaces);
        Change(node.UpdateSpecification);
        foreach (var set in node.UpdateSpecification.SetClauses.OfType<AssignmentSetClause>().Where(s => Last(s.Column) is "shop_id"))
        {
            _unbound.Add($"{SqlTexts.Words(set)} moves a row to another shop");
        }
    }

    public override void ExplicitVisit(DeleteStatement node)
    {
        ReadCtes(node.WithCtesAndXmlNamespaces);
        Change(node.DeleteSpecification);
    }

    public override void ExplicitVisit(MergeStatement node) => _unbound.Add("MERGE");

    // Outside of a query: the condition of an IF, the value of a variable.
    public override void ExplicitVisit(ScalarSubquery node) => Read(node.QueryExpression, null);

    private static string? Last(ColumnReferenceExpression? column) => column?.MultiPartIdentifier?.Identifiers[^1].Value;

    private void ReadCtes(WithCtesAndXmlNamespaces? with)
    {
        _ctes.Clear();
        foreach (var cte in with?.CommonTableExpressions ?? [])
        {
            // One that reads itself brings no shop along: each of its parts has to name it.
            _ctes[cte.ExpressionName.Value] = [];
            _ctes[cte.ExpressionName.Value] = Named(Read(cte.QueryExpression, null), cte.Columns);
        }
    }

    private static IReadOnlyList<ShopColumn> Named(IReadOnlyList<ShopColumn> columns, IList<Identifier> names) =>
        names.Count == 0 ? columns : [.. columns.Zip(names, (column, name) => column with { Name = name.Value })];

    /// <summary>Reads a query and says which of its columns hold the shop.</summary>
    private IReadOnlyList<ShopColumn> Read(QueryExpression query, ShopScope? outer)
    {
        switch (query)
        {
            case QueryParenthesisExpression inner:
                return Read(inner.QueryExpression, outer);
            case BinaryQueryExpression both:
                return [.. Read(both.FirstQueryExpression, outer).Zip(
                    Read(both.SecondQueryExpression, outer), (a, b) => a with { IsShop = a.IsShop && b.IsShop })];
            case QuerySpecification one:
                var scope = new ShopScope(outer);
                AddAll(scope, outer, one.FromClause, one.WhereClause);
                Judge(scope, one);
                return [.. one.SelectElements.Select(e => e is SelectScalarExpression scalar
                    ? new ShopColumn(scalar.ColumnName?.Value ?? Last(scalar.Expression as ColumnReferenceExpression) ?? "", scope.IsShop(scalar.Expression))
                    : new ShopColumn("*", IsShop: false))];
            default:
                throw new NotSupportedException($"Nobody has said yet how a {query.GetType().Name} is bound to a shop.");
        }
    }

    private void Change(UpdateDeleteSpecificationBase change)
    {
        var scope = new ShopScope(null);
        AddAll(scope, null, change.FromClause, change.WhereClause);
        var target = ((NamedTableReference)change.Target).SchemaObject.BaseIdentifier.Value;
        if (!scope.Sources.Any(s => s.Alias.Equals(target, StringComparison.OrdinalIgnoreCase)))
        {
            Add(scope, null, change.Target);
        }

        Judge(scope, change);
    }

    private void Insert(InsertSpecification insert)
    {
        var table = ((NamedTableReference)insert.Target).SchemaObject.BaseIdentifier.Value;
        var place = insert.Columns.Select(Last).ToList().IndexOf("shop_id");
        var isBound = insert.InsertSource switch
        {
            SelectInsertSource select => IsAt(Read(select.Select, null), place),
            ValuesInsertSource values => place >= 0 && values.RowValues.Count > 0 && values.RowValues.All(row => new ShopScope(null).IsShop(row.ColumnValues[place])),
            _ => false,
        };
        // A new shop is known by its domain.
        isBound |= table is "shops" && insert.Columns.Any(c => Last(c) is "domain");
        if (!isBound && ShopColumnOf(table) is not null)
        {
            _unbound.Add($"{table} (inserted)");
        }

        new Subqueries(this, new ShopScope(null)).LookIn(insert.InsertSource is ValuesInsertSource ? insert.InsertSource : null);
    }

    private static bool IsAt(IReadOnlyList<ShopColumn> columns, int place) =>
        place >= 0 && place < columns.Count && columns[place].IsShop && columns.All(c => c.Name is not "*");

    private void Judge(ShopScope scope, TSqlFragment whole)
    {
        scope.Bind();
        _unbound.AddRange(scope.Sources.Where(s => s is { IsBound: false, Table: { } table } && ShopColumnOf(table) is not null)
            .Select(s => s.Alias.Equals(s.Table, StringComparison.OrdinalIgnoreCase) ? s.Alias : $"{s.Table} {s.Alias}"));
        new Subqueries(this, scope).LookIn(whole);
    }

    private static string? ShopColumnOf(string table) => table is "shops" ? "id" : Tables.OfShops.Contains(table, StringComparer.OrdinalIgnoreCase) ? "shop_id" : null;

    // What WHERE asks holds for every row, so that it is known before a table that sees its neighbours is read.
    private void AddAll(ShopScope scope, ShopScope? outer, FromClause? from, WhereClause? where)
    {
        scope.Require(where?.SearchCondition, scope.Sources);
        foreach (var reference in from?.TableReferences ?? [])
        {
            Add(scope, outer, reference);
        }
    }

    private IReadOnlyList<ShopSource> Add(ShopScope scope, ShopScope? outer, TableReference reference)
    {
        switch (reference)
        {
            case QualifiedJoin join:
                var (left, right) = (Add(scope, outer, join.FirstTableReference), Add(scope, outer, join.SecondTableReference));
                scope.Require(join.SearchCondition, join.QualifiedJoinType switch
                {
                    QualifiedJoinType.Inner => [.. left, .. right],
                    // The rows of the side that is kept whole are there whether or not the condition holds.
                    QualifiedJoinType.LeftOuter => right,
                    QualifiedJoinType.RightOuter => left,
                    QualifiedJoinType.FullOuter => [],
                });
                return [.. left, .. right];
            case JoinParenthesisTableReference inner:
                return Add(scope, outer, inner.Join);
            case UnqualifiedJoin { UnqualifiedJoinType: UnqualifiedJoinType.CrossJoin } cross:
                return [.. Add(scope, outer, cross.FirstTableReference), .. Add(scope, outer, cross.SecondTableReference)];
            case UnqualifiedJoin apply:
                var before = Add(scope, outer, apply.FirstTableReference);
                // What is applied sees what stands before it, as soon as that is bound.
                scope.Bind();
                return [.. before, .. Add(scope, scope, apply.SecondTableReference)];
            default:
                var source = Source(outer, reference);
                scope.Add(source);
                return [source];
        }
    }

    private ShopSource Source(ShopScope? outer, TableReference reference)
    {
        var alias = (reference as TableReferenceWithAlias)?.Alias?.Value;
        switch (reference)
        {
            case NamedTableReference { SchemaObject: { SchemaIdentifier: null, BaseIdentifier.Value: var name } }:
                return _ctes.TryGetValue(name, out var made) ? Rows(alias ?? name, made) : Table(alias ?? name, name);
            case NamedTableReference { SchemaObject.SchemaIdentifier.Value: "sys" } system:
                return Rows(alias ?? system.SchemaObject.BaseIdentifier.Value, []);
            case QueryDerivedTable derived:
                return Rows(alias!, Named(Read(derived.QueryExpression, outer), derived.Columns));
            // What the caller sends is of the caller's shop.
            case OpenJsonTableReference json:
                return Rows(alias ?? "", [.. json.SchemaDeclarationItems.Select(i => i.ColumnDefinition.ColumnIdentifier.Value)
                    .Select(column => new ShopColumn(column, column is "shop_id"))]);
            case VariableTableReference sent:
                return Rows(alias ?? sent.Variable.Name, [new ShopColumn("shop_id", IsShop: true)]);
            case SchemaObjectFunctionTableReference or GlobalFunctionTableReference or InlineDerivedTable or FullTextTableReference:
                return Rows(alias ?? "", []);
            default:
                throw new NotSupportedException($"Nobody has said yet how a {reference.GetType().Name} is bound to a shop.");
        }
    }

    private static ShopSource Table(string alias, string table) => Tables.Columns.TryGetValue(table, out var columns)
        ? new ShopSource(alias, table) { Columns = columns, ShopColumns = ShopColumnOf(table) is { } shop ? [shop] : [] }
        : throw new FormatException($"There is no table {table}.");

    private static ShopSource Rows(string alias, IReadOnlyList<ShopColumn> columns) => new(alias, null)
    {
        IsBound = true,
        Columns = [.. columns.Select(c => c.Name)],
        ShopColumns = columns.Where(c => c.IsShop).Select(c => c.Name).ToHashSet(StringComparer.OrdinalIgnoreCase),
    };

    private readonly record struct ShopColumn(string Name, bool IsShop);

    /// <summary>Reads the queries inside a statement; those in FROM have been read where they stand.</summary>
    private sealed class Subqueries(ShopBinding binding, ShopScope scope) : TSqlFragmentVisitor
    {
        public void LookIn(TSqlFragment? whole) => whole?.AcceptChildren(this);

        public override void ExplicitVisit(ScalarSubquery node) => binding.Read(node.QueryExpression, scope);

        public override void ExplicitVisit(QueryDerivedTable node)
        {
        }
    }
}
