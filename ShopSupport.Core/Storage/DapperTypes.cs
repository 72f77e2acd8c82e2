using System.Data;
using System.Globalization;
using Dapper;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Storage;

/// <summary>Teaches Dapper the house's types: instants are milliseconds in SQLite, columns are snake_case.</summary>
internal static class DapperTypes
{
    public static void Register()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(typeof(DateTimeOffset), new InstantHandler());
        AddId(value => new ShopId(value));
        AddId(value => new AgentId(value));
        AddId(value => new CustomerId(value));
        AddId(value => new ShopifyCustomerId(value));
        AddId(value => new ConversationId(value));
        AddId(value => new MessageId(value));
        AddId(value => new WorkId(value));
        AddId(value => new ActionId(value));
    }

    private static void AddId<T>(Func<long, T> make)
        where T : struct, IId => SqlMapper.AddTypeHandler(typeof(T), new IdHandler<T>(make));

    private sealed class IdHandler<T>(Func<long, T> make) : SqlMapper.ITypeHandler
        where T : struct, IId
    {
        public void SetValue(IDbDataParameter parameter, object value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value is IId id ? id.Value : DBNull.Value;
        }

        // A query of one column asks for its nulls too.
        public object Parse(Type destinationType, object value) =>
            value is DBNull ? null! : make(Convert.ToInt64(value, CultureInfo.InvariantCulture));
    }

    internal sealed class InstantHandler : SqlMapper.ITypeHandler
    {
        public void SetValue(IDbDataParameter parameter, object value)
        {
            parameter.Value = value is not DateTimeOffset instant ? DBNull.Value
                : parameter is SqliteParameter ? instant.ToUnixTimeMilliseconds()
                : Instants.Cut(instant);
            if (parameter is SqlParameter typed)
            {
                // Without it an absent instant would travel as text, and one of a parameter bag as a variant.
                typed.SqlDbType = SqlDbType.DateTimeOffset;
            }
        }

        public object Parse(Type destinationType, object value) => value switch
        {
            long milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds),
            DateTimeOffset instant => instant.ToUniversalTime(),
            _ => throw new DataException($"A {value.GetType().Name} is not an instant."),
        };
    }
}
