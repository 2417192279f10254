import type { Tx } from '@millrace/db';

/**
 * The subject of an enrolment `e` for people, in flows about other things: a product's title, an order's
 * number. Null in flows about people.
 */
export const aboutOf = (tx: Tx) => tx`case when e.subject is null then null else coalesce(
  (select nullif(p.title, '') from products p where p.id = e.product_id and e.subject = e.product_id::text),
  (select 'Order ' || o.number from orders o where o.id = e.order_id and e.subject = e.order_id::text),
  case when e.subject = 'store' then 'The store'
    when e.subject like 'run:%' then 'Run of ' || replace(substr(e.subject, 5), 'T', ', ')
    when e.subject like 'return:%' then 'Return ' || substr(e.subject, 8)
      when e.subject like 'ticket:%' then 'Ticket ' || substr(e.subject, 8)
    when e.order_id is not null then 'Order' when e.product_id is not null then 'Product'
      else e.subject end) end as about`;
