-- With an event about a cart or an order are kept the products and the categories it was about, so that events can
-- be counted by them. Earlier events get those of their order or cart as it is known now.
create function pg_temp.goods_of(lines jsonb) returns jsonb language sql immutable as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'productIds', jsonb_agg(distinct line->'productId') filter (where line->>'productId' <> ''),
    'categories', jsonb_agg(distinct line->'category') filter (where line->>'category' <> '')))
    from jsonb_array_elements(case when jsonb_typeof(lines) = 'array' then lines else '[]' end) line
$$;

update events e set properties = e.properties || pg_temp.goods_of(o.lines) from orders o
  where o.id = e.order_id and e.customer_id is not null and e.type in ('order-placed', 'order-paid', 'order-updated',
    'order-fulfilled', 'order-partially-fulfilled', 'order-delivered', 'order-delivery-updated', 'order-cancelled',
    'order-refunded', 'order-edited');

update events e set properties = e.properties || pg_temp.goods_of(c.lines) from carts c
  where c.id = e.cart_id and e.customer_id is not null
    and e.type in ('cart-updated', 'checkout-started', 'checkout-updated', 'cart-abandoned');
