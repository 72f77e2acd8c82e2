using 'main.bicep'

param registryName = 'deskimages'
param imageTag = '1'
param databaseAdminName = 'desk-administrators'
param databaseAdminId = '00000000-0000-0000-0000-000000000000'
// Where users.sql will be run from; empty afterwards.
param databaseAdminAddress = '203.0.113.7'
param shopifyApiKey = ''

// Secrets come from the environment of whoever deploys, and are kept in the vault.
param shopifyApiSecret = readEnvironmentVariable('SHOPIFY_API_SECRET')
param shopifyOldApiSecret = readEnvironmentVariable('SHOPIFY_OLD_API_SECRET', '')
param keyCertificate = readEnvironmentVariable('DESK_KEY_CERTIFICATE')
