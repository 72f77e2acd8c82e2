-- Run once by the database's administrator, in the desk's database. The names are those of the identities.
CREATE USER [desk-desk] FROM EXTERNAL PROVIDER;
ALTER ROLE db_datareader ADD MEMBER [desk-desk];
ALTER ROLE db_datawriter ADD MEMBER [desk-desk];
CREATE USER [desk-migrate] FROM EXTERNAL PROVIDER;
ALTER ROLE db_datareader ADD MEMBER [desk-migrate];
ALTER ROLE db_datawriter ADD MEMBER [desk-migrate];
ALTER ROLE db_ddladmin ADD MEMBER [desk-migrate];
