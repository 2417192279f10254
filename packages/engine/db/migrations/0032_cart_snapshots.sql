-- A cart as it was left: rows of carts change in place, and what somebody does on coming back must not be learned from as if it had been known before.
create table cart_snapshots (
  workspace_id uuid not null, cart_id uuid not null, left_at timestamptz not null, total bigint not null, items_count integer not null, lines jsonb not null,
  step text not null, device text, discount_codes text[] not null, primary key (workspace_id, cart_id));
select enforce_workspaces();
grant select, insert, update, delete on cart_snapshots to millrace_app;
