using System.Reflection;
using System.Runtime.InteropServices;

namespace ShopSupport.Tests.Deploy;

/// <summary>A test that needs the Bicep compiler, which the build restores for Linux on x64; skipped with the reason elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BicepFactAttribute : FactAttribute
{
    public static string Compiler { get; } =
        typeof(BicepFactAttribute).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().SingleOrDefault(metadata => metadata.Key is "Bicep")?.Value ?? "";

    public BicepFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture != Architecture.X64)
        {
            Skip = "The Bicep compiler is restored for Linux on x64 alone.";
        }
    }
}
