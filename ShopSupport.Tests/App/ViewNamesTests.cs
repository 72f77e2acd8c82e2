using System.Text.RegularExpressions;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.App;

public sealed partial class ViewNamesTests
{
    [Fact]
    public void No_field_is_named_as_something_that_its_form_can_do()
    {
        var views = SourceFile.Files("ShopSupport.App", "*.cshtml").ToList();

        Assert.NotEmpty(views);
        // form.remove would be the button, and whoever calls it to take the form away could not.
        Assert.All(views, view => Assert.DoesNotMatch(Hiding(), view.Text));
    }

    [GeneratedRegex("""\bname="(?:remove|submit|reset|action|method|target|elements|length|children|closest|matches|contains|replaceWith|append|focus|blur|click|id)["\s]""", RegexOptions.None, 1000)]
    private static partial Regex Hiding();
}
