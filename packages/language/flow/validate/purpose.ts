import { entryEvents } from '../event-match.ts';
import { eventType } from '../event-types.ts';
import type { Graph } from '../graph.ts';
import type { Fix } from '../graph-edit.ts';
import type { PlanTrigger, Problem } from '../plan.ts';
import type { NodeKind } from '../kind.ts';
import { withArticle as a } from '../subject-words.ts';
import { setConfig } from './fixes.ts';
import type { Sheet, SheetNode } from './sheet.ts';

type Report = (problem: Problem) => void;
type Tell = (
  severity: Problem['severity'],
  code: string,
  sentence: string,
  field: string | null,
  fix?: Fix,
) => void;

export const RECOVERY_EVENTS: ReadonlySet<string> = new Set([
  'cart-abandoned',
  'checkout-started',
  'checkout-updated',
  'cart-updated',
]);
const BOUGHT = new Set(['order-placed', 'order-paid']);

/** Checks that the subject, key and exits of the trigger can work. */
export function checkTrigger({ graph, triggers }: Sheet, report: Report): void {
  const entry = triggers[0];
  if (!entry || entry.config === null || !entry.kind?.trigger) return;
  const { id } = entry.node;
  const trigger = entry.kind.trigger(entry.config, graph.subject);
  const events = entryEvents(trigger);
  const problem: Tell = (severity, code, sentence, field, fix) =>
    report({ severity, node: id, code, sentence, field, fix });
  const unfit = events.flatMap((event) => {
    const type = eventType(event);
    return type && !type.subjects.includes(graph.subject) ? [type] : [];
  });
  for (const type of unfit)
    problem(
      'error',
      'subject-wrong',
      trigger.source === undefined
        ? `"${type.label}" cannot start a flow about ${a(graph.subject)}. Choose another trigger, or make the flow about ${a(type.subjects[0] ?? 'customer')}.`
        : `This trigger cannot start a flow about ${a(graph.subject)}. Choose another one, or make the flow about ${a(type.subjects[0] ?? 'customer')}.`,
      trigger.source === undefined ? ('events' in entry.written ? 'events' : 'event') : null,
    );
  // A wrong subject was reported above. When the key follows from it, the same fault is not reported again.
  const isForced = (event: string) =>
    trigger.key === graph.subject && unfit.some(({ type }) => type === event);
  const keyless = events.find((event) => !isForced(event) && !carries(event, trigger.key));
  if (trigger.key !== 'customer' && keyless !== undefined) {
    const label = eventType(keyless)?.label.toLowerCase() ?? keyless;
    problem(
      'error',
      'key-wrong',
      `"${label}" does not say which ${trigger.key} it is about, so people cannot enter once for each ${trigger.key}.`,
      'key',
      setConfig('Once for each customer', id, 'key', 'customer'),
    );
  }
  const written = Array.isArray(entry.written['exits']) ? (entry.written['exits'] as unknown[]) : [];
  checkExits(trigger, problem, (title, exits) => setConfig(title, id, 'exits', exits(written)));
}

/** Flows about a product or the store have no person, so steps that need one could do nothing. */
export function checkPeople({ graph }: Sheet, reached: readonly SheetNode[], report: Report): void {
  if (graph.subject !== 'product' && graph.subject !== 'store') return;
  for (const { node, kind } of reached) {
    if (!kind || !needsPerson(kind)) continue;
    const sentence =
      graph.subject === 'product'
        ? 'A flow about a product has no person to write to or decide about. Make the flow about a customer and start it when a product changes, or remove this step.'
        : 'A flow about the store has no person to write to or decide about. Make the flow about a customer and keep its schedule, or remove this step.';
    report({ severity: 'error', node: node.id, code: 'nobody-there', sentence, field: null });
  }
}

