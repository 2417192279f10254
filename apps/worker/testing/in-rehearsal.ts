import { channelById } from '@millrace/channels';
import { createStep, type Plan, type StoreFacts, type TraceEntry } from '@millrace/flow';
import { readGuardrailSettings, runGuardrails, type RecentMessage } from '@millrace/guardrails';
import { kinds } from '@millrace/nodes';
import { actInRehearsal } from '@millrace/services';
import { rehearse, type RehearsalPerson, type RehearsalSend, type Verdict } from '@millrace/rehearsal';
import type { LivedPerson, Walk } from './in-reality.ts';

export interface RehearsalWanted {
  readonly plan: Plan;
  readonly salt: string;
  readonly store: StoreFacts;
  readonly guardrails: unknown;
  readonly from: number;
  readonly until: number;
  readonly people: readonly LivedPerson[];
}

/** The same people through the rehearsal: their ids are those of reality, what becomes of them is worked out afresh. */
export function inRehearsal({ plan, salt, store, guardrails, from, until, people }: RehearsalWanted): Walk[] {
  const walks: Walk[] = [];
  const settings = readGuardrailSettings(guardrails);
  const ids = new Map(people.map((person) => [person.customer.id, person.enrolmentIds]));
  for (const person of people) {
    const recent: RecentMessage[] = [];
    rehearse({
      plan,
      salt,
      store,
      from,
      until,
      step: createStep(kinds),
      people: [person satisfies RehearsalPerson],
      host: {
        enrolmentId: (customerId, _key, ordinal) => ids.get(customerId)?.[ordinal] ?? `more than in reality: ${ordinal}`,
        act: actInRehearsal,
        guard: (send) => verdictOn(send, recent),
      },
      onEnrolment: ({ id, key, heldOut, endReason, trace }) =>
        walks.push({
          id,
          key,
          heldOut,
          endReason,
          lines: trace.map(lineOf),
        }),
    });
  }
  return walks;

  /** The real checks, on what the rehearsal knows. */
  function verdictOn(send: RehearsalSend, recent: RecentMessage[]): Verdict {
    const { at, message, customer, cart } = send;
    const flow = { flowId: 'flow', flowName: 'Flow' };
    const about = { ...flow, cartId: cart?.id ?? null };
    const { verdict } = runGuardrails(
      {
        now: at,
        channel: channelById(message.channel)!,
        customer,
        cart,
        store,
        products: [],
        killSwitch: { all: false, flows: [], channels: [] },
        flowState: 'live',
        enrolmentEnded: null,
        suppression: null,
        message: {
          ...about,
          id: message.messageId,
          channel: message.channel,
          purpose: message.purpose,
          plannedAt: send.heldSince ?? at,
          heldSince: send.heldSince,
          address: channelById(message.channel)?.addressOf(customer) ?? null,
        },
        optIn: customer.consent[message.channel] === 'subscribed' ? 'double' : null,
        recent: recent.filter((touch) => touch.at >= at - 7 * 86_400_000).toReversed(),
      },
      settings,
    );
    if (verdict.verdict === 'hold') return { do: 'hold', until: verdict.lookAgainAt, reason: verdict.reason };
    if (verdict.verdict !== 'pass') return { do: verdict.verdict, reason: verdict.reason, sentence: verdict.sentence };
    recent.push({ ...about, at, channel: message.channel, purpose: message.purpose });
    return { do: 'pass' };
  }
}

function lineOf({ at, node, visit, what, port, data }: TraceEntry): string {
  const { outcome = '', reason = null } = (data ?? {}) as { outcome?: string; reason?: string | null };
  return `${at} ${node ?? '-'}/${visit} ${what} ${port ?? ''}${outcome}${reason === null ? '' : ` ${reason}`}`;
}
