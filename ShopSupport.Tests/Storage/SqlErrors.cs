using System.Reflection;
using Microsoft.Data.SqlClient;

namespace ShopSupport.Tests.Storage;

/// <summary>Errors of SQL Server, which the driver lets nobody else make.</summary>
internal static class SqlErrors
{
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic;

    public static SqlException Of(int number, string message = "Refused.")
    {
        var maker = typeof(SqlError).GetConstructors(Hidden).MaxBy(c => c.GetParameters().Length)!;
        var error = maker.Invoke([.. maker.GetParameters().Select(parameter => Value(parameter, number, message))]);
        var errors = Activator.CreateInstance(typeof(SqlErrorCollection), nonPublic: true)!;
        typeof(SqlErrorCollection).GetMethod("Add", Hidden)!.Invoke(errors, [error]);
        var create = typeof(SqlException).GetMethods(Hidden).First(m => string.Equals(m.Name, "CreateException", StringComparison.Ordinal) && m.GetParameters().Length == 2);
        return (SqlException)create.Invoke(null, [errors, "16.0"])!;
    }

    private static object? Value(ParameterInfo parameter, int number, string message) => parameter.Name switch
    {
        "infoNumber" => number,
        "errorMessage" => message,
        "errorClass" => (byte)14,
        _ when parameter.ParameterType == typeof(string) => "",
        _ => parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null,
    };
}
