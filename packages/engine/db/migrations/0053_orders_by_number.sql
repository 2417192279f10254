-- A file of orders and a shop that is connected later name the same order by its number.
CREATE INDEX "orders_workspace_id_number_idx" ON "orders" USING btree ("workspace_id","number");
