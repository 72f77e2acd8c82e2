using System.Text.Json;

namespace ShopSupport.Simulator.Demo;

/// <summary>The demo shop's words, as the embedded files under <c>Texts</c> hold them.</summary>
internal static class DemoTexts
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static GoodsTexts Goods() => Load<GoodsTexts>("catalogue");

    public static PeopleTexts People() => Load<PeopleTexts>("people");

    public static ThreadTexts Threads(bool isEnglish) => Load<ThreadTexts>(isEnglish ? "threads.en" : "threads.ja");

    public static IReadOnlyList<CastTexts> Cast(bool isEnglish) => Load<CastTexts[]>(isEnglish ? "cast.en" : "cast.ja");

    private static T Load<T>(string name)
    {
        using var stream = typeof(DemoTexts).Assembly.GetManifestResourceStream($"Demo/{name}.json")
            ?? throw new InvalidOperationException($"The demo's text file {name} is not in the assembly.");
        return JsonSerializer.Deserialize<T>(stream, Json)!;
    }
}

/// <summary>What the shop sells. Pairs are Japanese and English; a size carries its price in percent.</summary>
internal sealed record GoodsTexts
{
    public required Dictionary<string, string[]> Types { get; init; }

    public required Dictionary<string, JsonElement[][]> Sizes { get; init; }

    public required GoodTexts[] Products { get; init; }
}

/// <summary>One product.</summary>
internal sealed record GoodTexts(string Type, string Ja, string En, int Price, string Sizes);

/// <summary>Names (with their romaji) and places.</summary>
internal sealed record PeopleTexts
{
    public required string[][] Families { get; init; }

    public required string[][] Given { get; init; }

    public required string[] EnglishFamilies { get; init; }

    public required string[] EnglishGiven { get; init; }

    public required string[][] Places { get; init; }

    public required string[][] Abroad { get; init; }

    public required string[] Buildings { get; init; }

    public required string[] TagsJa { get; init; }

    public required string[] TagsEn { get; init; }
}

/// <summary>What customers and agents write: pieces that every thread uses, and families of threads.</summary>
internal sealed record ThreadTexts
{
    public required Dictionary<string, string[]> Common { get; init; }

    /// <summary>Questions in passing, each with its answer.</summary>
    public required ExtraTexts[] Extras { get; init; }

    public required FamilyTexts[] Families { get; init; }
}

/// <summary>A question in passing and its answer, with the kinds of threads that it fits into.</summary>
internal sealed record ExtraTexts(string Key, string[] Fits, string Ask, string Answer);

/// <summary>One kind of thread: what is asked, and answers that fit whichever way it is asked. Long texts are for mail, short ones for chat, LINE and reviews; phone texts are the agent's note of a call.</summary>
internal sealed record FamilyTexts
{
    public required string Key { get; init; }

    /// <summary>What the order it is about must be; see <see cref="DemoTopics"/>.</summary>
    public required string Needs { get; init; }

    public required int Weight { get; init; }

    /// <summary>Hours after the order's own time that the customer writes, from and to.</summary>
    public required int[] After { get; init; }

    /// <summary>The kinds of goods it makes sense for; none means all.</summary>
    public string[] Goods { get; init; } = [];

    public bool IsReview { get; init; }

    public required string[] Subjects { get; init; }

    public required string[] Long { get; init; }

    public required string[] Short { get; init; }

    public string[] Phone { get; init; } = [];

    public required string[] Reply { get; init; }

    public required string[] ReplyShort { get; init; }

    public string[] Thanks { get; init; } = [];

    /// <summary>Hours that go by before somebody can say that.</summary>
    public int ThanksAfter { get; init; }

    public string[] Notes { get; init; } = [];

    public required string[] Outcomes { get; init; }
}

/// <summary>Somebody whose conversation stands at the top of the inbox, and the order it is about.</summary>
internal sealed record CastTexts
{
    public required string Last { get; init; }

    public required string First { get; init; }

    public required string Mail { get; init; }

    public required string Scene { get; init; }

    /// <summary>How old the order is.</summary>
    public double Days { get; init; }

    public int Product { get; init; }

    public int Size { get; init; }

    /// <summary>A second product in the same order.</summary>
    public int? With { get; init; }

    /// <summary>Paid cycles of the subscription.</summary>
    public int Cycles { get; init; }

    /// <summary>Days until its next delivery.</summary>
    public int Next { get; init; }

    public bool IsAbroad { get; init; }

    /// <summary>Where they live, as <see cref="PeopleTexts.Abroad"/> writes it.</summary>
    public string[]? Place { get; init; }

    /// <summary><c>ja</c> or <c>en</c>, where it is not the shop's language.</summary>
    public string? Language { get; init; }

    /// <summary>Nobody the shop knows: only mail address or number.</summary>
    public bool IsStranger { get; init; }

    public string? Phone { get; init; }

    /// <summary>Pieces of the product.</summary>
    public int Pieces { get; init; } = 1;

    public string? Note { get; init; }

    /// <summary>Why money went back.</summary>
    public string? Reason { get; init; }

    public bool HasDiscount { get; init; }

    /// <summary>Whether it was paid in another currency than the shop's.</summary>
    public bool IsForeign { get; init; }

    /// <summary>How the subscription stands.</summary>
    public string Status { get; init; } = "active";

    /// <summary>How many days ago it came to stand so.</summary>
    public double EndedDays { get; init; }

    /// <summary>Whether the subscription's next delivery is left out.</summary>
    public bool SkipsNext { get; init; }

    /// <summary>Earlier conversations besides.</summary>
    public int MorePast { get; init; }

    /// <summary>For how many hours from its last words the conversation was put aside.</summary>
    public double? SnoozedHours { get; init; }

    /// <summary>At which hour of that day it comes back.</summary>
    public int SnoozedAt { get; init; } = 9;

    public string[] Tags { get; init; } = [];

    /// <summary>What the shop wrote down about this person.</summary>
    public string? About { get; init; }

    public required CastThread Thread { get; init; }

    /// <summary>An earlier conversation, closed long since.</summary>
    public CastThread? Before { get; init; }
}

/// <summary>A conversation word for word.</summary>
internal sealed record CastThread
{
    public required string Channel { get; init; }

    public required string Subject { get; init; }

    public required CastStep[] Steps { get; init; }
}

/// <summary>One step: who (customer, agent, note, closed), how many hours ago, what, and which agent.</summary>
internal sealed record CastStep(string By, double Hours, string Text, string? Agent = null);
