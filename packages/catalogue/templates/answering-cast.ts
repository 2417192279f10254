import { bareEvent } from '@millrace/flow';
import type { RehearsalCall, RehearsalEvent, RehearsalSend, RehearsedAnswer } from '@millrace/rehearsal';
import type { CastMember } from './cast.ts';

/** What the members of a cast do after messages, and how their calls end. Null for everybody else. */
export interface CastHost {
  react(send: RehearsalSend): readonly RehearsalEvent[] | null;
  act(call: RehearsalCall): RehearsedAnswer | null;
}

export function castHost(cast: readonly CastMember[]): CastHost {
  const byId = new Map(cast.map((member) => [member.customer.id, member]));
  return {
    react({ at, message, customer }) {
      const member = byId.get(customer.id);
      if (!member) return null;
      return (member.answers?.[message.node] ?? []).map(({ event, after, properties = {} }) => ({
        event: bareEvent({
          id: `${message.messageId}/${event}`,
          type: event,
          at: at + after,
          messageId: message.messageId,
          properties: { ...properties, messageId: message.messageId },
        }),
      }));
    },
    act({ call, facts }) {
      const name = call.part === '' ? call.node : `${call.node}/${call.part}`;
      const end = byId.get(facts.customer.id)?.calls?.[name];
      if (!end) return null;
      const { outcome, result = null } = end;
      return { outcome, result, reason: outcome === 'done' ? null : 'in-rehearsal', sentence: null };
    },
  };
}
