using System.Numerics;

namespace ShopSupport.Simulator.Demo;

/// <summary>Chance that is the same on every machine: the splitmix64 generator, one stream for each purpose and index.</summary>
internal sealed class DemoRandom
{
    private ulong _state;

    private DemoRandom(ulong state) => _state = state;

    public static DemoRandom For(int seed, string purpose, int index = 0)
    {
        var hash = 14695981039346656037UL ^ (uint)seed;
        foreach (var letter in purpose)
        {
            hash = (hash ^ letter) * 1099511628211UL;
        }

        var random = new DemoRandom(hash ^ ((ulong)(uint)index * 0x9E3779B97F4A7C15UL));
        random.Draw();
        return random;
    }

    /// <summary>From 0 to one less than <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)Math.BigMul(Draw(), (ulong)bound, out _);

    /// <summary>Both ends included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    /// <summary>From 0 up to, but not, 1.</summary>
    public double Share() => (Draw() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(int percent) => Below(100) < percent;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>The index of one of <paramref name="weights"/>, heavier ones more often.</summary>
    public int Weighted(params ReadOnlySpan<int> weights)
    {
        var total = 0;
        foreach (var weight in weights)
        {
            total += weight;
        }

        var left = Below(total);
        var index = 0;
        while (left >= weights[index])
        {
            left -= weights[index++];
        }

        return index;
    }

    private ulong Draw()
    {
        _state += 0x9E3779B97F4A7C15UL;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return BitOperations.RotateLeft(z ^ (z >> 31), 17);
    }
}
