-- part: row
a.id, a.noted_at, a.agent_id, a.agent_name, a.what, a.subject, a.subject_id, a.subject_name, a.shopify_customer_id, a.conversation_id, a.detail

-- part: page
a.noted_at >= @From AND a.noted_at <= @At AND (a.noted_at < @At OR a.id < @Id)

-- name: add
INSERT INTO audit (shop_id, noted_at, agent_id, agent_name, what, subject, subject_id, subject_name, shopify_customer_id, conversation_id, detail)
VALUES (@ShopId, @NotedAt, @AgentId, @AgentName, @What, @Subject, @SubjectId, @SubjectName, @ShopifyCustomerId, @ConversationId, @Detail)

-- name: add_view
INSERT INTO audit (shop_id, noted_at, agent_id, agent_name, what, subject, subject_id, shopify_customer_id, conversation_id)
SELECT @ShopId, @NotedAt, @AgentId, @AgentName, @What, @Subject, @SubjectId, @ShopifyCustomerId, @ConversationId
WHERE NOT EXISTS (
  SELECT 1 FROM audit v
  WHERE v.shop_id = @ShopId AND v.agent_id = @AgentId AND v.noted_at > @Since AND v.what = @What
    AND ((@ShopifyCustomerId IS NOT NULL AND v.shopify_customer_id = @ShopifyCustomerId) OR (@ShopifyCustomerId IS NULL AND v.subject = @Subject AND v.subject_id = @SubjectId)))

-- name: list
SELECT {part(row)}
FROM audit a
WHERE a.shop_id = @ShopId AND {part(page)}
ORDER BY a.noted_at DESC, a.id DESC {take(@Take)}

-- name: list_of_customer
SELECT {part(row)}
FROM audit a
WHERE a.shop_id = @ShopId AND a.shopify_customer_id = @Customer AND {part(page)} AND (@AgentId IS NULL OR a.agent_id = @AgentId) AND (@What IS NULL OR a.what = @What)
ORDER BY a.noted_at DESC, a.id DESC {take(@Take)}

-- name: list_of_agent
SELECT {part(row)}
FROM audit a
WHERE a.shop_id = @ShopId AND a.agent_id = @AgentId AND {part(page)} AND (@What IS NULL OR a.what = @What)
ORDER BY a.noted_at DESC, a.id DESC {take(@Take)}

-- name: list_of_kind
SELECT {part(row)}
FROM audit a
WHERE a.shop_id = @ShopId AND a.what = @What AND {part(page)}
ORDER BY a.noted_at DESC, a.id DESC {take(@Take)}
