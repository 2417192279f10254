import { newDraft, type Draft } from '../draft.ts';
import type { ReadFlow } from '../importer.ts';
import { loose, looseList, textOf, type Loose } from '../loose.ts';
import { readAction, type Placed } from './actions.ts';
import type { Reader } from './reader.ts';
import type { Names } from './conditions.ts';
import { readTrigger } from './triggers.ts';

/** Steps after one another without a branch, so that a file that goes round in circles ends. */
const MOST_STEPS = 2_000;

/** Reads a flow of Klaviyo. Whatever has no equal is passed by and listed. */
export function readKlaviyo(file: Loose, definition: Loose): ReadFlow {
  const draft = newDraft('customer');
  const reader: Reader = { draft, names: namesIn(file), templates: templatesIn(file) };
  const trigger = readTrigger(definition, reader);
  const actions = new Map<string, Loose>();
  for (const action of looseList(definition['actions']).slice(0, MOST_STEPS))
    for (const id of [textOf(action['id']), textOf(action['temporary_id'])])
      if (id !== '') actions.set(id, action);
  connectAll(draft, reader, actions, {
    port: { step: trigger, port: 'next' },
    to: textOf(definition['entry_action_id']),
  });
  const flow = loose(loose(file['data'])['attributes']);
  return draft.done(textOf(flow['name']) || textOf(file['name']) || 'Flow from Klaviyo');
}

interface Open {
  readonly port: { readonly step: string; readonly port: string };
  /** The action that comes there. */
  readonly to: string;
}

/** Places each action once, where it is first reached, and leads every other way to it there. */
function connectAll(draft: Draft, reader: Reader, actions: ReadonlyMap<string, Loose>, first: Open): void {
  const placed = new Map<Loose, Placed>();
  const open: Open[] = [first];
  const missing = new Set<string>();
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const found = landing(next.to, actions, placed, reader, missing);
    if (found === null) {
      draft.connect(next.port.step, next.port.port, draft.add('end', {}));
      continue;
    }
    draft.connect(next.port.step, next.port.port, found.placed.first);
    if (!found.isNew) continue;
    for (const { step, port, to } of found.placed.ways) open.push({ port: { step, port }, to });
  }
}

/** The step that an action became, or that of the next action that became one. */
function landing(
  id: string,
  actions: ReadonlyMap<string, Loose>,
  placed: Map<Loose, Placed>,
  reader: Reader,
  missing: Set<string>,
): { readonly placed: Placed & { readonly first: string }; readonly isNew: boolean } | null {
  const seen = new Set<string>();
  for (let at = id; at !== '' && !seen.has(at);) {
    seen.add(at);
    const action = actions.get(at);
    if (!action) {
      if (!missing.has(at))
        reader.draft.leaveOut(
          `Action ${at}`,
          'The file names it, and does not have it.',
          'Export the flow again.',
        );
      missing.add(at);
      return null;
    }
    const known = placed.get(action);
    const one = known ?? readAction(action, reader);
    placed.set(action, one);
    if (one.first !== null) return { placed: { ...one, first: one.first }, isNew: known === undefined };
    at = one.ways[0]?.to ?? '';
  }
  return null;
}

/** Names of metrics, lists and segments, from what the file includes. */
function namesIn(file: Loose): Names {
  const names = new Map<string, string>();
  for (const one of looseList(file['included'])) {
    const name = textOf(loose(one['attributes'])['name']);
    if (name !== '') names.set(`${textOf(one['type'])} ${textOf(one['id'])}`, name);
  }
  return {
    metric: (id) => names.get(`metric ${id}`) ?? null,
    group: (id) => names.get(`list ${id}`) ?? names.get(`segment ${id}`) ?? null,
  };
}

/** Templates of e-mails by their id, from what the file includes. */
function templatesIn(file: Loose): ReadonlyMap<string, { readonly html: string; readonly text: string }> {
  return new Map(
    looseList(file['included'])
      .filter((one) => one['type'] === 'template')
      .map((one) => {
        const { html, text } = loose(one['attributes']) as { html?: unknown; text?: unknown };
        return [textOf(one['id']), { html: textOf(html), text: textOf(text) }] as const;
      }),
  );
}
