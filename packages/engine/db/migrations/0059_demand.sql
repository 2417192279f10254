-- What is expected to be asked for of a product. forecast: as the catalogue wrote it; per_day: its units of a day, to order lists by. point: the stock, with what is on order, at which it is
-- ordered again, as it was worked out last; null while that is not known. due_since: since when it is at or below that point and flows were told.
create table product_forecasts (
  product_id uuid primary key, workspace_id uuid not null, model text not null, forecast jsonb not null, per_day double precision not null, made_at timestamptz not null,
  point integer, due_since timestamptz);
create index on product_forecasts (workspace_id, model);

-- When the stock of a product ran out, came back, or rose: days without stock, and deliveries.
create table stock_turns (
  id bigint generated always as identity primary key, workspace_id uuid not null, product_id uuid not null, at timestamptz not null default now(),
  stock_before integer not null, stock_after integer not null);
create index on stock_turns (workspace_id, product_id, at);

select enforce_workspaces();
grant select, insert, update, delete on product_forecasts, stock_turns to millrace_app;

-- Stock that falls to where a product is ordered again is news too, and so is stock that runs out below it.
create or replace function note_product_change() returns trigger language plpgsql as $$ begin
  if coalesce(current_setting('app.history', true), '') = 'on' then return null; end if;
  insert into product_changes (workspace_id, product_id, stock_before, stock_after, price_before, price_after)
    select new.workspace_id, new.id, old.stock, new.stock, old.price, new.price
    where (old.stock <= 0 and new.stock > 0) or new.price <> old.price
      or (new.stock < old.stock and new.stock > 0 and (old.stock > 5 and new.stock <= 5
        or exists (select from trigger_sources where workspace_id = new.workspace_id and type = 'product')))
      or (new.stock < old.stock and exists (select from product_forecasts
        where product_id = new.id and due_since is null and new.stock <= point));
  if new.stock > old.stock or (old.stock > 0 and new.stock <= 0) then
    insert into stock_turns (workspace_id, product_id, stock_before, stock_after) values (new.workspace_id, new.id, old.stock, new.stock);
    update product_forecasts set due_since = null where product_id = new.id and due_since is not null and new.stock > point;
  end if;
  return null;
end $$;
