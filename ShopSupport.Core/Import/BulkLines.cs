using System.Buffers;
using System.Text;
using System.Text.Json;

namespace ShopSupport.Core.Import;

/// <summary>
/// Puts a bulk operation's lines together: a root object and its children, which stand behind it and name it as
/// <c>__parentId</c>, become one object with each connection as <c>{"nodes":[…]}</c>. Bytes are joined and nothing is written
/// anew. It holds one root at a time.
/// Source: https://shopify.dev/docs/api/usage/bulk-operations/queries#the-jsonl-data-format
/// </summary>
internal sealed class BulkLines
{
    private const string Prefix = "gid://shopify/";

    private readonly BulkShape _shape;
    private readonly ArrayBufferWriter<byte> _root = new(4096);
    private readonly Dictionary<string, ArrayBufferWriter<byte>> _children;
    private byte[] _rootId = [];
    private bool _hasOrphans;

    public BulkLines(BulkShape shape)
    {
        _shape = shape;
        _children = shape.Connections.Values.ToDictionary(field => field, _ => new ArrayBufferWriter<byte>(4096), StringComparer.Ordinal);
    }

    /// <summary>Lines that could not be understood so far.</summary>
    public int Refused { get; private set; }

    /// <summary>Takes a line; returns the root before it, whole, when the line begins another one.</summary>
    /// <exception cref="UngroupedLinesException">A child does not stand behind its parent.</exception>
    public byte[]? Add(ReadOnlySpan<byte> line)
    {
        line = line.TrimEnd(" \t\r"u8);
        if (line.IsEmpty)
        {
            return null;
        }

        if (Read(line) is not { } read)
        {
            // It may have been a root: its children have no place then.
            _hasOrphans = true;
            Refused++;
            return null;
        }

        return read.ParentId is null ? Begin(line, read.Id) : AddChild(line, read.Id, read.ParentId);
    }

    /// <summary>The last root, whole; null when there is none.</summary>
    public byte[]? End()
    {
        var whole = _root.WrittenCount > 0 ? Join() : null;
        _root.ResetWrittenCount();
        return whole;
    }

    private byte[]? Begin(ReadOnlySpan<byte> line, byte[] id)
    {
        var whole = End();
        (_rootId, _hasOrphans) = (id, false);
        _root.Write(line[..^1]);
        return whole;
    }

    private byte[]? AddChild(ReadOnlySpan<byte> line, byte[] id, byte[] parentId)
    {
        if (_root.WrittenCount == 0 || !parentId.AsSpan().SequenceEqual(_rootId))
        {
            return _hasOrphans ? null : throw new UngroupedLinesException();
        }

        if (!_shape.Connections.TryGetValue(KindOf(id), out var field))
        {
            Refused++;
            return null;
        }

        var children = _children[field];
        if (children.WrittenCount > 0)
        {
            children.Write(","u8);
        }

        children.Write(line);
        return null;
    }

    private byte[] Join()
    {
        var whole = new ArrayBufferWriter<byte>(_root.WrittenCount + _children.Sum(child => child.Value.WrittenCount + child.Key.Length + 16) + 1);
        whole.Write(_root.WrittenSpan);
        foreach (var (field, children) in _children)
        {
            whole.Write(",\""u8);
            Encoding.UTF8.GetBytes(field, whole);
            whole.Write("\":{\"nodes\":["u8);
            whole.Write(children.WrittenSpan);
            whole.Write("]}"u8);
            children.ResetWrittenCount();
        }

        whole.Write("}"u8);
        return whole.WrittenSpan.ToArray();
    }

    // A quote inside of a text has a backslash before it: what does not hold these bytes has no such field.
    private static (byte[] Id, byte[]? ParentId)? Read(ReadOnlySpan<byte> line)
    {
        var isChild = line.IndexOf("\"__parentId\""u8) >= 0;
        byte[]? id = null, parentId = null;
        try
        {
            var json = new Utf8JsonReader(line);
            json.Read();
            if (json.TokenType != JsonTokenType.StartObject || line[^1] != (byte)'}')
            {
                return null;
            }

            while ((id is null || (isChild && parentId is null)) && json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var (isId, isParent) = (json.ValueTextEquals("id"u8), json.ValueTextEquals("__parentId"u8));
                json.Read();
                if ((isId || isParent) && json.TokenType == JsonTokenType.String)
                {
                    (id, parentId) = isId ? (Text(json), parentId) : (id, Text(json));
                }
                else
                {
                    json.Skip();
                }
            }
        }
        catch (JsonException)
        {
            return null;
        }

        return id is null ? null : (id, parentId);
    }

    private static byte[] Text(Utf8JsonReader json)
    {
        if (!json.ValueIsEscaped)
        {
            return json.ValueSpan.ToArray();
        }

        var text = new byte[json.ValueSpan.Length];
        return text[..json.CopyString(text)];
    }

    private static string KindOf(ReadOnlySpan<byte> id)
    {
        var text = Encoding.UTF8.GetString(id);
        var end = text.IndexOf('/', Math.Min(Prefix.Length, text.Length));
        return text.StartsWith(Prefix, StringComparison.Ordinal) && end > 0 ? text[Prefix.Length..end] : "";
    }
}

/// <summary>A file whose children do not stand behind their parents: read in one go, some would be lost.</summary>
internal sealed class UngroupedLinesException() : Exception("The lines of a bulk operation are not grouped: a child does not stand behind its parent. Run it with groupObjects.");
