using System.Text;

namespace ShopSupport.Tests.Simulator.Replay;

/// <summary>A folder of payloads for one test.</summary>
internal sealed class PayloadFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("replay-tests-").FullName;

    public PayloadFolder With(string file, string text)
    {
        File.WriteAllText(System.IO.Path.Combine(Path, file), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return this;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
