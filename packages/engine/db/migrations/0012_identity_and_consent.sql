-- Whether a word on consent said when it was given: an undated yes never beats a dated no. And which address it was about.
alter table consents add column dated boolean not null default true, add column address text;
alter table consent_history add column dated boolean not null default true, add column address text;
-- A word dated in the future kept every later one from counting.
alter table consents no force row level security;
update consents set at = now() where at > now();
alter table consents force row level security;

-- What belongs to a variant and not to its product.
alter table product_variants add column compare_at_price bigint, add column image text, add column url text;

-- Text as it is compared: composed, without regard to case, and without what tells one i from another.
create function fold_text(value text) returns text language sql immutable parallel safe strict as
  $$ select translate(replace(casefold(normalize(value, NFC) collate "pg_unicode_fast"), U&'i\0307', 'i'), U&'\0131', 'i') $$;

-- Beginnings by which people are found: folded e-mail, first name, last name, both. Kept by the database, whoever writes a name.
create table customer_search (
  workspace_id uuid not null, word text collate "C" not null, customer_id uuid not null, primary key (workspace_id, word, customer_id));
create index on customer_search (workspace_id, customer_id);
create function keep_customer_search() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then delete from customer_search where workspace_id = old.workspace_id and customer_id = old.id; end if;
  if new.merged_into is null and new.erased_at is null then
    insert into customer_search (workspace_id, word, customer_id)
      select distinct new.workspace_id, left(fold_text(word), 200), new.id
      from unnest(array[new.email, new.first_name, new.last_name, new.first_name || ' ' || new.last_name, new.last_name || ' ' || new.first_name]) as word where word <> '';
  end if;
  return null;
end $$;
create trigger customer_search_made after insert on customers for each row
  when (coalesce(new.email, new.first_name, new.last_name) is not null) execute function keep_customer_search();
create trigger customer_search_changed after update on customers for each row
  when ((old.email, old.first_name, old.last_name, old.merged_into, old.erased_at) is distinct from (new.email, new.first_name, new.last_name, new.merged_into, new.erased_at))
  execute function keep_customer_search();
alter table customers no force row level security;
-- Names of earlier releases are composed as new ones are.
update customers set first_name = normalize(first_name, NFC), last_name = normalize(last_name, NFC), city = normalize(city, NFC)
  where first_name is not NFC normalized or last_name is not NFC normalized or city is not NFC normalized;
insert into customer_search (workspace_id, word, customer_id)
  select distinct c.workspace_id, left(fold_text(word), 200), c.id from customers c
    cross join lateral unnest(array[c.email, c.first_name, c.last_name, c.first_name || ' ' || c.last_name, c.last_name || ' ' || c.first_name]) as word
  where c.merged_into is null and c.erased_at is null and word <> '' on conflict do nothing;
alter table customers force row level security;
drop index customers_search;

select enforce_workspaces();
grant select, insert, update, delete on customer_search to millrace_app;
