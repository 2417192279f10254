-- When somebody is due to buy a product again, a row for each person and product. Days are of the person's calendar, as text. bought_on: the day of the purchase that it is counted
-- from. due_on: by then half of those buy who buy again; eight of ten of them from from_on to until_on. chance: that they buy it again at all.
create table reorder_dates (
  workspace_id uuid not null, customer_id uuid not null, product_id text not null, model text not null, title text not null,
  bought_on text not null, due_on text not null, from_on text not null, until_on text not null, chance real not null, predicted_at timestamptz not null,
  primary key (customer_id, product_id));
create index on reorder_dates (workspace_id, due_on);
create index on reorder_dates (workspace_id, model);
select enforce_workspaces();
grant select, insert, update, delete on reorder_dates to millrace_app;
