import { assignHoldout } from '@millrace/measure';
import { PersonWalk } from './person-walk.ts';
import { Counters } from './counters.ts';
import type { Rehearsal, RehearsalHost, RehearsalOptions, RehearsalPerson } from './types.ts';

/**
 * A running rehearsal: people are added one by one as they are read, and the counts can be read at any time.
 */
export interface RunningRehearsal {
  add(person: RehearsalPerson): void;
  result(): Rehearsal;
}

/**
 * Begins a rehearsal: the same `step` as for real people, in virtual time, without sending. Defaults of the
 * host: every message passes the guardrails, and people are held out by the flow's own settings.
 */
export function beginRehearsal(options: RehearsalOptions): RunningRehearsal {
  const { plan, keep } = options;
  const salt = options.salt ?? '';
  const host: RehearsalHost = {
    enrolmentId: (customerId, key, ordinal) => `${customerId}/${key}/${ordinal}`,
    heldOut: (customerId) => assignHoldout(salt, customerId, plan.settings.holdout),
    guard: () => ({ do: 'pass' }),
    ...options.host,
  };
  const counters = new Counters(
    plan.nodes.map((node) => node.id),
    keep?.enrolments ?? 50,
    keep?.messages ?? 200,
  );
  return {
    add: (person) => new PersonWalk(person, options, host, counters).run(),
    result: () => counters.result(),
  };
}

/** Rehearses a plan with past or sample people over a span of time. */
export function rehearse(
  options: RehearsalOptions & { readonly people: Iterable<RehearsalPerson> },
): Rehearsal {
  const running = beginRehearsal(options);
  for (const person of options.people) running.add(person);
  return running.result();
}
