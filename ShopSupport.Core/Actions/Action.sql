-- part: action
a.id, a.shop_id, a.action_key, a.kind, a.subject, a.subject_id, a.subject_name, a.shopify_customer_id, a.conversation_id, a.asked_by,
       g.name AS asked_by_name, a.state, a.wish, a.shown, a.amount_minor, a.currency, a.sends, a.progress, a.facts, a.reason, a.reason_text, a.asked_at, a.sent_at, a.ended_at,
       a.need, a.limit_minor, a.asked_why, a.decided_by, a.decided_at, a.decided_why,
       (SELECT d.name FROM agents d WHERE d.shop_id = a.shop_id AND d.id = a.decided_by) AS decided_by_name
