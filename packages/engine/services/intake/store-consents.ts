import type { Tx } from '@millrace/db';
import { eventType, type IntakeCustomer } from '@millrace/flow';
import type { Instant } from '@millrace/base';
import { instantOf, type ParsedEvent } from './parse-intake.ts';

export interface ConsentChange {
  readonly customerId: string;
  readonly channel: string;
  readonly state: string;
  readonly source: string;
  readonly optIn: string;
  readonly at: Instant;
}

/** Consent said in traits, and by the events `customer-subscribed` and `customer-unsubscribed` with `{channel}`. */
export async function storeConsents(
  tx: Tx,
  workspaceId: string,
  events: readonly ParsedEvent[],
  customerOf: ReadonlyMap<number, string>,
  source: string,
): Promise<void> {
  const changes: ConsentChange[] = [];
  for (const event of events) {
    const customerId = customerOf.get(event.index);
    if (!customerId) continue;
    const consent: NonNullable<IntakeCustomer['consent']> = event.customer?.consent ?? {};
    for (const [channel, said] of Object.entries(consent)) {
      changes.push({
        customerId,
        channel,
        state: said.state,
        source: said.source ?? source,
        optIn: said.optIn ?? 'unknown',
        at: instantOf(said.at) ?? event.occurredAt,
      });
    }
    const channel = event.properties['channel'];
    if (eventType(event.type)?.changes === 'consent' && !(typeof channel === 'string' && channel in consent)) {
      const state = event.type === 'customer-subscribed' ? 'subscribed' : 'unsubscribed';
      const via = typeof event.properties['source'] === 'string' ? event.properties['source'] : source;
      changes.push({
        customerId,
        channel: typeof channel === 'string' ? channel : 'email',
        state,
        source: via,
        optIn: 'unknown',
        at: event.occurredAt,
      });
    }
  }
  await recordConsents(tx, workspaceId, changes);
}

/**
 * The newest word counts; every word is kept in the history with where it came from.
 * @returns those that changed something: what was said before, or is older than what is known, is left out
 */
export async function recordConsents(tx: Tx, workspaceId: string, changes: readonly ConsentChange[]): Promise<readonly ConsentChange[]> {
  if (changes.length === 0) return [];
  const latest = new Map<string, ConsentChange>();
  for (const change of changes) {
    const key = `${change.customerId}/${change.channel}`;
    const known = latest.get(key);
    if (!known || change.at >= known.at) latest.set(key, change);
  }
  const rows = [...latest.values()].sort((left, right) => (left.customerId + left.channel < right.customerId + right.channel ? -1 : 1));
  const changed = await tx<{ customer_id: string; channel: string }[]>`
    insert into consents (workspace_id, customer_id, channel, state, source, opt_in, at)
    select ${workspaceId}, c.* from ${columns(tx, rows)} on conflict (workspace_id, customer_id, channel) do update
      set state = excluded.state, source = excluded.source, opt_in = excluded.opt_in, at = excluded.at
      where excluded.at >= consents.at and (consents.state, consents.opt_in) is distinct from (excluded.state, excluded.opt_in)
    returning customer_id, channel`;
  const set = new Set(changed.map((row) => `${row.customer_id}/${row.channel}`));
  const history = rows.filter((row) => set.has(`${row.customerId}/${row.channel}`));
  if (history.length === 0) return [];
  await tx`insert into consent_history (id, workspace_id, customer_id, channel, state, source, opt_in, at)
    select uuidv7(), ${workspaceId}, c.* from ${columns(tx, history)}`;
  return history;
}

function columns(tx: Tx, rows: readonly ConsentChange[]) {
  return tx`unnest(${rows.map((row) => row.customerId)}::uuid[], ${rows.map((row) => row.channel)}::text[], ${rows.map((row) => row.state)}::text[],
    ${rows.map((row) => row.source)}::text[], ${rows.map((row) => row.optIn)}::text[], ${rows.map((row) => new Date(row.at).toISOString())}::timestamptz[])
    as c(customer_id, channel, state, source, opt_in, at)`;
}
