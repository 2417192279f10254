import { own } from '@millrace/base';
import type { Subject } from '@millrace/flow';
import { newDraft, type Draft } from '../draft.ts';
import type { ReadFlow } from '../importer.ts';
import { loose, looseList, textOf, type Loose } from '../loose.ts';
import { addAction } from './actions.ts';
import { readCondition } from './conditions.ts';
import { scheduleOf } from './schedule.ts';
import { fieldsOf, taskName } from './step.ts';

/** Steps of the largest workflow that is read. */
const MOST_STEPS = 2_000;

interface Begins {
  readonly subject: Subject;
  readonly event: string;
  /** What the trigger asks beyond the event. */
  readonly but?: string;
}

const TRIGGERS: Readonly<Record<string, Begins>> = {
  'shopify::admin::order_created': { subject: 'order', event: 'order-placed' },
  'shopify::admin::order_cancelled': { subject: 'order', event: 'order-cancelled' },
  'shopify::admin::product_created': { subject: 'product', event: 'product-created' },
  'shopify::admin::product_status_updated': {
    subject: 'product',
    event: 'product-updated',
    but: 'It begins only when the status changes; here it begins with any change of a product.',
  },
  'shopify::admin::customer_created': { subject: 'customer', event: 'customer-created' },
};

/** Reads a workflow of Shopify Flow. Whatever has no equal is passed by and listed. @param isWhole whether its checksum fits */
export function readWorkflow(root: Loose, isWhole: boolean): ReadFlow {
  const steps = looseList(root['steps']).slice(0, MOST_STEPS);
  const trigger = steps.find((step) => step['task_type'] === 'TRIGGER');
  const task = textOf(trigger?.['task_id']);
  const begins = own(TRIGGERS, task);
  const isScheduled = task === 'shopify::flow::scheduled_time';
  const subject = begins?.subject ?? (isScheduled ? 'store' : 'customer');
  const draft = newDraft(subject);
  if (!isWhole)
    draft.leaveOut(
      'The file',
      'Its checksum does not fit its content: somebody changed it, or it is damaged.',
      'Look through the flow, or export it again.',
    );
  const first = isScheduled ? addSchedule(trigger ?? {}, draft) : addTrigger(trigger, begins, draft);
  const byId = new Map(steps.map((step) => [textOf(step['step_id']), step]));
  const links = new Map<string, string[]>();
  for (const link of looseList(root['links'])) {
    const key = `${textOf(link['from_step_id'])} ${textOf(link['from_port_id'])}`;
    links.set(key, [...(links.get(key) ?? []), textOf(link['to_step_id'])]);
  }
  walk({ draft, subject, byId, links }, first, trigger);
  return draft.done(textOf(root['workflow_name']));
}

function addTrigger(trigger: Loose | undefined, begins: Begins | undefined, draft: Draft): string {
  if (!begins)
    draft.leaveOut(
      trigger ? `Trigger “${taskName(trigger)}”` : 'Trigger',
      trigger ? 'It has no equal here.' : 'The workflow in the file has none.',
      'Choose how the flow begins, and what it is about.',
    );
  else if (begins.but !== undefined)
    draft.leaveOut(`Trigger “${taskName(trigger ?? {})}”`, begins.but, 'Set the filter of the trigger.');
  return draft.add('event-trigger', {
    events: begins ? [begins.event] : [],
    ...(begins && begins.subject !== 'customer' ? { key: begins.subject } : {}),
  });
}

function addSchedule(trigger: Loose, draft: Draft): string {
  const found = scheduleOf(fieldsOf(trigger)['recurrence'] ?? '');
  if (found.problem !== null)
    draft.leaveOut('Trigger “Scheduled time”', found.problem, 'Set when the flow begins in its trigger.');
  return draft.add('schedule-trigger', found.config);
}

interface Workflow {
  readonly draft: Draft;
  readonly subject: Subject;
  readonly byId: ReadonlyMap<string, Loose>;
  readonly links: ReadonlyMap<string, readonly string[]>;
}

/** What a step became: null when there is none, with the ports by which the workflow goes on. */
interface Placed {
  readonly first: string | null;
  readonly ways: readonly { readonly step: string; readonly port: string; readonly by: string }[];
}

