import { createStep, type Plan, type StoreFacts, type TraceEntry } from '@millrace/flow';
import { readGuardrailSettings } from '@millrace/guardrails';
import { kinds } from '@millrace/nodes';
import { rehearse, type RehearsalPerson } from '@millrace/rehearsal';
import { actInRehearsal, guardWith } from '@millrace/services/rehearsal';
import type { LivedPerson, Walk } from './in-reality.ts';

export interface RehearsalWanted {
  readonly plan: Plan;
  readonly salt: string;
  readonly store: StoreFacts;
  readonly guardrails: unknown;
  readonly from: number;
  readonly until: number;
  readonly people: readonly LivedPerson[];
  readonly globallyHeldOut: ReadonlySet<string>;
}

/** Rehearses the same people. Their ids are those of reality; everything else is computed again. */
export function inRehearsal({
  plan,
  salt,
  store,
  guardrails,
  from,
  until,
  people,
  globallyHeldOut,
}: RehearsalWanted): Walk[] {
  const walks: Walk[] = [];
  const settings = readGuardrailSettings(guardrails);
  const guard = guardWith(
    settings,
    store,
    { id: 'flow', name: 'Flow', plan },
    people,
    new Map(),
    globallyHeldOut,
  );
  const ids = new Map(people.map((person) => [person.customer.id, person.enrolmentIds]));
  for (const person of people) {
    rehearse({
      plan,
      salt,
      store,
      from,
      until,
      step: createStep(kinds),
      people: [person satisfies RehearsalPerson],
      host: {
        enrolmentId: (customerId, _key, ordinal) =>
          ids.get(customerId)?.[ordinal] ?? `more than in reality: ${ordinal}`,
        act: actInRehearsal,
        guard,
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
}

function lineOf({ at, node, visit, what, port, data }: TraceEntry): string {
  const { outcome = '', reason = null } = (data ?? {}) as { outcome?: string; reason?: string | null };
  return `${at} ${node ?? '-'}/${visit} ${what} ${port ?? ''}${outcome}${reason === null ? '' : ` ${reason}`}`;
}
