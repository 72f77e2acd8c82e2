@export()
@description('A managed identity: its resource, its object id for roles, its client id for sign-in.')
type identityType = {
  id: string
  principalId: string
  clientId: string
}

@export()
@description('The queues that deliveries wait in: those of ShopSupport.Core/Queue/Azure/AzureQueue.cs.')
var queueNames = flatten(map(['deliveries', 'messages'], lane => map(range(0, 4), number => '${lane}-${number}')))
