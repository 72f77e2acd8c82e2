// The desk on Azure: three apps of two images, a database, a storage account, a vault. Everything signs in with a managed
// identity; there is no password and no key to anything. infra/README.md has the steps.
import { queueNames } from 'modules/shared.bicep'

targetScope = 'resourceGroup'

@description('Begins the names of what is made here.')
@minLength(3)
@maxLength(8)
param name string = 'desk'

@description('Where it runs.')
param location string = resourceGroup().location

@description('The container registry of this resource group that holds both images.')
param registryName string

@description('The tag of both images.')
param imageTag string

@description('The app\'s client id at Shopify.')
param shopifyApiKey string

@description('The app\'s client secret at Shopify.')
@secure()
param shopifyApiSecret string

@description('The client secret before it, while one is being rotated; empty otherwise.')
@secure()
param shopifyOldApiSecret string

@description('What locks the keys of the shops\' tokens: base64 of a PKCS#12 file without a password.')
@secure()
param keyCertificate string

@description('The Entra group or person that administers the database server: its name.')
param databaseAdminName string

@description('The object id of that group or person.')
param databaseAdminId string

@allowed(['Group', 'User'])
param databaseAdminKind string = 'Group'

@description('An address from which that person may reach the database, to run users.sql; empty for none.')
param databaseAdminAddress string = ''

@description('Where traces and metrics go by OTLP; empty for nowhere.')
param telemetryEndpoint string = ''

param databaseSku string = 'S2'
param storageSku string = 'Standard_ZRS'

var suffix = uniqueString(resourceGroup().id)

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = {
  name: registryName
}

module identities 'modules/identities.bicep' = {
  name: 'identities'
  params: { name: name, location: location, registryName: registryName }
}

module network 'modules/network.bicep' = {
  name: 'network'
  params: { name: name, location: location }
}

module database 'modules/database.bicep' = {
  name: 'database'
  params: {
    serverName: '${name}-${suffix}'
    location: location
    sku: databaseSku
    adminName: databaseAdminName
    adminId: databaseAdminId
    adminKind: databaseAdminKind
    adminAddress: databaseAdminAddress
    subnetId: network.outputs.subnetId
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    accountName: '${name}${suffix}'
    location: location
    sku: storageSku
    principalIds: [
      identities.outputs.receive.principalId
      identities.outputs.desk.principalId
      identities.outputs.migrate.principalId
    ]
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  params: {
    vaultName: '${name}-${suffix}'
    location: location
    shopifyApiSecret: shopifyApiSecret
    shopifyOldApiSecret: shopifyOldApiSecret
    keyCertificate: keyCertificate
    receivePrincipalId: identities.outputs.receive.principalId
    deskPrincipalId: identities.outputs.desk.principalId
  }
}

module environment 'modules/environment.bicep' = {
  name: 'environment'
  params: { name: name, location: location, subnetId: network.outputs.subnetId }
}

var images = {
  app: '${registry.properties.loginServer}/shopsupport-app:${imageTag}'
  webhooks: '${registry.properties.loginServer}/shopsupport-webhooks:${imageTag}'
}
var queue = [
  { name: 'Queue__Provider', value: 'Azure' }
  { name: 'Queue__ConnectionString', value: storage.outputs.queueAddress }
]
// The driver's token is asked for within the time to connect, so that the first connection needs more than the desk's 3 s.
var server = 'Server=tcp:${database.outputs.host},1433;Database=${database.outputs.name};Authentication=Active Directory Managed Identity;Encrypt=True;Connect Timeout=30'
var deskDatabase = [
  { name: 'Database__Provider', value: 'SqlServer' }
  { name: 'Database__ConnectionString', value: '${server};User Id=${identities.outputs.desk.clientId}' }
  // The desk's login may not make tables; the job does.
  { name: 'Database__Migrate', value: 'false' }
]
var telemetry = empty(telemetryEndpoint) ? [] : [{ name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: telemetryEndpoint }]
var shopify = concat(
  [
    { name: 'Shopify__ApiKey', value: shopifyApiKey }
    { name: 'Shopify__ApiSecrets__0', secretRef: 'shopify-api-secret' }
  ],
  empty(shopifyOldApiSecret) ? [] : [{ name: 'Shopify__ApiSecrets__1', secretRef: 'shopify-old-api-secret' }]
)
var certificate = [{ name: 'Secrets__Certificates__0', secretRef: 'key-certificate' }]

module web 'modules/app.bicep' = {
  name: 'web'
  params: {
    name: '${name}-web'
    location: location
    environmentId: environment.outputs.id
    identity: identities.outputs.desk
    registryServer: registry.properties.loginServer
    image: images.app
    role: 'web'
    isPublic: true
    settings: concat(queue, deskDatabase, shopify, certificate, telemetry)
    secrets: concat(vault.outputs.shopifySecrets, vault.outputs.certificateSecrets)
    maxReplicas: 5
    // Open screens hold a connection each.
    scaleRules: [{ name: 'http', http: { metadata: { concurrentRequests: '200' } } }]
  }
}

module receive 'modules/app.bicep' = {
  name: 'receive'
  params: {
    name: '${name}-receive'
    location: location
    environmentId: environment.outputs.id
    identity: identities.outputs.receive
    registryServer: registry.properties.loginServer
    image: images.webhooks
    role: 'receive'
    isPublic: true
    settings: concat(queue, shopify, telemetry)
    secrets: vault.outputs.shopifySecrets
    maxReplicas: 10
    scaleRules: [{ name: 'http', http: { metadata: { concurrentRequests: '50' } } }]
  }
}

module consume 'modules/app.bicep' = {
  name: 'consume'
  params: {
    name: '${name}-consume'
    location: location
    environmentId: environment.outputs.id
    identity: identities.outputs.desk
    registryServer: registry.properties.loginServer
    image: images.webhooks
    role: 'consume'
    isPublic: false
    settings: concat(queue, deskDatabase, shopify, certificate, telemetry)
    secrets: concat(vault.outputs.shopifySecrets, vault.outputs.certificateSecrets)
    maxReplicas: 5
    scaleRules: [
      for queueName in queueNames: {
        name: queueName
        custom: {
          type: 'azure-queue'
          identity: identities.outputs.desk.id
          metadata: {
            accountName: storage.outputs.accountName
            cloud: az.environment().name == 'AzureCloud' ? 'AzurePublicCloud' : az.environment().name
            queueName: queueName
            queueLength: '500'
          }
        }
      }
    ]
  }
}

module migrate 'modules/migrate.bicep' = {
  name: 'migrate'
  params: {
    name: '${name}-migrate'
    location: location
    environmentId: environment.outputs.id
    identity: identities.outputs.migrate
    registryServer: registry.properties.loginServer
    image: images.webhooks
    settings: concat(queue, [
      { name: 'Database__Provider', value: 'SqlServer' }
      { name: 'Database__ConnectionString', value: '${server};User Id=${identities.outputs.migrate.clientId}' }
    ])
  }
}

@description('The desk: application_url in shopify.app.toml.')
output deskAddress string = web.outputs.address

@description('Where deliveries go: uri in each block of shopify.app.toml.')
output webhooksAddress string = '${receive.outputs.address}/webhooks/shopify'

output databaseHost string = database.outputs.host
output databaseName string = database.outputs.name
output migrateJob string = migrate.outputs.name
