using ShopSupport.Core.Customers;

namespace ShopSupport.Tests.Customers;

public sealed class CustomerNameTests
{
    [Theory]
    [InlineData("太郎", "山田", null, null, "山田 太郎")]
    [InlineData("Taro", "Yamada", null, null, "Taro Yamada")]
    [InlineData("José", "García", null, null, "José García")]
    [InlineData("민수", "김", null, null, "김 민수")]
    [InlineData(null, "山田", "a@example.jp", null, "山田")]
    [InlineData(" ", "", "a@example.jp", "+8190", "a@example.jp")]
    [InlineData(null, null, null, "+8190", "+8190")]
    [InlineData(null, null, null, null, null)]
    public void A_name_is_written_as_its_script_does(string? first, string? last, string? email, string? phone, string? expected) =>
        Assert.Equal(expected, CustomerName.Of(first, last, email, phone));
}
