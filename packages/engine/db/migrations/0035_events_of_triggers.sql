-- A trigger may begin by any of several events: the first is entry_event, the others are these.
alter table plans add column entry_also jsonb generated always as (plan->'trigger'->'also') stored;

-- Every change of a price is news, not only one that falls: flows about products begin by it.
create or replace function note_product_change() returns trigger language plpgsql as $$ begin
  insert into product_changes (workspace_id, product_id, stock_before, stock_after, price_before, price_after)
    select new.workspace_id, new.id, old.stock, new.stock, old.price, new.price
    where coalesce(current_setting('app.history', true), '') <> 'on' and ((old.stock <= 0 and new.stock > 0) or new.price <> old.price
      or (new.stock < old.stock and new.stock > 0 and (old.stock > 5 and new.stock <= 5
        or exists (select from trigger_sources where workspace_id = new.workspace_id and type = 'product'))));
  return null;
end $$;
