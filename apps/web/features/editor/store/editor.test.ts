import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { graphSchema, type Graph } from '@millrace/flow';
import { kinds } from '@millrace/nodes';
import { templates } from '@millrace/templates';
import type { Conflict, Saved } from '../actions.ts';
import { createEditor, type Editor } from './editor.ts';
import { toGraph } from './document.ts';

const EMPTY = graphSchema.parse({ schemaVersion: 2, subject: 'customer', nodes: [], edges: [] });
const TEMPLATE = graphSchema.parse(templates['abandoned-cart-ai']!.graph);

let saved: Graph[] = [];
const open = (graph: Graph, mayEdit = true): Editor =>
  createEditor(
    { id: 'flow', name: 'Flow', state: 'draft', graph, revision: 1, version: null, mayEdit },
    kinds,
    {
      save: async (next, revision): Promise<Saved | Conflict> => {
        saved.push(next);
        return { revision: revision + 1 };
      },
    },
  );
const state = (editor: Editor) => editor.store.getState();
const ways = (editor: Editor) =>
  Object.values(state(editor).document.edges).map((edge) => `${edge.from}.${edge.port}>${edge.to}`);

beforeEach(() => {
  vi.useFakeTimers();
  saved = [];
});
afterEach(() => vi.useRealTimers());