/** Places each step once, where it is first reached, and leads every other way to it there. */
function walk(workflow: Workflow, first: string, trigger: Loose | undefined): void {
  const { draft, byId, links } = workflow;
  const placed = new Map<string, Placed>();
  const open = [{ step: first, port: 'next', from: textOf(trigger?.['step_id']), by: 'output' }];
  for (let way = open.shift(); way !== undefined; way = open.shift()) {
    const seen = new Set<string>();
    let [from, by] = [way.from, way.by];
    let landed: string | null = null;
    for (;;) {
      const [id, ...others] = links.get(`${from} ${by}`) ?? [];
      for (const other of seen.has(`${from} ${by}`) ? [] : others)
        draft.leaveOut(
          nameOf(byId.get(other)),
          'It runs beside another step after the same one; here a step has one way on.',
          'Add it behind the others.',
        );
      const step = id === undefined ? undefined : byId.get(id);
      if (id === undefined || !step || seen.has(`${from} ${by}`)) break;
      seen.add(`${from} ${by}`);
      const isNew = !placed.has(id);
      const one = placed.get(id) ?? place(step, workflow);
      placed.set(id, one);
      if (one.first !== null) {
        landed = one.first;
        if (isNew)
          for (const next of one.ways) open.push({ step: next.step, port: next.port, from: id, by: next.by });
        break;
      }
      [from, by] = [id, one.ways[0]?.by ?? 'output'];
    }
    draft.connect(way.step, way.port, landed ?? draft.add('end', {}));
  }
}

const nameOf = (step: Loose | undefined): string => (step ? `“${taskName(step)}”` : 'A step');

function place(step: Loose, { draft, subject, byId, links }: Workflow): Placed {
  const past = (by = 'output'): Placed => ({ first: null, ways: [{ step: '', port: '', by }] });
  switch (step['task_type']) {
    case 'CONDITION': {
      const asked = readCondition(fieldsOf(step)['condition'] ?? '');
      if ('unread' in asked)
        draft.leaveOut(
          nameOf(step),
          `It asks: ${asked.unread || 'nothing'}. That cannot be read.`,
          'Set the condition of this step. Until then it is unfinished.',
        );
      const name = textOf(step['name']) || textOf(step['description']);
      const path = 'is' in asked ? { id: 'yes', name: '', when: asked.is } : { id: 'yes', name: 'Yes' };
      const id = draft.add('condition', { paths: [path] }, name || undefined);
      return {
        first: id,
        ways: [
          { step: id, port: 'yes', by: 'true' },
          { step: id, port: 'else', by: 'false' },
        ],
      };
    }
    case 'WAIT': {
      draft.leaveOut(
        nameOf(step),
        'How long it waits is not known from the file.',
        'Set how long the wait lasts.',
      );
      const id = draft.add('wait', { duration: { amount: 0, unit: 'hours' } });
      return { first: id, ways: [{ step: id, port: 'next', by: 'output' }] };
    }
    case 'FOREACH': {
      const inside = insideOf(textOf(step['step_id']), byId, links);
      draft.leaveOut(
        `For each of ${fieldsOf(step)['listpath'] ?? 'a list'}`,
        inside.length === 0
          ? 'A flow here does not repeat steps for the lines of an order.'
          : `A flow here does not repeat steps for the lines of an order. Inside it: ${inside.join(', ')}.`,
        'Do this in Shopify Flow, or with “HTTP request” in a service of your own.',
      );
      return past('after');
    }
    default: {
      const added = addAction(step, subject, draft);
      if (added.length === 0) return past();
      added.slice(1).forEach((next, at) => draft.connect(added[at]!, 'next', next));
      return { first: added[0]!, ways: [{ step: added.at(-1)!, port: 'next', by: 'output' }] };
    }
  }
}

/** The names of the steps in a loop. */
function insideOf(
  loop: string,
  byId: ReadonlyMap<string, Loose>,
  links: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const found = new Set<string>();
  const open = [...(links.get(`${loop} loop_body`) ?? [])];
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    if (found.has(id) || id === loop) continue;
    found.add(id);
    for (const port of ['output', 'true', 'false', 'loop_body', 'after'])
      open.push(...(links.get(`${id} ${port}`) ?? []));
  }
  return [...found].map((id) => taskName(loose(byId.get(id))));
}
