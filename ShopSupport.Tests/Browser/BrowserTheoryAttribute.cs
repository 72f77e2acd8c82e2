namespace ShopSupport.Tests.Browser;

/// <summary>As <see cref="BrowserFactAttribute"/>, for a test with several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute()
    {
        if (!File.Exists(BrowserFactAttribute.Chromium))
        {
            Skip = $"{BrowserFactAttribute.Chromium} is not installed.";
        }
    }
}
