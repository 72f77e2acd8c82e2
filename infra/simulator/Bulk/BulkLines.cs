using System.Text.Encodings.Web;
using System.Text.Json;
using GraphQL.Execution;
using ShopSupport.Simulator.Admin;

namespace ShopSupport.Simulator.Bulk;

/// <summary>
/// Writes what a bulk query found: a JSON object a line, a nested one with the id of its parent as <c>__parentId</c>. Children need
/// not follow their parents: here those of a slice stand behind all its roots, the last first, so that nobody comes to rely on an order.
/// Only where they are grouped does each stand behind its parent, before the next one of the parent's kind.
/// </summary>
internal sealed class BulkLines(Stream stream, bool isGrouped) : IAsyncDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly byte[] End = "\n"u8.ToArray();

    private readonly MemoryStream _line = new();

    public long Objects { get; private set; }

    public long Roots { get; private set; }

    /// <summary>Writes one slice; false once <paramref name="most"/> lines are written.</summary>
    public async Task<bool> WriteAsync(RootExecutionNode root, long most, CancellationToken cancel)
    {
        var children = new Stack<(ObjectExecutionNode Node, string Parent)>();
        foreach (var node in root.SubFields!.OfType<ObjectExecutionNode>().SelectMany(Nodes))
        {
            if (Objects >= most)
            {
                return false;
            }

            Roots++;
            await LineAsync(node, parent: null, children, cancel);
            if (isGrouped && !await ChildrenAsync(children, most, cancel))
            {
                return false;
            }
        }

        return await ChildrenAsync(children, most, cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _line.DisposeAsync();
        await stream.DisposeAsync();
    }

    private static IEnumerable<ObjectExecutionNode> Nodes(ObjectExecutionNode connection) => connection.SubFields?.SelectMany(field => (field.Field.Name.StringValue, field) switch
    {
        ("nodes", ArrayExecutionNode { Items: { } items }) => items.OfType<ObjectExecutionNode>(),
        ("edges", ArrayExecutionNode { Items: { } items }) => items.OfType<ObjectExecutionNode>()
            .SelectMany(edge => edge.SubFields?.OfType<ObjectExecutionNode>().Where(node => node.Result is not null) ?? []),
        _ => [],
    }) ?? [];

    private async Task<bool> ChildrenAsync(Stack<(ObjectExecutionNode Node, string Parent)> children, long most, CancellationToken cancel)
    {
        while (children.TryPop(out var child))
        {
            if (Objects >= most)
            {
                return false;
            }

            await LineAsync(child.Node, child.Parent, children, cancel);
        }

        return true;
    }

    private async Task LineAsync(ObjectExecutionNode node, string? parent, Stack<(ObjectExecutionNode, string)> children, CancellationToken cancel)
    {
        _line.SetLength(0);
        var own = new List<(ObjectExecutionNode, string)>();
        await using (var json = new Utf8JsonWriter(_line, Options))
        {
            json.WriteStartObject();
            Fields(json, node, own);
            if (parent is not null)
            {
                json.WriteString("__parentId", parent);
            }

            json.WriteEndObject();
        }

        // The first is taken from the stack first, where order counts.
        if (isGrouped)
        {
            own.Reverse();
        }

        own.ForEach(children.Push);
        Objects++;
        _line.Write(End);
        await stream.WriteAsync(_line.GetBuffer().AsMemory(0, (int)_line.Length), cancel);
    }

    private static void Fields(Utf8JsonWriter json, ObjectExecutionNode node, List<(ObjectExecutionNode, string)> children)
    {
        foreach (var field in node.SubFields ?? [])
        {
            if (field is ObjectExecutionNode { GraphType.Name: { } type } connection && AdminAnswers.IsConnection(type))
            {
                var id = (string)node.SubFields!.First(one => one.Field.Name.Value == "id").ToValue()!;
                foreach (var child in Nodes(connection))
                {
                    children.Add((child, id));
                }
            }
            else
            {
                json.WritePropertyName(field.Name!);
                Value(json, field, children);
            }
        }
    }

    private static void Value(Utf8JsonWriter json, ExecutionNode node, List<(ObjectExecutionNode, string)> children)
    {
        switch (node)
        {
            case ObjectExecutionNode { SubFields: not null } whole:
                json.WriteStartObject();
                Fields(json, whole, children);
                json.WriteEndObject();
                break;
            case ArrayExecutionNode { Items: { } items }:
                json.WriteStartArray();
                items.ForEach(item => Value(json, item, children));
                json.WriteEndArray();
                break;
            default:
                JsonSerializer.Serialize(json, node.ToValue());
                break;
        }
    }
}
