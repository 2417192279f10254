import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { graphSchema, type Graph } from '@millrace/flow';
import { kinds } from '@millrace/nodes';
import { templates } from '@millrace/templates';
import { setConfig } from '../history/config-command.ts';
import { NO_HISTORY, perform } from '../history/history.ts';
import { DIAMOND } from '../testing/sample-kinds.ts';
import { differenceOf, differenceWords } from './compare.ts';
import { toDocument, toGraph } from './document.ts';
import { createEditor, type Editor } from './editor.ts';
import { placeOf, type Looking } from './editor-state.ts';
import { lookingEditor } from './look.ts';
import { createVersions, wayBack } from './versions.ts';

const FIRST = graphSchema.parse(templates['abandoned-cart-classic']!.graph);
const DRAFT = graphSchema.parse(templates['abandoned-cart-ai']!.graph);
const VERSION = { number: 1, publishedAt: 0, publishedBy: 'Ann', note: null, inside: 4 };
const LOOKING: Looking = { version: VERSION, document: toDocument(FIRST) };

let saved: Graph[] = [];
let published = 0;
const open = (mayEdit = true): Editor =>
  createEditor(
    { id: 'flow', name: 'Flow', state: 'live', graph: DRAFT, revision: 1, version: 2, mayEdit },
    kinds,
    {
      save: async (next, revision) => {
        saved.push(next);
        return { revision: revision + 1 };
      },
      publish: async () => {
        published += 1;
        return { version: 3, state: 'live' };
      },
      listVersions: async () => [VERSION],
      readVersion: async () => FIRST,
    },
  );
const graphIn = (editor: Editor) => toGraph(editor.store.getState().document);

beforeEach(() => {
  vi.useFakeTimers();
  [saved, published] = [[], 0];
});
afterEach(() => vi.useRealTimers());

describe('viewing an earlier version', () => {
  it('leaves the draft, its history and the saved draft unchanged', async () => {
    const editor = open();
    editor.choose.lookAt(LOOKING);
    const look = lookingEditor(editor, LOOKING);
    look.edit.add('wait', null);
    look.edit.settings({ holdout: 0 });
    look.edit.remove(Object.keys(LOOKING.document.nodes));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(graphIn(look)).toEqual(FIRST);
    expect(graphIn(editor)).toEqual(DRAFT);
    expect(editor.store.getState().history.past).toEqual([]);
    expect(saved).toEqual([]);
  });

  it('ends when the list is closed, another panel is opened, or Watch is chosen', () => {
    const editor = open();
    for (const leave of [
      editor.choose.closePanel,
      () => editor.choose.show('problems'),
      () => editor.choose.mode('watch'),
    ]) {
      editor.choose.lookAt(LOOKING);
      expect(placeOf(editor.store.getState())).toEqual({ panel: 'versions', version: 1 });
      leave();
      expect(editor.store.getState().looking).toBeNull();
      expect(placeOf(editor.store.getState()).version).toBeNull();
      editor.choose.mode('build');
    }
  });
});

describe('bringing an earlier version back', () => {
  it('makes it the draft in one edit that is saved and can be undone, and publishes nothing', async () => {
    const editor = open();
    editor.choose.lookAt(LOOKING);
    expect(editor.edit.bringBack(LOOKING)).toBe(true);
    const { looking, panel, history } = editor.store.getState();
    expect([looking, panel, history.past.map((done) => done.label)]).toEqual([
      null,
      null,
      ['bring back version 1'],
    ]);
    expect(differenceOf(toDocument(graphIn(editor)), toDocument(FIRST))).toBeNull();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(differenceOf(toDocument(saved.at(-1)!), toDocument(FIRST))).toBeNull();
    editor.edit.undo();
    expect(differenceOf(toDocument(graphIn(editor)), toDocument(DRAFT))).toBeNull();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(differenceOf(toDocument(saved.at(-1)!), toDocument(DRAFT))).toBeNull();
    expect(published).toBe(0);
  });

  it('restores settings too, including those that were not set then', () => {
    const editor = open();
    editor.edit.settings({ owner: 'Ann', holdout: 0.3 });
    editor.edit.bringBack(LOOKING);
    expect(editor.store.getState().document.settings).toEqual(FIRST.settings);
  });

  it('is not offered to viewers', () => {
    const editor = open(false);
    expect(editor.edit.bringBack(LOOKING)).toBe(false);
    expect(graphIn(editor)).toEqual(DRAFT);
  });

  it('asks when the draft has unpublished changes, or when this is not known', () => {
    const [draft, version, newest] = [
      toDocument(DRAFT),
      toDocument(FIRST),
      toDocument(structuredClone(DRAFT)),
    ];
    expect(wayBack(draft, version, newest)).toBe('free');
    expect(wayBack(draft, version, version)).toBe('ask');
    expect(wayBack(draft, version, null)).toBe('ask');
    expect(wayBack(draft, toDocument(structuredClone(DRAFT)), null)).toBe('same');
  });
});

describe('reading versions', () => {
  it('loads each once, and again only after it failed', async () => {
    const readVersion = vi
      .fn<(number: number) => Promise<Graph>>()
      .mockRejectedValueOnce(new Error('no network'))
      .mockResolvedValue(FIRST);
    const versions = createVersions({ readVersion });
    await expect(versions.read(1)).rejects.toThrow('no network');
    expect(await versions.read(1)).toEqual(toDocument(FIRST));
    expect(await versions.read(1)).toBe(await versions.read(1));
    expect(readVersion).toHaveBeenCalledTimes(2);
  });
});

describe('the difference between a version and the draft', () => {
  const changed = perform(
    { document: DIAMOND, history: NO_HISTORY },
    setConfig('left', { value: 1 }, 'value'),
    0,
  ).document;

  it('counts steps and names the rest', () => {
    const { left: _left, ...others } = DIAMOND.nodes;
    const less = { ...DIAMOND, nodes: others, settings: { ...DIAMOND.settings, holdout: 0.2 } };
    expect(differenceWords(differenceOf(DIAMOND, changed)!)).toBe('1 step is different');
    expect(differenceWords(differenceOf(DIAMOND, less)!)).toBe(
      '1 step is missing here, the flow’s settings differ',
    );
    expect(differenceWords(differenceOf(less, changed)!)).toBe(
      '1 step is only here, the flow’s settings differ',
    );
  });

  it('distinguishes a moved card from a changed step', () => {
    const moved = {
      ...DIAMOND,
      nodes: { ...DIAMOND.nodes, left: { ...DIAMOND.nodes['left']!, position: { x: 1, y: 1 } } },
    };
    expect(differenceWords(differenceOf(DIAMOND, moved)!)).toBe('only places on the canvas differ');
    expect(differenceOf(DIAMOND, structuredClone(DIAMOND))).toBeNull();
  });
});
