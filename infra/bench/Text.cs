using System.Globalization;
using System.Text;

namespace ShopSupport.Bench;

/// <summary>Figures and tables for the terminal.</summary>
internal static class Text
{
    public static string Ms(double milliseconds) =>
        double.IsNaN(milliseconds) ? "–" : string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.00}");

    public static string Whole(double number) => string.Create(CultureInfo.InvariantCulture, $"{number:#,0}");

    public static string Ratio(double ratio) => string.Create(CultureInfo.InvariantCulture, $"{ratio:0.00}");

    public static string Mb(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MB");

    /// <summary>The figure with what it must be, and whether it is.</summary>
    public static string Goal(string figure, string wanted, bool isMet) => $"{figure} (wanted {wanted}: {(isMet ? "met" : "MISSED")})";

    /// <summary>A table whose first column is text and whose others are figures.</summary>
    public static string Table(string title, string[] head, IReadOnlyList<string[]> rows)
    {
        var widths = head.Select((h, i) => Math.Max(h.Length, rows.Max(row => row[i].Length))).ToArray();
        var text = new StringBuilder().Append('\n').Append(title).Append('\n');
        foreach (var row in rows.Prepend(Array.ConvertAll(widths, w => new string('-', w))).Prepend(head))
        {
            var cells = row.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]));
            text.Append("  ").AppendJoin("  ", cells).Append('\n');
        }

        return text.ToString();
    }

    public static double Median(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
