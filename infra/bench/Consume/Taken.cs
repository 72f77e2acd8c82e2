using System.Diagnostics;

namespace ShopSupport.Bench.Consume;

/// <summary>What a piece of work took: seconds on the clock, and this process's processors.</summary>
internal readonly record struct Taken(double Seconds, TimeSpan Processor)
{
    public static (long Clock, TimeSpan Processor) Now() => (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);

    public static Taken Since((long Clock, TimeSpan Processor) start) =>
        new(Stopwatch.GetElapsedTime(start.Clock).TotalSeconds, Environment.CpuUsage.TotalTime - start.Processor);
}
