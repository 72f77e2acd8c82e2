using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace ShopSupport.Tests.Storage.TSql;

/// <summary>One reference to a table or to rows in a statement, and whether the shop of its rows is settled.</summary>
internal sealed class ShopSource(string alias, string? table)
{
    public string Alias { get; } = alias;

    /// <summary>The table of the schema, or null for rows that a query or the caller made.</summary>
    public string? Table { get; } = table;

    /// <summary>The columns that say whose the rows are.</summary>
    public HashSet<string> ShopColumns { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>All columns, where they are known.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    public bool IsBound { get; set; }
}

/// <summary>
/// The tables of one query or change, with those around it. A table is bound to the shop when an equality that every
/// row must meet ties its shop column to the caller's shop, or to a table that is bound already.
/// </summary>
internal sealed class ShopScope(ShopScope? outer)
{
    private readonly List<ShopSource> _sources = [];
    private readonly List<(BooleanComparisonExpression Equality, IReadOnlyCollection<ShopSource> MayBind)> _equalities = [];

    public IReadOnlyList<ShopSource> Sources => _sources;

    public void Add(ShopSource source) => _sources.Add(source);

    /// <summary>Takes in a condition that rows of <paramref name="mayBind"/> must meet to be seen or changed.</summary>
    public void Require(BooleanExpression? condition, IReadOnlyCollection<ShopSource> mayBind)
    {
        switch (condition)
        {
            case BooleanParenthesisExpression inner:
                Require(inner.Expression, mayBind);
                break;
            case BooleanBinaryExpression { BinaryExpressionType: BooleanBinaryExpressionType.And } both:
                Require(both.FirstExpression, mayBind);
                Require(both.SecondExpression, mayBind);
                break;
            case BooleanComparisonExpression { ComparisonType: BooleanComparisonType.Equals } equality:
                _equalities.Add((equality, mayBind));
                break;
        }
    }

    /// <summary>Follows the equalities until nothing more is bound.</summary>
    public void Bind()
    {
        while (_equalities.Any(e => Ties(e.Equality.FirstExpression, e.Equality.SecondExpression, e.MayBind)
            || Ties(e.Equality.SecondExpression, e.Equality.FirstExpression, e.MayBind)))
        {
        }
    }

    /// <summary>True when the value is the caller's shop, or the shop of rows that are bound.</summary>
    public bool IsShop(ScalarExpression value) => value switch
    {
        ParenthesisExpression inner => IsShop(inner.Expression),
        VariableReference variable => variable.Name.Replace("_", "", StringComparison.Ordinal).Equals("@ShopId", StringComparison.OrdinalIgnoreCase),
        ColumnReferenceExpression column => Find(column) is { IsBound: true } source && source.ShopColumns.Contains(Name(column)),
        _ => false,
    };

    private static string Name(ColumnReferenceExpression column) => column.MultiPartIdentifier?.Identifiers[^1].Value ?? "*";

    private bool Ties(ScalarExpression unknown, ScalarExpression known, IReadOnlyCollection<ShopSource> mayBind)
    {
        if (unknown is not ColumnReferenceExpression column || Find(column) is not { IsBound: false } source || !mayBind.Contains(source))
        {
            return false;
        }

        // A shop is looked up by its domain before its number is known.
        var isByDomain = source.Table is "shops" && Name(column).Equals("domain", StringComparison.OrdinalIgnoreCase) && known is VariableReference;
        source.IsBound = isByDomain || (source.ShopColumns.Contains(Name(column)) && IsShop(known));
        return source.IsBound;
    }

    private ShopSource? Find(ColumnReferenceExpression column)
    {
        var parts = column.MultiPartIdentifier?.Identifiers;
        if (parts is null)
        {
            return null;
        }

        var here = parts.Count > 1
            ? _sources.FindAll(s => s.Alias.Equals(parts[^2].Value, StringComparison.OrdinalIgnoreCase))
            : _sources.FindAll(s => s.Columns.Contains(parts[0].Value, StringComparer.OrdinalIgnoreCase));
        return here.Count == 1 ? here[0] : outer?.Find(column);
    }
}
