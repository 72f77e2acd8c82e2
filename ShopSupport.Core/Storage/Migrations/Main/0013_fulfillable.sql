-- Pieces of a line that are still to be sent; null where Shopify did not say.
ALTER TABLE order_lines ADD fulfillable_quantity {int} NULL;
