using System.Collections.Concurrent;
using System.Net;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Queue.Azure;
using ShopSupport.Core.Storage;
using ShopSupport.Tests.Sync;

namespace ShopSupport.Tests.Queue.Azure;

public sealed class StorageConnectionTests
{
    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10001/devstoreaccount1", "http://127.0.0.1:10000/devstoreaccount1")]
    [InlineData("UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://azurite/", "http://azurite:10001/devstoreaccount1", "http://azurite:10000/devstoreaccount1")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=acct;AccountKey=a2V5;EndpointSuffix=core.windows.net", "https://acct.queue.core.windows.net/", "https://acct.blob.core.windows.net/")]
    [InlineData("accountname=acct;accountkey=a2V5", "https://acct.queue.core.windows.net/", "https://acct.blob.core.windows.net/")]
    [InlineData("QueueEndpoint=http://q/acct;BlobEndpoint=http://b/acct;SharedAccessSignature=sv=1&sig=a%2Bb%3D", "http://q/acct", "http://b/acct")]
    [InlineData(" https://acct.queue.core.windows.net ", "https://acct.queue.core.windows.net/", "https://acct.blob.core.windows.net/")]
    [InlineData("https://acct.blob.core.windows.net/?sv=1&sig=x", "https://acct.queue.core.windows.net/", "https://acct.blob.core.windows.net/")]
    public void The_known_forms_say_where_the_account_is(string text, string queue, string blob)
    {
        var connection = StorageConnection.Parse(text);

        Assert.Equal((queue, blob), (connection.Queues.Uri.GetLeftPart(UriPartial.Path), connection.Blobs.Uri.GetLeftPart(UriPartial.Path)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("nonsense-hunter2")]
    [InlineData("AccountName=acct;AccountKey='hunter2")]
    [InlineData("UseDevelopmentStorage=hunter2")]
    [InlineData("AccountKey=hunter2")]
    [InlineData("AccountName=acct;AccountKey=not base64 hunter2!")]
    [InlineData("AccountName=acct;AccountKey=a2V5==")]
    [InlineData("AccountName=acct;SharedKey=hunter2")]
    [InlineData("AccountName=acct;AccountKey=a2V5;QueueEndpoint=ftp://hunter2")]
    [InlineData("QueueEndpoint=https://acct.example;SharedAccessSignature=sig=hunter2")]
    [InlineData("QueueEndpoint=https://acct.example;BlobEndpoint=https://acct.example")]
    [InlineData("QueueEndpoint=https://acct.example;BlobEndpoint=https://acct.example;AccountKey=a2V5")]
    [InlineData("AccountName=acct;AccountKey=")]
    [InlineData("AccountName=;AccountKey=a2V5")]
    [InlineData("AccountName=acct;SharedAccessSignature=")]
    [InlineData("AccountName=acct;AccountKey=a2V5;AccountKey=hunter2")]
    [InlineData("UseDevelopmentStorage=true;QueueEndpoint=https://hunter2")]
    [InlineData("UseDevelopmentStorage=false;QueueEndpoint=https://acct.example;SharedAccessSignature=sig=hunter2")]
    [InlineData("AccountName=acct;AccountKey=a2V5;hunter2")]
    [InlineData("AccountName=acct;AccountKey=a2V5;EndpointSuffix=hunter2:x/y")]
    [InlineData("https://")]
    [InlineData("https://example.com/?sig=hunter2")]
    [InlineData("http://acct.queue.core.windows.net")]
    public void Anything_else_is_refused_in_one_sentence_that_names_the_setting(string text)
    {
        var refusal = Assert.Throws<SettingException>(() => StorageConnection.Parse(text));

        Assert.Contains("Queue:ConnectionString", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bare_account_address_sends_a_token_for_storage()
    {
        var credential = new FixedToken("the-token");
        var authorizations = new ConcurrentBag<string?>();
        using var server = new FakeStorage((request, _) =>
        {
            authorizations.Add(request.Headers.Authorization?.ToString());
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<QueueMessagesList />") });
        });

        await server.Queue("https://acct.queue.core.windows.net", credential).CountAsync(default);

        Assert.Equal("Bearer the-token", Assert.Single(authorizations.Distinct(StringComparer.Ordinal)));
        Assert.Equal(["https://storage.azure.com/.default"], credential.Scopes);
    }

    [Theory]
    [InlineData("https://acct.queue.core.windows.net/?sv=2024-11-04&sig=a%2Bb%2Fc%3D")]
    [InlineData("AccountName=acct;SharedAccessSignature=sv=2024-11-04&sig=a%2Bb%2Fc%3D")]
    [InlineData("QueueEndpoint=https://acct.queue.core.windows.net;BlobEndpoint=https://acct.blob.core.windows.net;SharedAccessSignature=?sv=2024-11-04&sig=a%2Bb%2Fc%3D")]
    public async Task A_signature_is_sent_once_and_as_it_was_given_and_never_shown(string text)
    {
        var queries = new ConcurrentBag<string>();
        using var server = new FakeStorage((request, _) =>
        {
            queries.Add(request.RequestUri!.Query);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));
        });

        var failure = await Assert.ThrowsAsync<QueueUnavailableException>(() => server.Queue(text).SendAsync(Deliveries.One(), default));

        Assert.Equal(3, queries.Count);
        Assert.All(queries, q => Assert.Equal(
            "messagettl=-1&sig=a%2Bb%2Fc%3D&sv=2024-11-04&visibilitytimeout=0",
            string.Join('&', q.TrimStart('?').Split('&').Order(StringComparer.Ordinal))));
        Assert.DoesNotContain("sig=", failure.ToString(), StringComparison.Ordinal);
    }
}
