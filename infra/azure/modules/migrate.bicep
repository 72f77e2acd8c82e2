// The command migrate as a job, with an identity that may make tables, so that no other needs to.
import { identityType } from 'shared.bicep'

param name string
param location string
param environmentId string
param identity identityType
param registryServer string
param image string
param settings array

resource job 'Microsoft.App/jobs@2025-01-01' = {
  name: name
  location: location
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    environmentId: environmentId
    workloadProfileName: 'Consumption'
    configuration: {
      triggerType: 'Manual'
      manualTriggerConfig: { parallelism: 1, replicaCompletionCount: 1 }
      replicaTimeout: 3600
      replicaRetryLimit: 0
      registries: [{ server: registryServer, identity: identity.id }]
    }
    template: {
      containers: [
        {
          name: 'migrate'
          image: image
          args: ['migrate']
          resources: { cpu: json('0.5'), memory: '1Gi' }
          env: concat(
            [
              { name: 'AZURE_CLIENT_ID', value: identity.clientId }
              { name: 'AZURE_TOKEN_CREDENTIALS', value: 'ManagedIdentityCredential' }
            ],
            settings
          )
        }
      ]
    }
  }
}

output name string = job.name
