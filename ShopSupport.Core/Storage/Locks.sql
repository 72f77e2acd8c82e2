-- name: lock
SELECT 1 AS is_ours

-- name: lock [sqlserver]
DECLARE @Result INT;
EXEC @Result = sp_getapplock @Resource = @Name, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = @Patience;
SELECT CASE WHEN @Result < 0 THEN 0 ELSE 1 END AS is_ours
