-- Our id of a customer and Shopify's are two numbers: a column that holds Shopify's says so.
{rename(customer_addresses,customer_id,shopify_customer_id)};
{rename(customer_consents,customer_id,shopify_customer_id)};
{rename(customer_tag_lists,customer_id,shopify_customer_id)};
{rename(customer_tag_changes,customer_id,shopify_customer_id)};
{rename(customer_purchases,customer_id,shopify_customer_id)};
{rename(orders,customer_id,shopify_customer_id)};
{rename(subscription_contracts,customer_id,shopify_customer_id)};
{rename(privacy_requests,customer_id,shopify_customer_id)};
{rename(shop_events,customer_id,shopify_customer_id)};
