using System.Buffers;
using System.IO.Pipelines;

namespace ShopSupport.Webhooks.Receive;

/// <summary>A body as it arrives. The memory it takes follows what was sent, never what a header announces.</summary>
internal sealed class IncomingBody(BodyBudget budget, int largest) : IDisposable
{
    private const int SmallestPiece = 16 * 1024;
    private const int LargestPiece = 1024 * 1024;

    private readonly List<byte[]> _pieces = [];
    private int _lengthOfLast;
    private long _length;
    private long _taken;

    /// <summary>What came of reading.</summary>
    public enum End
    {
        Complete,
        TooLarge,
        NoRoom,
    }

    /// <summary>The body, once it is complete.</summary>
    public byte[] Bytes { get; private set; } = [];

    /// <param name="reader">Where it comes from.</param>
    /// <param name="announced">Its length by the header; null when it comes in chunks.</param>
    public async ValueTask<End> ReadAsync(PipeReader reader, long? announced)
    {
        while (true)
        {
            var read = await reader.ReadAsync(CancellationToken.None);
            var total = _length + read.Buffer.Length;
            var isLast = read.IsCompleted || total == announced;
            var end = total > largest ? End.TooLarge : isLast ? Finish(read.Buffer) : Keep(read.Buffer);
            reader.AdvanceTo(read.Buffer.End);
            if (end is { } known)
            {
                return known;
            }
        }
    }

    /// <summary>Gives back what it took: when the queue holds the body, or it was refused.</summary>
    public void Dispose()
    {
        ReturnPieces();
        budget.GiveBack(_taken);
        _taken = 0;
    }

    private End Finish(ReadOnlySequence<byte> arrived)
    {
        var total = _length + arrived.Length;
        if (!TryTake(total))
        {
            return End.NoRoom;
        }

        Bytes = GC.AllocateUninitializedArray<byte>((int)total);
        var rest = Bytes.AsSpan();
        foreach (var piece in _pieces)
        {
            var used = piece.AsSpan(0, ReferenceEquals(piece, _pieces[^1]) ? _lengthOfLast : piece.Length);
            used.CopyTo(rest);
            rest = rest[used.Length..];
        }

        arrived.CopyTo(rest);
        ReturnPieces();
        return End.Complete;
    }

    // Null while more is to come.
    private End? Keep(ReadOnlySequence<byte> arrived)
    {
        while (!arrived.IsEmpty)
        {
            if ((_pieces.Count == 0 || _lengthOfLast == _pieces[^1].Length) && !TryAddPiece())
            {
                return End.NoRoom;
            }

            var room = _pieces[^1].AsSpan(_lengthOfLast);
            var part = arrived.Slice(0, Math.Min(arrived.Length, room.Length));
            part.CopyTo(room);
            _lengthOfLast += (int)part.Length;
            _length += part.Length;
            arrived = arrived.Slice(part.End);
        }

        return null;
    }

    private bool TryAddPiece()
    {
        var size = _pieces.Count == 0 ? SmallestPiece : Math.Min(2 * _pieces[^1].Length, LargestPiece);
        if (!TryTake(size))
        {
            return false;
        }

        _pieces.Add(ArrayPool<byte>.Shared.Rent(size));
        _lengthOfLast = 0;
        return true;
    }

    private bool TryTake(long bytes)
    {
        if (!budget.TryTake(bytes))
        {
            return false;
        }

        _taken += bytes;
        return true;
    }

    private void ReturnPieces()
    {
        foreach (var piece in _pieces)
        {
            // The sizes are powers of two, of which the pool lends arrays of just that length.
            budget.GiveBack(piece.Length);
            _taken -= piece.Length;
            ArrayPool<byte>.Shared.Return(piece);
        }

        _pieces.Clear();
    }
}
