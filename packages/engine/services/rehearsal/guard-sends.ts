import type { Tx } from '@millrace/db';
import { DAY, fail, toPersonal, type Instant } from '@millrace/base';
import { channelById } from '@millrace/channels';
import type { StoreFacts } from '@millrace/flow';
import { runGuardrails, type GuardrailSettings } from '@millrace/guardrails';
import type { RehearsalSend, Verdict } from '@millrace/rehearsal';
import type { PastPerson } from './past-people.ts';

/** A message that another flow really sent. */
export interface Touch {
  readonly at: Instant;
  readonly channel: string;
  readonly purpose: 'marketing' | 'transactional';
  readonly flowId: string;
  readonly flowName: string;
  readonly cartId: string | null;
}

/** Caps look back so far. */
const CAP_DAYS = 7;

/** What other flows sent these people in the time rehearsed and shortly before it, which counts against the caps. */
export async function touchesOf(
  tx: Tx,
  people: readonly PastPerson[],
  flowId: string,
  since: Instant,
  until: Instant,
): Promise<Map<string, Touch[]>> {
  const ids = people.map((person) => person.customer.id);
  const rows = await tx<
    (Touch & { customer_id: string; pace: number; pace_anchor: Instant | null })[]
  >`select t.customer_id, t.at, t.channel, t.purpose, t.flow_id as "flowId", coalesce(f.name, '') as "flowName", t.cart_id as "cartId", c.pace, c.pace_anchor
    from touches t join customers c on c.id = t.customer_id left join flows f on f.id = t.flow_id
    where t.customer_id = any(${ids}::uuid[]) and t.flow_id <> ${flowId} and t.at between ${since - CAP_DAYS * DAY} and ${until} order by t.at`;
  const touches = new Map<string, Touch[]>();
  for (const { customer_id, pace, pace_anchor, ...touch } of rows) {
    const own = { ...touch, at: toPersonal(touch.at, { pace, anchor: pace_anchor ?? 0 }) };
    touches.set(customer_id, [...(touches.get(customer_id) ?? []), own]);
  }
  return touches;
}

/** The guardrails as they would answer, on what the rehearsal knows. */
export function guardWith(
  settings: GuardrailSettings,
  store: StoreFacts,
  flow: { readonly id: string; readonly name: string },
  people: readonly PastPerson[],
  touches: ReadonlyMap<string, readonly Touch[]>,
): (send: RehearsalSend) => Verdict {
  const optIns = new Map(people.map((person) => [person.customer.id, person.optIn]));
  const about = { flowId: flow.id, flowName: flow.name };
  return (send) => {
    const { message, customer, cart } = send;
    const channel = channelById(message.channel) ?? fail('not-found', { what: 'channel' });
    const others = (touches.get(customer.id) ?? []).filter((touch) => touch.at <= send.at && touch.at >= send.at - CAP_DAYS * DAY);
    const own = send.earlier.map((earlier): Touch => ({
      ...about,
      at: earlier.at,
      channel: earlier.channel,
      purpose: earlier.purpose === 'transactional' ? 'transactional' : 'marketing',
      cartId: cart?.id ?? null,
    }));
    const { verdict } = runGuardrails(
      {
        now: send.at,
        message: {
          ...about,
          id: message.messageId,
          channel: message.channel,
          purpose: message.purpose,
          plannedAt: send.heldSince ?? send.at,
          heldSince: send.heldSince,
          cartId: cart?.id ?? null,
          address: channel.addressOf(customer),
        },
        channel,
        customer,
        optIn: optInOf(optIns.get(customer.id)?.[message.channel]),
        suppression: null,
        recent: [...others, ...own].sort((left, right) => left.at - right.at),
        cart,
        products: [],
        store,
        killSwitch: { all: false, flows: [], channels: [] },
        flowState: 'live',
        enrolmentEnded: null,
      },
      settings,
    );
    if (verdict.verdict === 'pass') return { do: 'pass' };
    if (verdict.verdict === 'hold') return { do: 'hold', until: verdict.lookAgainAt, reason: verdict.reason };
    return { do: verdict.verdict === 'refuse' ? 'refuse' : 'skip', reason: verdict.reason, sentence: verdict.sentence };
  };
}

const optInOf = (said: string | null | undefined) => (said === 'single' || said === 'double' || said === 'unknown' ? said : null);
