import type { Tx } from '@millrace/db';
import { channelById, channelIds } from '@millrace/channels';
import { eventType, type IntakeCustomer } from '@millrace/flow';
import type { Instant } from '@millrace/base';
import { normaliseEmail } from '../parsing/identities.ts';
import { instantOf, type ParsedEvent } from '../parsing/parse-intake.ts';
import { recordConsents, type ConsentChange } from './record-consents.ts';

/**
 * Stores consent from traits, and from the events `customer-subscribed` and `customer-unsubscribed` with
 * `{channel}`.
 * @param keepsRefusals whether an opt-in leaves everybody unsubscribed who is
 * @returns why a consent did not count, by the event's position in the batch
 */
export async function storeConsents(
  tx: Tx,
  workspaceId: string,
  events: readonly ParsedEvent[],
  customerOf: ReadonlyMap<number, string>,
  source: string,
  now: Instant,
  keepsRefusals = false,
): Promise<ReadonlyMap<number, readonly string[]>> {
  const said = events.flatMap((event) => {
    const customerId = customerOf.get(event.index);
    return customerId
      ? saidIn(event, customerId, source, now).map((change) => ({ index: event.index, change }))
      : [];
  });
  if (said.length === 0) return NONE;
  const { notes } = await recordConsents(
    tx,
    workspaceId,
    said.map(({ change }) => change),
    keepsRefusals,
  );
  const byEvent = new Map<number, string[]>();
  said.forEach(({ index, change }) => {
    const note = notes.get(change);
    if (note) byEvent.set(index, [...(byEvent.get(index) ?? []), note]);
  });
  return byEvent;
}

const NONE: ReadonlyMap<number, readonly string[]> = new Map();

function saidIn(event: ParsedEvent, customerId: string, source: string, now: Instant): ConsentChange[] {
  const consent: NonNullable<IntakeCustomer['consent']> = event.customer?.consent ?? {};
  const address = normaliseEmail(event.customer?.email);
  const changes = Object.entries(consent).map(([channel, one]) =>
    consentChange(
      {
        ...one,
        customerId,
        channel,
        source: one.source ?? source,
        address: isByEmail(channel) ? address : null,
        at: instantOf(one.at),
      },
      event.occurredAt,
      now,
    ),
  );
  const channel = event.properties['channel'];
  const isAboutPerson =
    eventType(event.type)?.changes === 'consent' && event.properties['addressOnly'] !== true;
  if (isAboutPerson && !(typeof channel === 'string' && channel in consent)) {
    const via = typeof event.properties['source'] === 'string' ? event.properties['source'] : source;
    const state = event.type === 'customer-subscribed' ? 'subscribed' : 'unsubscribed';
    // An event that names no channel means the first one.
    const named = typeof channel === 'string' ? channel : channelIds()[0];
    const at = event.isDated ? event.occurredAt : null;
    changes.push(
      consentChange(
        { customerId, channel: named, state, source: via, address: isByEmail(named) ? address : null, at },
        event.occurredAt,
        now,
      ),
    );
  }
  return changes;
}

/** Whether consent for a channel may concern one of several e-mail addresses. */
const isByEmail = (channel: string): boolean => channelById(channel)?.address === 'email';

interface Said {
  readonly customerId: string;
  readonly channel: string;
  readonly state: string;
  readonly source: string;
  readonly optIn?: string | undefined;
  readonly address?: string | null;
  /** When it was given; null when the sender gave no date. */
  readonly at: Instant | null;
}

/**
 * A consent as it is recorded. A date in the future becomes now; otherwise every later change would count as
 * older. An opt-out without a date is dated now; an opt-in without one may be of any age.
 */
export function consentChange(said: Said, toldAt: Instant, now: Instant): ConsentChange {
  const { customerId, channel, state, source, optIn = 'unknown', address = null, at } = said;
  return {
    customerId,
    channel,
    state,
    source,
    optIn,
    address,
    at: Math.min(at ?? toldAt, now),
    isDated: at !== null || state === 'unsubscribed',
  };
}
