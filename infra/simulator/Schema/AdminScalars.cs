using System.Globalization;
using GraphQL.Types;
using GraphQLParser.AST;

namespace ShopSupport.Simulator.Schema;

/// <summary>The scalars that are Shopify's own, and how each is written.</summary>
internal static class AdminScalars
{
    private static readonly string[] Texts = ["ARN", "Color", "FormattedString", "HTML", "StorefrontID", "URL", "UtcOffset"];

    public static IEnumerable<ScalarGraphType> All() =>
    [
        .. Texts.Select(name => new TextScalar(name)),
        new DateScalar(),
        new InstantScalar(),
        new NumberScalar("BigInt", text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)),
        new NumberScalar("UnsignedInt64", text => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)),
        new NumberScalar("Decimal", IsDecimal),
        new NumberScalar("Money", IsDecimal),
        new JsonScalar(),
    ];

    private static bool IsDecimal(string text) => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);

    private class TextScalar : ScalarGraphType
    {
        public TextScalar(string name) => Name = name;

        public override object? ParseValue(object? value) => value switch
        {
            null => null,
            string text => Read(text) ?? ThrowValueConversionError(value),
            _ => ThrowValueConversionError(value),
        };

        public override object? ParseLiteral(GraphQLValue value) => value switch
        {
            GraphQLStringValue text => ParseValue((string)text.Value),
            GraphQLNullValue => null,
            _ => ThrowLiteralConversionError(value),
        };

        public override object? Serialize(object? value) => value is null or string ? value : Convert.ToString(value, CultureInfo.InvariantCulture);

        /// <summary>What a caller's text means; null when it means nothing.</summary>
        protected virtual object? Read(string text) => text;
    }

    /// <summary>Numbers that travel as text, since a float would lose some of their digits.</summary>
    private sealed class NumberScalar(string name, Func<string, bool> isNumber) : TextScalar(name)
    {
        public override object? ParseValue(object? value) => value switch
        {
            int or long or decimal or double => base.ParseValue(Convert.ToString(value, CultureInfo.InvariantCulture)),
            _ => base.ParseValue(value),
        };

        public override object? ParseLiteral(GraphQLValue value) => value switch
        {
            GraphQLIntValue number => ParseValue((string)number.Value),
            GraphQLFloatValue number => ParseValue((string)number.Value),
            _ => base.ParseLiteral(value),
        };

        protected override object? Read(string text) => isNumber(text) ? text : null;
    }

    private sealed class DateScalar() : TextScalar("Date")
    {
        protected override object? Read(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

        public override object? Serialize(object? value) => value is DateOnly day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : base.Serialize(value);
    }

    private sealed class InstantScalar() : TextScalar("DateTime")
    {
        public override object? Serialize(object? value) => value is DateTimeOffset at
            ? at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : base.Serialize(value);

        protected override object? Read(string text) =>
            DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
    }

    private sealed class JsonScalar() : TextScalar("JSON")
    {
        public override object? ParseValue(object? value) => value;

        public override object? Serialize(object? value) => value;
    }
}
