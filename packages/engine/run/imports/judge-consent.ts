import type { Instant } from '@millrace/base';
import { channelById, reachesDevices } from '@millrace/channels';
import { together } from '@millrace/db';
import { erased } from './judge-customers.ts';
import { knownPeople } from './known-people.ts';
import type { PageContext } from './page-context.ts';
import { readConsent, type ReadConsent, type SaidConsent } from './read-consent.ts';
import { isJudged, type FileRow, type Judged } from './read-row.ts';

export interface KnownConsent {
  readonly state: string;
  readonly optIn: string | null;
  readonly at: Instant;
  readonly dated: boolean;
}

export type ConsentOutcome = 'changes' | 'unchanged' | 'stays-unsubscribed';

/**
 * What a consent from a file does to the known one. Somebody who unsubscribed stays so whatever the file says;
 * otherwise the newer one counts, as everywhere, and of two at the same instant the refusal.
 */
export function consentOutcome(known: KnownConsent | null, said: SaidConsent): ConsentOutcome {
  if (known === null) return 'changes';
  if (known.state === 'unsubscribed') return said.state === 'subscribed' ? 'stays-unsubscribed' : 'unchanged';
  const isSame = known.state === said.state && (said.optIn === 'unknown' || said.optIn === known.optIn);
  if (isSame && known.dated) return 'unchanged';
  if (!known.dated || said.at > known.at) return 'changes';
  return said.at === known.at && said.state === 'unsubscribed' ? 'changes' : 'unchanged';
}

interface ConsentRow {
  readonly customer_id: string;
  readonly channel: string;
  readonly state: string;
  readonly opt_in: string | null;
  readonly at: Instant;
  readonly dated: boolean;
}

/** What becomes of rows of consent. Changes nothing. */
export async function judgeConsent(page: PageContext, rows: readonly FileRow[]): Promise<Judged[]> {
  const { tx, context, source, settings, habits, now } = page;
  const read = rows.map((row) => readConsent(row, settings, habits, now));
  const named = read.flatMap((one) => (isJudged(one) ? [] : [one.names]));
  const people = await knownPeople(tx, context, source.id, named);
  const ids = named.flatMap((names) => people.of(names)?.id ?? []);
  const addresses = named.flatMap((names) => {
    const known = people.of(names);
    return [names.email, names.phone, known?.email, known?.phone].filter((one) => typeof one === 'string');
  });
  const [consents, suppressed] = await together(
    tx<ConsentRow[]>`select customer_id, channel, state, opt_in, at, dated from consents
      where customer_id = any(${ids}::uuid[])`,
    tx<
      { channel: string; address: string; reason: string }[]
    >`select channel, address, reason from suppressions
      where address = any(${addresses}::text[])`,
  );
  const known = new Map(
    consents.map((row) => [
      `${row.customer_id}/${row.channel}`,
      { state: row.state, optIn: row.opt_in, at: row.at, dated: row.dated },
    ]),
  );
  const reasons = new Map(suppressed.map((row) => [`${row.channel}/${row.address}`, row.reason]));
  return read.map((one) => {
    if (isJudged(one)) return one;
    if (people.isErased(one.names)) return erased(one.row);
    const person = people.of(one.names);
    const reasonOf = (channel: string) => {
      const field = channelById(channel)?.address ?? 'email';
      const address = reachesDevices(field) ? null : (one.names[field] ?? person?.[field]);
      return address ? (reasons.get(`${channel}/${address}`) ?? null) : null;
    };
    return judge(
      one,
      person?.id ?? null,
      (channel) => (person ? (known.get(`${person.id}/${channel}`) ?? null) : null),
      reasonOf,
    );
  });
}

function judge(
  { row, names, said }: ReadConsent,
  customerId: string | null,
  knownOf: (channel: string) => KnownConsent | null,
  reasonOf: (channel: string) => string | null,
): Judged {
  const changing: SaidConsent[] = [];
  let kept: Pick<Judged, 'reason' | 'sentence'> | null = null;
  for (const one of said) {
    const outcome = consentOutcome(knownOf(one.channel), one);
    const reason = one.state === 'subscribed' ? reasonOf(one.channel) : null;
    if (outcome === 'stays-unsubscribed')
      kept = {
        reason: 'stays-unsubscribed',
        sentence: 'They unsubscribed, and stay so: a file never takes that back.',
      };
    else if (reason !== null)
      kept = {
        reason: 'stays-suppressed',
        sentence: `Nothing is sent to this address (${reason}), and that stays: a file never takes it back.`,
      };
    else if (outcome === 'changes') changing.push(one);
  }
  if (changing.length === 0) return { row, verdict: kept ? 'kept' : 'unchanged', ...kept };
  const { externalId, email, phone } = names;
  return {
    row,
    verdict: customerId === null ? 'new' : 'updated',
    ...kept,
    event: {
      type: customerId === null ? 'customer-created' : 'customer-updated',
      customer: {
        ...(customerId ? { id: customerId } : {}),
        ...(externalId ? { externalId } : {}),
        ...(email ? { email } : {}),
        ...(phone ? { phone } : {}),
        consent: Object.fromEntries(changing.map(({ channel, ...given }) => [channel, given])),
      },
    },
  };
}
