import { defineVerb } from '@millrace/core/verb';
import { together } from '@millrace/db';
import { z } from 'zod';
import { readCustomerView } from './read-customers.ts';
import { customerExportSchema, type CustomerExport } from './shapes.ts';

/** Everything stored about a person, for a request of theirs. */
export const exportCustomer = defineVerb({
  name: 'customer-exported',
  permission: 'customers:export',
  input: z.strictObject({ id: z.uuid() }),
  output: customerExportSchema,
  run: async (tx, { id }) => {
    const customer = await readCustomerView(tx, id);
    type Rows<Name extends Exclude<keyof CustomerExport, 'customer'>> = CustomerExport[Name][number][];
    const [
      predictions,
      reorders,
      consents,
      browsers,
      carts,
      orders,
      events,
      messages,
      calls,
      decisions,
      points,
      returns,
      enrolments,
    ] = await together(
      tx<
        Rows<'predictions'>
      >`select model, values, predicted_at from predictions where customer_id = ${customer.id}
        order by model`,
      tx<
        Rows<'reorders'>
      >`select model, product_id, title, bought_on, due_on, from_on, until_on, chance, predicted_at
        from reorder_dates where customer_id = ${customer.id} order by due_on, product_id`,
      tx<
        Rows<'consents'>
      >`select channel, state, source, opt_in, at from consent_history where customer_id = ${customer.id}
        order by at`,
      tx<Rows<'browsers'>>`select name, endpoint, created_at, taken_at from browsers
        where customer_id = ${customer.id} order by created_at`,
      tx<
        Rows<'carts'>
      >`select external_id, currency, total, lines, created_at, updated_at, completed_at from carts
        where customer_id = ${customer.id} order by created_at`,
      tx<
        Rows<'orders'>
      >`select external_id, number, currency, total, discount, tax, shipping, refunded, revenue, counted,
        lines, state->'fields'->'presented'->0 as presented, placed_at, cancelled_at from orders
        where customer_id = ${customer.id} order by placed_at`,
      tx<
        Rows<'events'>
      >`select id, type, occurred_at, source, value, properties from events where customer_id = ${customer.id}
        order by occurred_at`,
      tx<
        Rows<'messages'>
      >`select id, channel, address, subject, body, status, reason, planned_at, sent_at, opened_at, clicked_at
        from messages where customer_id = ${customer.id} order by planned_at`,
      tx<
        Rows<'calls'>
      >`select id, capability, input, status, reason, sentence, result, planned_at, settled_at from calls
        where customer_id = ${customer.id} order by planned_at`,
      tx<Rows<'decisions'>>`select id, model, inputs, options, chosen, explanation, at from decisions
        where customer_id = ${customer.id} order by at`,
      tx<Rows<'points'>>`select points, reason, by_type, by_name, at, expires_at from loyalty_entries
          where customer_id = ${customer.id} order by at`,
      tx<Rows<'returns'>>`select number, state, items, wish, answer, created_at, requested_at from returns
        where customer_id = ${customer.id} order by created_at`,
      tx<
        Rows<'enrolments'>
      >`select id, flow_id, state, held_out, entered_at, ended_at, end_reason from enrolments
        where customer_id = ${customer.id} order by entered_at`,
    );
    return {
      customer,
      predictions: [...predictions],
      reorders: [...reorders],
      consents: [...consents],
      browsers: [...browsers],
      carts: [...carts],
      orders: [...orders],
      events: [...events],
      messages: [...messages],
      calls: [...calls],
      decisions: [...decisions],
      points: [...points],
      returns: [...returns],
      enrolments: [...enrolments],
    };
  },
  audit: ({ id }) => ({
    subject: { type: 'customer', id },
    summary: 'Exported the data of a customer',
  }),
});
