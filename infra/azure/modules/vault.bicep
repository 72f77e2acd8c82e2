// What Shopify signs with, and what locks the keys of the tokens. Each secret is readable by those who need that one.
param vaultName string
param location string

@secure()
param shopifyApiSecret string

@secure()
param shopifyOldApiSecret string

@secure()
param keyCertificate string

param receivePrincipalId string
param deskPrincipalId string

var secretsUser = '4633458b-17de-408a-b715-b66c2d0d0a6b' // Key Vault Secrets User
var hasOld = !empty(shopifyOldApiSecret)

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: vaultName
  location: location
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 90
  }
}

resource apiSecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'shopify-api-secret'
  properties: { value: shopifyApiSecret }
}

resource oldApiSecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (hasOld) {
  parent: vault
  name: 'shopify-old-api-secret'
  properties: { value: shopifyOldApiSecret }
}

resource certificate 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'key-certificate'
  properties: { value: keyCertificate, contentType: 'application/x-pkcs12' }
}

resource apiSecretReaders 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for principalId in [receivePrincipalId, deskPrincipalId]: {
    name: guid(apiSecret.id, principalId, secretsUser)
    scope: apiSecret
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
      principalId: principalId
      principalType: 'ServicePrincipal'
    }
  }
]

resource oldApiSecretReaders 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for principalId in [receivePrincipalId, deskPrincipalId]: if (hasOld) {
    name: guid(vault.id, 'shopify-old-api-secret', principalId, secretsUser)
    scope: oldApiSecret
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
      principalId: principalId
      principalType: 'ServicePrincipal'
    }
  }
]

resource certificateReader 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(certificate.id, deskPrincipalId, secretsUser)
  scope: certificate
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
    principalId: deskPrincipalId
    principalType: 'ServicePrincipal'
  }
}

var secrets = '${vault.properties.vaultUri}secrets'

// Addresses alone: the values stay in the vault.
@description('name and address of what webhooks are checked with.')
output shopifySecrets array = concat(
  [{ name: 'shopify-api-secret', address: '${secrets}/shopify-api-secret' }],
  hasOld ? [{ name: 'shopify-old-api-secret', address: '${secrets}/shopify-old-api-secret' }] : []
)

@description('name and address of what locks the keys.')
output certificateSecrets array = [{ name: 'key-certificate', address: '${secrets}/key-certificate' }]
