namespace ShopSupport.Webhooks.Demo;

/// <summary>Who answers in the demo shop.</summary>
internal static class DemoAgents
{
    public static DemoAgent[] All(bool isEnglish) => isEnglish
        ? [new("takagi", "Takagi"), new("hayashi", "Hayashi"), new("tanaka", "Tanaka"), new("sato", "Sato"), new("emma", "Emma")]
        : [new("takagi", "高木"), new("hayashi", "林"), new("tanaka", "田中"), new("sato", "佐藤"), new("emma", "Emma")];
}
