using System.Text;
using System.Text.RegularExpressions;
using ShopSupport.Simulator.Demo;

namespace ShopSupport.Tests.Simulator.Demo;

/// <summary>Reads texts of the demo back to the templates they were made of: which questions they hold, and which answers.</summary>
internal sealed class DemoAnswers(bool isEnglish)
{
    private readonly List<(string Key, Regex Question, Regex Answer)> _topics = Read(DemoTexts.Threads(isEnglish));
    private readonly Regex _thanks = Any([.. DemoTexts.Threads(isEnglish).Common["thanks"], .. DemoTexts.Threads(isEnglish).Families.SelectMany(family => family.Thanks)]);
    private readonly Regex _farewell = Any(DemoTexts.Threads(isEnglish).Common["farewell"]);

    /// <summary>Whether the answer is one to the very question, or a word of farewell after thanks.</summary>
    public bool Fits(string question, string answer) =>
        _topics.Exists(topic => topic.Question.IsMatch(question) && topic.Answer.IsMatch(answer))
        || (_thanks.IsMatch(question) && _farewell.IsMatch(answer));

    private static List<(string Key, Regex Question, Regex Answer)> Read(ThreadTexts texts) =>
    [
        .. texts.Families.Select(family => (family.Key, Any([.. family.Long, .. family.Short, .. family.Phone]), Any([.. family.Reply, .. family.ReplyShort]))),
        .. texts.Extras.Select(extra => (extra.Key, Any([extra.Ask]), Any([extra.Answer]))),
    ];

    private static Regex Any(string[] templates)
    {
        var pattern = string.Join('|', templates.Select(template => $"(?:{Pattern(template)})"));
        return new Regex(pattern, RegexOptions.Singleline | RegexOptions.ExplicitCapture, Regex.InfiniteMatchTimeout);
    }

    // {a|b} is one of the two; {name} is a fact, which may be any text.
    private static string Pattern(string template)
    {
        var pattern = new StringBuilder();
        var isChoice = new Stack<bool>();
        for (var i = 0; i < template.Length; i++)
        {
            switch (template[i])
            {
                case '{':
                    var end = template.IndexOfAny(['{', '}', '|'], i + 1);
                    if (template[end] == '}' && !template[(i + 1)..end].Any(letter => letter > 'z' || letter < 'a'))
                    {
                        pattern.Append(".*");
                        i = end;
                        break;
                    }

                    pattern.Append("(?:");
                    isChoice.Push(item: true);
                    break;
                case '}':
                    pattern.Append(')');
                    isChoice.Pop();
                    break;
                case '|' when isChoice.Count > 0:
                    pattern.Append('|');
                    break;
                default:
                    pattern.Append(Regex.Escape(template[i].ToString()));
                    break;
            }
        }

        return pattern.ToString();
    }
}
