using System.Globalization;
using ShopSupport.Bench.Desk;

namespace ShopSupport.Bench.Search;

/// <summary>
/// Messages as customers and agents write them: sentences put together by chance from some that are common and some that
/// are not, four in five Japanese, with a number that stands nowhere else in every third.
/// </summary>
internal sealed class SpokenTexts(int seed)
{
    private static readonly string[] Greetings = ["お世話になっております。", "こんにちは。", "はじめまして。", "いつも利用しています。", "突然のご連絡失礼いたします。", "お忙しいところ恐れ入ります。"];
    private static readonly string[] Goods = ["有機青汁", "美白美容液", "プロテイン ココア味", "葉酸サプリメント", "オーガニックシャンプー", "コラーゲンゼリー", "ルイボスティー", "黒酢カプセル", "ＤＨＡオイル", "玄米麹", "炭酸洗顔", "馬油クリーム", "桑の葉茶", "酵素ドリンク", "ヒアルロン酸", "乳酸菌"];
    private static readonly string[] Wishes = ["の定期便を解約したいです。", "を返品したいのですが、送料はどちらの負担になりますか。", "がまだ届いていません。", "の瓶が割れていました。", "を飲み始めてから湿疹が出ました。", "のお届け日を来月に変更してください。", "は妊娠中でも飲めますか。", "を贈り物にしたいので、熨斗をお願いします。", "の領収書を送ってください。", "が二重に注文されています。", "の味が前回と違う気がします。", "の賞味期限を教えてください。", "の数量を三個に増やしたいです。", "の支払い方法を代引きに変えられますか。", "は次回から隔月でお願いします。", "の使い方を教えてください。"];
    private static readonly string[] Reasons = ["海外に転勤することになりました。", "まだ前回の分が残っています。", "家族が入院しています。", "引っ越しで住所が変わります。", "思っていたよりも香りが強いです。", "医師に止められました。", "娘の誕生日に間に合わせたいです。", "クーポンを使い忘れました。", "在庫が復活したら知らせてください。", "前にも同じことがありました。", "写真を添付します。", "急いでいます。", "楽天では安く売っていました。", "電話がつながりませんでした。"];
    private static readonly string[] Closings = ["よろしくお願いいたします。", "ご確認ください。", "お返事をお待ちしております。", "失礼いたします。", ""];
    private static readonly string[] Answers = ["お問い合わせありがとうございます。お調べいたしますので、少々お待ちください。", "ご不便をおかけして申し訳ございません。本日、代わりの品を発送いたしました。", "定期便の解約を承りました。またのご利用をお待ちしております。", "返金の手続きをいたしました。三日ほどでお手元に届きます。", "お届け日を変更いたしました。", "領収書をお送りいたします。"];
    private static readonly string[] English = ["Hello, I would like a refund for my last order.", "My parcel has not arrived yet, could you check the tracking?", "Please cancel my subscription before the next delivery.", "The bottle was broken when I opened the box.", "Can I change the shipping address?", "Do you ship to Singapore?", "Which of your products are vegan?", "I was charged twice this month.", "Thank you for the quick reply!", "Is the discount code still valid?"];
    private static readonly string[] Rare = ["蕁麻疹", "関税", "税関", "還暦", "介護施設", "点字", "花粉症", "宅配ボックス", "後払い", "転売", "Klarna", "gluten", "customs", "wheelchair"];

    private readonly Chance _chance = new(seed);

    /// <summary>One of a customer's, of some 40 to 200 letters.</summary>
    public string Asked(int number)
    {
        var text = _chance.Below(5) == 0
            ? $"{Of(English)} {Of(English)} {(_chance.Below(3) == 0 ? Of(English) : "")}"
            : $"{Of(Greetings)}{Common(Goods)}{Common(Wishes)}{Of(Reasons)}{(_chance.Below(2) == 0 ? Common(Goods) + Common(Wishes) : "")}\n{Of(Closings)}";
        text += _chance.Below(3) == 0 ? string.Create(CultureInfo.InvariantCulture, $" 注文番号 #{1001 + number}") : "";
        return _chance.Below(20_000) == 0 ? $"{text} {Of(Rare)}" : text;
    }

    public string Answered() => Common(Answers);

    private string Of(string[] texts) => texts[_chance.Below(texts.Length)];

    // The first are common, the last are not.
    private string Common(string[] texts) => texts[_chance.Below(_chance.Below(texts.Length) + 1)];
}
