// Three, so that each may do only what it must: whoever faces the internet has no login at the database, and whoever
// serves screens may not change its tables.
import { identityType } from 'shared.bicep'

param name string
param location string
param registryName string

resource identities 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = [
  for who in ['receive', 'desk', 'migrate']: {
    name: '${name}-${who}'
    location: location
  }
]

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = {
  name: registryName
}

var acrPull = '7f951dda-4ed3-4680-a7ca-43fe172d538d'

resource pulls 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (who, i) in ['receive', 'desk', 'migrate']: {
    name: guid(registry.id, name, who, acrPull)
    scope: registry
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', acrPull)
      principalId: identities[i].properties.principalId
      principalType: 'ServicePrincipal'
    }
  }
]

output receive identityType = {
  id: identities[0].id
  principalId: identities[0].properties.principalId
  clientId: identities[0].properties.clientId
}
output desk identityType = {
  id: identities[1].id
  principalId: identities[1].properties.principalId
  clientId: identities[1].properties.clientId
}
output migrate identityType = {
  id: identities[2].id
  principalId: identities[2].properties.principalId
  clientId: identities[2].properties.clientId
}
