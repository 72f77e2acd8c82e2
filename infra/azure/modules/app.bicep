// One role of the desk, in as many copies as its rules ask for.
import { identityType } from 'shared.bicep'

param name string
param location string
param environmentId string
param identity identityType
param registryServer string
param image string

@allowed(['web', 'receive', 'consume'])
param role string

@description('Whether it takes requests from outside; https only.')
param isPublic bool

param settings array

@description('name and address of each secret in the vault.')
param secrets array

param maxReplicas int
param scaleRules array

var port = 8080
var own = [
  { name: 'ASPNETCORE_ENVIRONMENT', value: 'Production' }
  { name: 'Host__Roles', value: role }
  { name: 'AZURE_CLIENT_ID', value: identity.clientId }
  // Nothing else is tried before it.
  { name: 'AZURE_TOKEN_CREDENTIALS', value: 'ManagedIdentityCredential' }
]

resource app 'Microsoft.App/containerApps@2025-01-01' = {
  name: name
  location: location
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    managedEnvironmentId: environmentId
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: isPublic ? { external: true, allowInsecure: false, targetPort: port, transport: 'auto' } : null
      registries: [{ server: registryServer, identity: identity.id }]
      secrets: [for secret in secrets: { name: secret.name, keyVaultUrl: secret.address, identity: identity.id }]
    }
    template: {
      // A consumer takes the time that its batch needs.
      terminationGracePeriodSeconds: 30
      containers: [
        {
          name: role
          image: image
          resources: { cpu: json('0.5'), memory: '1Gi' }
          env: concat(own, settings)
          probes: [
            {
              // Until the job has made the tables a process that uses them waits, and listens to nothing.
              type: 'Startup'
              httpGet: { path: '/health/live', port: port }
              initialDelaySeconds: 3
              periodSeconds: 10
              failureThreshold: 10 // the most that is taken
            }
            {
              type: 'Liveness'
              httpGet: { path: '/health/live', port: port }
              periodSeconds: 10
              failureThreshold: 3
            }
            {
              type: 'Readiness'
              httpGet: { path: '/health/ready', port: port }
              periodSeconds: 10
              timeoutSeconds: 5
              failureThreshold: 3
            }
          ]
        }
      ]
      // Never none: the first webhook would wait for a start, and what is due later is done by whoever consumes.
      scale: { minReplicas: 1, maxReplicas: maxReplicas, rules: scaleRules }
    }
  }
}

output address string = isPublic ? 'https://${app.properties.configuration.ingress.fqdn}' : ''
