using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using ShopSupport.Simulator.Replay;
using ShopSupport.Simulator.Serve;

namespace ShopSupport.Simulator;

/// <summary>The command line of the simulated Shopify.</summary>
internal static class SimulatorLine
{
    private const int WrongUse = 2;

    /// <summary>Runs what the line asks for, and returns the process's exit code; 2 when it asks for nothing that is known.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        if (args is ["replay", ..])
        {
            return await ReplayCommand.RunAsync(args[1..], output, cancel);
        }

        var program = new Command("ShopSupport.Simulator", "A Shopify to develop and test an app against.")
        {
            ReplayCommand.Line(output),
            ServeCommand.Line(output, errors),
            new HelpOption { Action = new HelpAction { MaxWidth = 110 } },
        };
        var line = program.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var misuse = line.Action as ParseErrorAction;
        misuse?.ShowTypoCorrections = false;
        var code = await line.InvokeAsync(new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false }, cancel);
        return misuse is null ? code : WrongUse;
    }
}