/** Steps that need an order or a product cannot work in flows about something else. */
export function checkSubjects({ graph }: Sheet, reached: readonly SheetNode[], report: Report): void {
  for (const { node, kind } of reached) {
    const [first, ...others] = kind?.subjects ?? [];
    if (!kind || first === undefined || kind.subjects!.includes(graph.subject)) continue;
    const things = [first, ...others].map(a).join(' or ');
    const sentence = `“${kind.title}” is about ${a(first)}, and this flow is about ${a(graph.subject)}. Make the flow about ${things}, or remove this step.`;
    report({ severity: 'error', node: node.id, code: 'subject-missing', sentence, field: null });
  }
}

/** Whether a kind of step needs a person: it writes to one, or is about what one did. */
export const needsPerson = (kind: Pick<NodeKind, 'channel' | 'person'>): boolean =>
  kind.channel !== undefined || kind.person === true;

const carries = (event: string, thing: string): boolean => {
  const type = eventType(event);
  return (
    type === undefined ||
    (type.matches as readonly string[]).includes(thing) ||
    (type.subjects as readonly string[]).includes(thing)
  );
};

function checkExits(
  trigger: PlanTrigger,
  problem: Tell,
  fixing: (title: string, exits: (written: readonly unknown[]) => readonly unknown[]) => Fix,
): void {
  trigger.exits.forEach((exit, index) => {
    const field = `exits.${index}`;
    if (exit.match === 'customer' || exit.match === 'message') return;
    const fix = fixing('Remove this exit', (written) => written.filter((_, other) => other !== index));
    if (!carries(exit.event, exit.match))
      problem(
        'error',
        'exit-never',
        `The exit on "${exit.event}" is tied to the ${exit.match}, but that event never says which. People would never leave by it.`,
        field,
        fix,
      );
    else if (!entryEvents(trigger).some((event) => carries(event, exit.match)))
      problem(
        'error',
        'exit-never',
        `The exit on "${exit.event}" is tied to the ${exit.match}, but the event people enter by has none. They would never leave by it.`,
        field,
        fix,
      );
  });
  if (
    entryEvents(trigger).some((event) => RECOVERY_EVENTS.has(event)) &&
    !trigger.exits.some((exit) => BOUGHT.has(exit.event) && exit.where === undefined)
  ) {
    problem(
      'error',
      'exit-missing',
      'People who buy would still get reminders. Add the exit "Placed an order".',
      'exits',
      fixing('Add this exit', (written) => [...written, { event: 'order-placed', match: 'customer' }]),
    );
  }
}

/**
 * Subjects of which some can be held back. A product that is not reordered, or a return without its label,
 * would be harmed to measure the rest.
 */
const MEASURED: ReadonlySet<string> = new Set(['customer', 'cart', 'order']);

/**
 * Whether it only tells people what they need to know: a confirmation is never withheld to measure the rest.
 */
const isService = ({ settings }: Graph, reached: readonly SheetNode[]): boolean =>
  settings.purpose === 'transactional' &&
  !reached.some(({ kind, written }) => kind?.family === 'message' && written['purpose'] === 'marketing');

/** Warnings about flows that can run. */
export function checkSense({ graph }: Sheet, reached: readonly SheetNode[], report: Report): void {
  const warn = (code: string, sentence: string, field: string | null = null, fix?: Fix) =>
    report({ severity: 'warning', node: null, code, sentence, field, fix });
  if (
    reached.length > 0 &&
    !reached.some(({ kind }) => kind?.family === 'message' || kind?.family === 'action')
  )
    warn('does-nothing', 'The flow sends nothing and does nothing yet.');
  if (graph.settings.holdout === 0 && MEASURED.has(graph.subject) && !isService(graph, reached))
    warn(
      'no-holdout',
      'There is no holdout, so what the flow caused cannot be measured.',
      'settings.holdout',
      { title: 'Set a 10% holdout', edits: [{ do: 'set-settings', change: { holdout: 0.1 } }] },
    );
}