describe('building a flow in the editor', () => {
  it('each step pressed in the list goes after the one before, and the flow is saved automatically', async () => {
    const editor = open(EMPTY);
    const trigger = editor.edit.add('event-trigger', editor.edit.placeForNew())!;
    const wait = editor.edit.add('wait', editor.edit.placeForNew())!;
    const send = editor.edit.add('send-email', editor.edit.placeForNew())!;
    expect(ways(editor)).toEqual([`${trigger}.next>${wait}`, `${wait}.next>${send}`]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(saved.at(-1)?.nodes).toHaveLength(3);
    expect(graphSchema.safeParse(saved.at(-1)).success).toBe(true);
    expect(state(editor).save.is).toBe('saved');
  });

  it('a message added in the middle of a branch leads on to the next step', () => {
    const editor = open(TEMPLATE);
    const before = ways(editor)
      .find((way) => way.startsWith('visitor-wait.next>'))!
      .split('>')[1];
    const id = editor.edit.add('send-email', { from: 'visitor-wait', port: 'next' });
    expect(ways(editor)).toContain(`visitor-wait.next>${id}`);
    expect(ways(editor)).toContain(`${id}.next>${before}`);
  });

  it('finds the problems of the flow language, and none in a template', () => {
    const template = open(TEMPLATE);
    template.check();
    expect(state(template).problems.filter((problem) => problem.severity === 'error')).toEqual([]);
    const editor = open(EMPTY);
    editor.edit.add('event-trigger', null);
    editor.check();
    expect(state(editor).problems.some((problem) => problem.field === 'events')).toBe(true);
  });

  it('removing a path of a condition also removes its branch', () => {
    const editor = open(EMPTY);
    const id = editor.edit.add('condition', null)!;
    const path = {
      id: 'loyal',
      name: 'Loyal',
      when: { fact: 'customer.ordersCount', operator: 'at-least', value: 3 },
    };
    editor.edit.configure(id, { paths: [path] });
    const end = editor.edit.add('end', { from: id, port: 'loyal' });
    expect(ways(editor)).toEqual([`${id}.loyal>${end}`]);
    editor.edit.configure(id, { paths: [] });
    expect(ways(editor)).toEqual([]);
    editor.edit.undo();
    expect(ways(editor)).toEqual([`${id}.loyal>${end}`]);
  });

  it('copying the whole template and pasting it doubles everything but the start', () => {
    const editor = open(TEMPLATE);
    editor.choose.selectAll();
    const text = editor.edit.copy()!;
    expect(editor.edit.paste(text)).toBe(true);
    expect(toGraph(state(editor).document).nodes).toHaveLength(TEMPLATE.nodes.length * 2 - 1);
    editor.edit.undo();
    expect(toGraph(state(editor).document).nodes).toHaveLength(TEMPLATE.nodes.length);
  });

  it('duplicating the chosen step leaves the first one as it is and chooses the copy', () => {
    const editor = open(TEMPLATE);
    editor.choose.select(['welcome']);
    editor.edit.duplicate();
    const { selection, document } = state(editor);
    expect(Object.keys(document.nodes)).toHaveLength(TEMPLATE.nodes.length + 1);
    expect(document.nodes[selection[0]!]?.config).toEqual(document.nodes['welcome']?.config);
  });

  it('a viewer can see everything and change nothing', async () => {
    const editor = open(TEMPLATE, false);
    editor.choose.selectAll();
    editor.edit.remove(['visitor-wait']);
    editor.edit.add('wait', null);
    editor.edit.layOut();
    editor.edit.settings({ holdout: 0 });
    editor.edit.undo();
    expect(toGraph(state(editor).document)).toEqual(TEMPLATE);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(saved).toEqual([]);
  });

  it('begins with the panel that the address names, and with none when it names none', () => {
    const flow = {
      id: 'flow',
      name: 'Flow',
      state: 'live',
      graph: TEMPLATE,
      revision: 1,
      version: 1,
    } as const;
    const actions = { save: async () => ({ revision: 2 }) };
    expect(
      state(createEditor(flow, kinds, actions, { place: { panel: 'settings', version: null } })).panel,
    ).toBe('settings');
    expect(state(createEditor(flow, kinds, actions)).panel).toBeNull();
  });

  it('selecting, opening panels and moving the view leave nothing to undo', () => {
    const editor = open(TEMPLATE);
    editor.choose.open('visitor-wait', 'duration');
    editor.choose.select(['welcome']);
    editor.choose.mode('watch');
    editor.choose.side('outline');
    expect(state(editor).history.past).toEqual([]);
  });
});

describe('duplicating, deleting and reading only', () => {
  it('a duplicate follows its original on the same branch, and comes into view', () => {
    const editor = open(TEMPLATE);
    const after = ways(editor)
      .find((way) => way.startsWith('visitor-wait.next>'))!
      .split('>')[1];
    editor.choose.select(['visitor-wait']);
    editor.edit.duplicate();
    const [copy] = state(editor).selection;
    expect(ways(editor)).toContain(`visitor-wait.next>${copy}`);
    expect(ways(editor)).toContain(`${copy}.next>${after}`);
    expect(state(editor).wanted).toMatchObject({ node: copy, focus: true });
  });

  it('a start is not duplicated, as a flow has one', () => {
    const editor = open(TEMPLATE);
    editor.choose.select(['trigger']);
    expect(editor.edit.duplicate()).toBe(false);
  });

  it('deleting a step with several branches asks first and deletes nothing before the answer', () => {
    const editor = open(TEMPLATE);
    editor.edit.remove(['shopper']);
    expect(state(editor).overlay).toEqual({ is: 'delete', ids: ['shopper'] });
    expect(toGraph(state(editor).document)).toEqual(TEMPLATE);
  });

  it('on a phone, and while the flow is watched, nothing can be changed', () => {
    const editor = open(TEMPLATE);
    const tries = () => {
      editor.edit.remove(['visitor-wait']);
      editor.edit.add('wait', null);
      editor.edit.addNote({ x: 0, y: 0 });
      editor.edit.configure('visitor-wait', {});
      editor.edit.layOut();
    };
    editor.choose.phone(true);
    tries();
    editor.choose.phone(false);
    editor.choose.mode('watch');
    tries();
    expect(toGraph(state(editor).document)).toEqual(TEMPLATE);
    editor.choose.mode('build');
    editor.edit.add('wait', null);
    expect(toGraph(state(editor).document).nodes).toHaveLength(TEMPLATE.nodes.length + 1);
  });

  it('a new start is connected to the first unconnected step', () => {
    const editor = open(EMPTY);
    const wait = editor.edit.add('wait', null)!;
    const start = editor.edit.add('event-trigger', editor.edit.placeForNew())!;
    expect(ways(editor)).toEqual([`${start}.next>${wait}`]);
  });

  it('a step without an output is not added where a step follows', () => {
    const editor = open(TEMPLATE);
    expect(editor.edit.add('end', { from: 'visitor-wait', port: 'next' })).toBeNull();
    expect(toGraph(state(editor).document)).toEqual(TEMPLATE);
  });
});
