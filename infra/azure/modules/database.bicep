// Azure SQL, signed in to by Entra alone. READ_COMMITTED_SNAPSHOT, which the desk needs, is on in Azure SQL by default.
param serverName string
param location string
param sku string
param adminName string
param adminId string
param adminKind string
param adminAddress string
param subnetId string

resource server 'Microsoft.Sql/servers@2023-08-01' = {
  name: serverName
  location: location
  properties: {
    minimalTlsVersion: '1.2'
    // Only for the network below, and for the administrator's address.
    publicNetworkAccess: 'Enabled'
    administrators: {
      administratorType: 'ActiveDirectory'
      azureADOnlyAuthentication: true
      principalType: adminKind
      login: adminName
      sid: adminId
      tenantId: subscription().tenantId
    }
  }
}

resource database 'Microsoft.Sql/servers/databases@2023-08-01' = {
  parent: server
  name: 'shopsupport'
  location: location
  sku: { name: sku }
}

resource apps 'Microsoft.Sql/servers/virtualNetworkRules@2023-08-01' = {
  parent: server
  name: 'apps'
  properties: { virtualNetworkSubnetId: subnetId }
}

resource admin 'Microsoft.Sql/servers/firewallRules@2023-08-01' = if (!empty(adminAddress)) {
  parent: server
  name: 'administrator'
  properties: { startIpAddress: adminAddress, endIpAddress: adminAddress }
}

output host string = server.properties.fullyQualifiedDomainName
output name string = database.name
