namespace ShopSupport.Simulator.Demo;

/// <summary>Who answers in a demo shop. The first is the visitor; the last writes the shop's other language.</summary>
internal static class DemoAgents
{
    public static DemoAgent[] All(bool isEnglish) => isEnglish
        ? [new("kate", "Kate"), new("ben", "Ben"), new("maria", "Maria"), new("sam", "Sam"), new("yuki", "Yuki")]
        : [new("takagi", "高木"), new("hayashi", "林"), new("tanaka", "田中"), new("sato", "佐藤"), new("emma", "Emma")];
}
