import { readEnrolment, type MessageRow, lockCustomer } from '@millrace/core/rows';
import type { Context } from '@millrace/core/verb';
import { together, type Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { skipCalls } from '../calls/change-call.ts';
import { endEnrolment } from '../enrolments/end-enrolment.ts';
import { changeStatus } from '../messages/change-status.ts';
import { forgetAnswers } from './forget-answers.ts';
import { hideNames } from './hide-names.ts';
import { keepHashes } from './keep-hashes.ts';
import { TABLES, type ErasureScope } from './traces-left.ts';

/**
 * Deletes everything in the database that names the person, and ends all their enrolments. The rest still
 * counts (an order of 40 dollars in May) and leads to nobody. Ids that must be recognised when they come
 * again are kept as keyed hashes. A message being handed to a provider at this moment is settled without its
 * texts when the provider responds.
 */
export async function erasePerson(tx: Tx, context: Context, customerId: string): Promise<void> {
  const now = context.now();
  await lockCustomer(tx, customerId);
  const people = (
    await tx<
      { id: string }[]
    >`select id from customers where id = ${customerId} or merged_into = ${customerId}`
  ).map((row) => row.id);
  await endEverything(tx, context, people, now);
  const scope = await scopeOf(tx, people, now);
  const outside = await hideNames(tx, context, scope);
  const addresses = await keepHashes(tx, context, scope);
  await forgetAnswers(tx, [...people, ...outside, ...addresses]);
  await treat(tx, scope);
}

/**
 * Erases orders that a request names but that no known person owns: their numbers, and the account of their
 * changes.
 * @param names the store's own ids of the orders
 * @returns how many were found
 */
export async function eraseOrders(
  tx: Tx,
  context: Context,
  source: string,
  names: readonly string[],
): Promise<number> {
  const rows = await tx<
    { id: string }[]
  >`select id from orders where source = ${source} and external_id = any(${names as string[]}::text[])`;
  const scope: ErasureScope = {
    people: [],
    carts: [],
    messages: [],
    orders: rows.map((row) => row.id),
    now: context.now(),
  };
  if (rows.length === 0) return 0;
  await forgetAnswers(tx, await hideNames(tx, context, scope));
  await treat(tx, scope);
  return rows.length;
}

async function treat(tx: Tx, scope: ErasureScope): Promise<void> {
  for (const treatment of Object.values(TABLES)) if ('run' in treatment) await treatment.run(tx, scope);
}

async function endEverything(
  tx: Tx,
  context: Context,
  people: readonly string[],
  now: Instant,
): Promise<void> {
  const running = await tx<
    { id: string }[]
  >`select id from enrolments where customer_id = any(${people as string[]}::uuid[]) and ended_at is null`;
  for (const { id } of running) {
    const enrolment = await readEnrolment(tx, id);
    if (enrolment)
      await endEnrolment(
        tx,
        enrolment,
        { state: 'exited', reason: 'erased', sentence: 'Left the flow: they were erased.' },
        now,
      );
  }
  // Also of enrolments that have ended: nothing more goes out.
  const open = await tx<
    MessageRow[]
  >`select * from messages where customer_id = any(${people as string[]}::uuid[])
    and status in ('planned', 'held', 'claimed')`;
  for (const message of open)
    await changeStatus(
      tx,
      context.workspaceId,
      message,
      { to: 'skipped', reason: 'erased', sentence: null },
      now,
    );
  await skipCalls(tx, context.workspaceId, { people }, { reason: 'erased', sentence: null }, now);
}

async function scopeOf(tx: Tx, people: readonly string[], now: Instant): Promise<ErasureScope> {
  const [carts, orders, messages] = await together(
    tx<{ id: string }[]>`select id from carts where customer_id = any(${people as string[]}::uuid[])`,
    tx<{ id: string }[]>`select id from orders where customer_id = any(${people as string[]}::uuid[])`,
    tx<{ id: string }[]>`select id from messages where customer_id = any(${people as string[]}::uuid[])`,
  );
  const idsOf = (rows: readonly { id: string }[]) => rows.map((row) => row.id);
  return { people, carts: idsOf(carts), orders: idsOf(orders), messages: idsOf(messages), now };
}
