namespace ShopSupport.Simulator.Shop;

/// <summary>Countries whose addresses name a province, with the provinces' codes as Shopify has them; of other countries it is not asked.</summary>
internal static class Provinces
{
    private static readonly Dictionary<string, Dictionary<string, string>> Known = new(StringComparer.Ordinal)
    {
        ["JP"] = Numbered("JP", """
            北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県 新潟県 富山県 石川県 福井県 山梨県
            長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県 香川県 愛媛県
            高知県 福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県
            """),
        ["US"] = Named("""
            AL=Alabama AK=Alaska AZ=Arizona AR=Arkansas CA=California CO=Colorado CT=Connecticut DE=Delaware DC=District_of_Columbia FL=Florida
            GA=Georgia HI=Hawaii ID=Idaho IL=Illinois IN=Indiana IA=Iowa KS=Kansas KY=Kentucky LA=Louisiana ME=Maine MD=Maryland MA=Massachusetts
            MI=Michigan MN=Minnesota MS=Mississippi MO=Missouri MT=Montana NE=Nebraska NV=Nevada NH=New_Hampshire NJ=New_Jersey NM=New_Mexico
            NY=New_York NC=North_Carolina ND=North_Dakota OH=Ohio OK=Oklahoma OR=Oregon PA=Pennsylvania PR=Puerto_Rico RI=Rhode_Island
            SC=South_Carolina SD=South_Dakota TN=Tennessee TX=Texas UT=Utah VT=Vermont VA=Virginia WA=Washington WV=West_Virginia WI=Wisconsin
            WY=Wyoming
            """),
        ["CA"] = Named("""
            AB=Alberta BC=British_Columbia MB=Manitoba NB=New_Brunswick NL=Newfoundland_and_Labrador NT=Northwest_Territories NS=Nova_Scotia
            NU=Nunavut ON=Ontario PE=Prince_Edward_Island QC=Quebec SK=Saskatchewan YT=Yukon
            """),
        ["AU"] = Named("""
            ACT=Australian_Capital_Territory NSW=New_South_Wales NT=Northern_Territory QLD=Queensland SA=South_Australia TAS=Tasmania VIC=Victoria
            WA=Western_Australia
            """),
    };

    /// <summary>True where an address of the country must name one.</summary>
    public static bool AreIn(string country) => Known.ContainsKey(country);

    /// <summary>The province's name; null where the country has no such code.</summary>
    public static string? Find(string country, string code) => Known.TryGetValue(country, out var provinces) ? provinces.GetValueOrDefault(code) : null;

    private static string[] Words(string text) => text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    private static Dictionary<string, string> Numbered(string country, string names) => Words(names).Index().ToDictionary(one => $"{country}-{one.Index + 1:00}", one => one.Item, StringComparer.Ordinal);

    private static Dictionary<string, string> Named(string pairs) => Words(pairs).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1].Replace('_', ' '), StringComparer.Ordinal);
}
