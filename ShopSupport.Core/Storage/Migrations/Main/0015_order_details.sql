-- What a conversation about an order asks: where it goes, how it was paid, and what the customer saw as its price.
ALTER TABLE orders ADD ship_name {text(255)} NULL;
ALTER TABLE orders ADD ship_zip {text(40)} NULL;
ALTER TABLE orders ADD ship_country {text(2)} NULL;
ALTER TABLE orders ADD ship_address1 {text(500)} NULL;
ALTER TABLE orders ADD ship_address2 {text(500)} NULL;
ALTER TABLE orders ADD payment {text(255)} NULL;
ALTER TABLE orders ADD presentment_currency {key(3)} NULL;
ALTER TABLE orders ADD presentment_minor {bigint} NULL;
