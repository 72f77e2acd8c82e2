using System.Text.Json;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Payloads;

/// <summary>A bulk operation has ended. Where its lines lie is not told: that is asked for.</summary>
internal static class BulkPayloads
{
    public static void Finished(Utf8JsonWriter json, BulkFinished ended)
    {
        json.Gid("admin_graphql_api_id", "BulkOperation", ended.OperationId);
        json.WriteString("type", "query");
        json.WriteString("status", ended.Status.ToLowerInvariant());
        json.WriteString("error_code", ended.ErrorCode?.ToLowerInvariant());
        json.Time("created_at", ended.CreatedAt);
        json.Time("completed_at", ended.At);
    }
}
