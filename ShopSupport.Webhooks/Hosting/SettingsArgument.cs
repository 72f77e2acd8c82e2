using System.CommandLine;
using System.CommandLine.Parsing;

namespace ShopSupport.Webhooks.Hosting;

/// <summary>Settings on a command line, in the forms that the host's configuration reads.</summary>
internal sealed class SettingsArgument : Argument<string[]>
{
    public SettingsArgument()
        : base("setting")
    {
        Description = "any setting, as --Section:Key=value or --Section:Key value; --urls says where to listen";
        Arity = ArgumentArity.ZeroOrMore;
        Validators.Add(Check);
    }

    public string[] Read(ParseResult line) => line.GetValue(this) ?? [];

    // What the configuration would pass over in silence is said.
    private static void Check(ArgumentResult result)
    {
        var needsValue = "";
        foreach (var word in result.Tokens.Select(token => token.Value))
        {
            if (needsValue.Length > 0)
            {
                needsValue = "";
            }
            else if (word.StartsWith("--", StringComparison.Ordinal) || word.StartsWith('/'))
            {
                needsValue = word.Contains('=', StringComparison.Ordinal) ? "" : word;
            }
            else if (word.StartsWith('-') || !word.Contains('=', StringComparison.Ordinal))
            {
                result.AddError($"'{word}' is neither a command nor a setting.");
            }
        }

        if (needsValue.Length > 0)
        {
            result.AddError($"'{needsValue}' lacks its value.");
        }
    }
}
