using System.Globalization;

namespace ShopSupport.Core.Storage;

/// <summary>
/// A text inside a pattern of <c>LIKE</c>, where it means itself. The statement says <c>{literal}</c> behind the pattern:
/// SQLite has only an escape sign, and of SQL Server's two ways brackets work wherever its protocol is spoken.
/// </summary>
internal static class LikePattern
{
    public static string Of(string text, Database database) => string.Concat(text.Select(c => database.Provider switch
    {
        DatabaseProvider.Sqlite => c is '!' or '%' or '_' ? string.Create(CultureInfo.InvariantCulture, $"!{c}") : c.ToString(),
        DatabaseProvider.SqlServer => c is '[' or '%' or '_' ? string.Create(CultureInfo.InvariantCulture, $"[{c}]") : c.ToString(),
    }));
}
