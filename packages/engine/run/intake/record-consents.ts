import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { iso } from '../parsing/iso.ts';

export interface ConsentChange {
  readonly customerId: string;
  readonly channel: string;
  readonly state: string;
  readonly source: string;
  readonly optIn: string;
  readonly at: Instant;
  /** False when the sender gave no date; `at` is then when the event came. True when left out. */
  readonly isDated?: boolean;
  /** The address it concerns; null when it concerns the person. */
  readonly address?: string | null;
}

export interface ConsentsRecorded {
  /** The changes that took effect. Repeats, and those older than the known state, are left out. */
  readonly changed: readonly ConsentChange[];
  /** Why a change did not count, for its sender. */
  readonly notes: ReadonlyMap<ConsentChange, string>;
}

const keyOf = (change: { customerId: string; channel: string }) => `${change.customerId}/${change.channel}`;

/**
 * Records changes of consent. The newest counts, and each one that takes effect is kept in the history with
 * its source. An opt-in without a date never replaces an opt-out, because nobody knows which came first.
 * @param keepsRefusals whether no opt-in replaces an opt-out, nor opens an address again: those of a file
 */
export async function recordConsents(
  tx: Tx,
  workspaceId: string,
  changes: readonly ConsentChange[],
  keepsRefusals = false,
): Promise<ConsentsRecorded> {
  const changed: ConsentChange[] = [];
  const notes = new Map<ConsentChange, string>();
  // Two changes of the same consent in one batch are written one after the other, so that the same rule
  // decides.
  let left = [...changes];
  while (left.length > 0) {
    const round = new Map<string, ConsentChange>();
    for (const change of left) if (!round.has(keyOf(change))) round.set(keyOf(change), change);
    left = left.filter((change) => round.get(keyOf(change)) !== change);
    await recordRound(tx, workspaceId, [...round.values()], changed, notes, keepsRefusals);
  }
  return { changed, notes };
}

async function recordRound(
  tx: Tx,
  workspaceId: string,
  changes: readonly ConsentChange[],
  changed: ConsentChange[],
  notes: Map<ConsentChange, string>,
  keepsRefusals: boolean,
): Promise<void> {
  const rows = [...changes].sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
  const written = await tx<{ customer_id: string; channel: string; is_news: boolean }[]>`
    insert into consents as c (workspace_id, customer_id, channel, state, source, opt_in, at, dated, address)
    select ${workspaceId}, n.* from ${columns(tx, rows)} on conflict (workspace_id, customer_id, channel)
      do update
      set state = excluded.state, source = excluded.source, at = excluded.at, dated = excluded.dated,
        address = excluded.address, opt_in = case when excluded.state = c.state
          and excluded.opt_in = 'unknown' then c.opt_in else excluded.opt_in end
      where ${isNewerConsent(tx)}
        and ${keepsRefusals ? tx`(c.state <> 'unsubscribed' or excluded.state = 'unsubscribed')` : tx`true`}
    returning customer_id, channel,
      (old.state, old.opt_in, old.dated) is distinct from (new.state, new.opt_in, new.dated) as is_news`;
  const news = new Set(
    written.filter((row) => row.is_news).map((row) => `${row.customer_id}/${row.channel}`),
  );
  const known = new Set(written.map((row) => `${row.customer_id}/${row.channel}`));
  const history = rows.filter((row) => news.has(keyOf(row)));
  changed.push(...history);
  if (history.length > 0) await keepHistory(tx, workspaceId, history, keepsRefusals);
  const doubtful = rows.filter(
    (row) => row.isDated === false && row.state === 'subscribed' && !known.has(keyOf(row)),
  );
  if (doubtful.length > 0) await explain(tx, doubtful, notes);
}

/**
 * Whether the new consent (`excluded`) replaces the known one (`c`). Of two at the same instant the opt-out
 * stands.
 */
export const isNewerConsent = (tx: Tx) => tx`case
  when excluded.dated and c.dated then excluded.at > c.at
    or (excluded.at = c.at and (excluded.state, excluded.opt_in) is distinct from (c.state, c.opt_in)
    and (excluded.state = 'unsubscribed' or c.state <> 'unsubscribed'))
  when excluded.dated then excluded.state in ('subscribed', 'unsubscribed') or excluded.at >= c.at
  when c.dated then c.state = 'never-asked'
  else excluded.at >= c.at and (excluded.state, excluded.opt_in) is distinct from (c.state, c.opt_in) end`;

/** Writes the history, and reopens an address that had unsubscribed when its owner opts in again. */
async function keepHistory(
  tx: Tx,
  workspaceId: string,
  rows: readonly ConsentChange[],
  keepsClosed: boolean,
): Promise<void> {
  await tx`with said as (select * from ${columns(tx, rows)}),
    opened as (delete from suppressions s using said n, customers c
      where n.state = 'subscribed' and ${!keepsClosed} and c.id = n.customer_id and s.channel = n.channel
      and s.reason = 'unsubscribed' and s.at <= n.at
      and s.address in (n.address, c.email, c.phone))
    insert into consent_history (id, workspace_id, customer_id, channel, state, source, opt_in, at, dated,
      address) select uuidv7(), ${workspaceId}, n.* from said n`;
}

async function explain(
  tx: Tx,
  doubtful: readonly ConsentChange[],
  notes: Map<ConsentChange, string>,
): Promise<void> {
  const rows = await tx<{ customer_id: string; channel: string; state: string; at: Instant }[]>`
    select customer_id, channel, state, at from consents
      where customer_id in (select unnest(${doubtful.map((row) => row.customerId)}::uuid[]))`;
  for (const change of doubtful) {
    const known = rows.find((row) => row.customer_id === change.customerId && row.channel === change.channel);
    if (known?.state === 'unsubscribed')
      notes.set(
        change,
        `consent.${change.channel}: they stay unsubscribed, since ${iso(known.at)}. This opt-in has no date, so it cannot replace the opt-out. Send the date of the opt-in as "at".`,
      );
  }
}

/** As JSON, because the driver cannot write arrays of booleans. */
function columns(tx: Tx, rows: readonly ConsentChange[]) {
  const list = rows.map(({ customerId, optIn, at, isDated = true, address = null, ...row }) => ({
    ...row,
    customer: customerId,
    opt: optIn,
    at: iso(at),
    dated: isDated,
    address,
  }));
  return tx`(select customer, channel, state, source, opt, at, dated, address
    from jsonb_to_recordset(${tx.json(list as never)}::jsonb)
    as r(customer uuid, channel text, state text, source text, opt text, at timestamptz, dated boolean,
      address text)) as n(customer_id, channel, state, source, opt_in, at, dated, address)`;
}
