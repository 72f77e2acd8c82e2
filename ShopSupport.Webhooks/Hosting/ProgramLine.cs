using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ShopSupport.Webhooks.Hosting;

/// <summary>The command line of a program: one of its commands, or else the host itself.</summary>
internal sealed class ProgramLine : Command
{
    private const int WrongUse = 2;

    /// <param name="program">What it is called.</param>
    /// <param name="about">What it does without a command.</param>
    /// <param name="start">Runs the host with its settings until it is stopped.</param>
    /// <param name="commands">What it can do besides.</param>
    public ProgramLine(string program, string about, Func<string[], Task> start, params Command[] commands)
        : base(program, about)
    {
        var settings = new SettingsArgument();
        Array.ForEach(commands, Add);
        Add(settings);
        Add(new HelpOption { Action = new HelpAction { MaxWidth = 110 } });
        SetAction((line, _) => Startup.RunAsync(() => start(settings.Read(line))));
    }

    /// <summary>Runs what the line asks for; 2 when it asks for nothing that is known.</summary>
    public async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        var line = Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var misuse = line.Action as ParseErrorAction;
        misuse?.ShowTypoCorrections = false;
        // A host ends by itself when it is told to, and takes the time that its deliveries need.
        var code = await line.InvokeAsync(new InvocationConfiguration
        {
            Output = output,
            Error = errors,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
        return misuse is null ? code : WrongUse;
    }
}
