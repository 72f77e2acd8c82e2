-- Shopify's merges: whoever was merged into another is shown as the one who is left.
-- The name of customer u, and what stands behind customers u for it.

-- part: person_name
CASE WHEN k.id IS NULL THEN u.first_name ELSE k.first_name END AS first_name,
  CASE WHEN k.id IS NULL THEN u.last_name ELSE k.last_name END AS last_name,
  CASE WHEN k.id IS NULL THEN u.email ELSE k.email END AS email,
  CASE WHEN k.id IS NULL THEN u.phone ELSE k.phone END AS phone

-- part: person_left
LEFT JOIN customer_merges g ON g.shop_id = u.shop_id AND g.deleted_id = u.shopify_id
LEFT JOIN customers k ON k.shop_id = g.shop_id AND k.shopify_id = g.root_id
