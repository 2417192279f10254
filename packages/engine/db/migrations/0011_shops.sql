-- Orders, products, carts and people are known by their shop, not by the connection that tells of them. Null: not known yet.
-- The next start joins what was told of one shop by several connections (packages/engine/services/setup/bring-forward.ts).
alter table connections add column shop text;
