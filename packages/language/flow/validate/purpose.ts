import { eventType } from '../event-types.ts';
import type { PlanTrigger, Problem } from '../plan.ts';
import type { Sheet, SheetNode } from './sheet.ts';

type Report = (problem: Problem) => void;

const RECOVERY = new Set(['cart-abandoned', 'checkout-started', 'checkout-updated', 'cart-updated']);
const BOUGHT = new Set(['order-placed', 'order-paid']);

/** Whether the trigger can do what it says: its subject, its key, its exits. */
export function checkTrigger({ graph, triggers }: Sheet, report: Report): void {
  const entry = triggers[0];
  if (!entry || entry.config === null || !entry.kind?.trigger) return;
  const { id } = entry.node;
  const trigger = entry.kind.trigger(entry.config);
  const type = eventType(trigger.event);
  const problem = (severity: Problem['severity'], code: string, sentence: string, field: string | null) =>
    report({ severity, node: id, code, sentence, field });
  const label = type ? type.label.toLowerCase() : trigger.event;
  if (type && !type.subjects.includes(graph.subject)) {
    problem(
      'error',
      'subject-wrong',
      `"${type.label}" cannot start a flow about a ${graph.subject}. Choose another trigger, or make the flow about a ${type.subjects[0] ?? 'customer'}.`,
      'event',
    );
  }
  if (trigger.key !== 'customer' && !carries(trigger.event, trigger.key)) {
    problem('error', 'key-wrong', `"${label}" does not say which ${trigger.key} it is about, so nobody could be told apart by it.`, 'key');
  }
  checkExits(trigger, problem);
}

const carries = (event: string, thing: string): boolean => {
  const type = eventType(event);
  return type === undefined || (type.matches as readonly string[]).includes(thing) || (type.subjects as readonly string[]).includes(thing);
};

function checkExits(
  trigger: PlanTrigger,
  problem: (severity: Problem['severity'], code: string, sentence: string, field: string | null) => void,
): void {
  trigger.exits.forEach((exit, index) => {
    const field = `exits.${index}`;
    if (exit.match === 'customer' || exit.match === 'message') return;
    if (!carries(exit.event, exit.match))
      problem(
        'error',
        'exit-never',
        `The exit on "${exit.event}" is tied to the ${exit.match}, but that event never says which. People would never leave by it.`,
        field,
      );
    else if (!carries(trigger.event, exit.match))
      problem(
        'error',
        'exit-never',
        `The exit on "${exit.event}" is tied to the ${exit.match}, but people come in by an event without one. They would never leave by it.`,
        field,
      );
  });
  if (RECOVERY.has(trigger.event) && !trigger.exits.some((exit) => BOUGHT.has(exit.event) && exit.where === undefined)) {
    problem('error', 'exit-missing', 'People who buy would go on getting reminders. Add the exit "Placed an order".', 'exits');
  }
}

/** Things that work and are still worth a word. */
export function checkSense({ graph }: Sheet, reached: readonly SheetNode[], report: Report): void {
  const warn = (code: string, sentence: string, field: string | null = null) =>
    report({ severity: 'warning', node: null, code, sentence, field });
  if (reached.length > 0 && !reached.some(({ kind }) => kind?.family === 'message' || kind?.family === 'action'))
    warn('does-nothing', 'The flow sends nothing and does nothing yet.');
  if (graph.settings.holdout === 0) warn('no-holdout', 'Nobody is held back, so nobody can tell what the flow caused.', 'settings.holdout');
}
