import { EDITORS } from '@millrace/nodes/editors';
import { kinds } from '@millrace/nodes';
import type { Graph, NodeKind } from '@millrace/flow';
import { lookAt, type Picture } from '@millrace/ui/testing';
import { describe, expect, it, test } from 'vitest';
import { toGraph } from '../store/document.ts';
import { createEditor, type Editor } from '../store/editor.ts';
import { EditorContext } from '../store/hooks.ts';
import { documentOf } from '../testing/sample-kinds.ts';
import { StepPanel } from './step-panel.tsx';

/** An editor of one step of the kind, set up as in its example. */
function editorOf(kind: NodeKind, mayEdit: boolean, config: object = kind.example as object): Editor {
  const graph: Graph = toGraph({
    ...documentOf({ step: kind.kind }),
    nodes: { step: { id: 'step', kind: kind.kind, version: 0, config: { ...config } } },
  });
  return createEditor(
    { id: 'f', name: 'Flow', state: 'draft', graph, revision: 1, version: null, mayEdit, currency: 'EUR' },
    kinds,
    { save: () => Promise.reject(new Error('Nothing is saved here.')) },
  );
}

function panelOf(editor: Editor): Picture {
  const panel = lookAt(
    <EditorContext value={editor}>
      <StepPanel id="step" />
    </EditorContext>,
  );
  editor.stop();
  return panel;
}

/** Controls by which something could be changed. A closed choice can be looked at, but not when it is switched off. */
const CHANGING = ['textbox', 'searchbox', 'switch', 'checkbox', 'radio', 'combobox', 'slider'];
const drawn = Object.values(kinds)
  .filter(({ kind }) => EDITORS[kind] === undefined)
  .map((kind) => [kind.title, kind] as const);

describe.each(drawn)('the panel of “%s”', (_title, kind) => {
  it('is named after its step, and gives a name to everything that can be changed', () => {
    const panel = panelOf(editorOf(kind, true));
    expect(panel.one('complementary').name).toBe(`Settings of ${kind.title}`);
    const parts = [...CHANGING, 'button'].flatMap((role) => panel.all(role));
    expect(parts.filter(({ name }) => name === '')).toEqual([]);
    expect(panel.names('button')).toEqual(expect.arrayContaining(['Duplicate', 'Delete', 'Close panel']));
  });

  it('lets a person who may only look change nothing', () => {
    const panel = panelOf(editorOf(kind, false));
    const open = CHANGING.flatMap((role) => panel.all(role)).filter(({ disabled }) => !disabled);
    expect(open.map(({ role, name }) => `${role} ${name}`)).toEqual([]);
    const buttons = panel.all('button').filter(({ disabled }) => !disabled);
    const looks = /^(Close panel|Show the (e-mail|text message|push notification))$/;
    expect(buttons.map(({ name }) => name).filter((name) => !looks.test(name))).toEqual([]);
  });
});

test.each([
  ['tell-system', 'properties', 20, 'Add a fact', { label: 'a', value: 'b' }],
  ['ask-the-team', 'facts', 10, 'Add a fact', { label: 'a', value: 'b' }],
  ['http-request', 'headers', 20, 'Add a header', { name: 'X-A', value: 'b' }],
  ['http-request', 'keep', 20, 'Keep a field', { path: 'a', name: 'a', type: 'text' }],
])('%s takes as many entries in “%s” as its schema allows: %i', (name, field, most, button, row) => {
  const kind = kinds[name]!;
  const withRows = (count: number) => {
    const rows = Array.from({ length: count }, () => row);
    return panelOf(editorOf(kind, true, { ...(kind.example as object), [field]: rows })).one(
      'button',
      button,
    );
  };
  expect(withRows(most - 1).disabled).toBe(false);
  expect(withRows(most).disabled).toBe(true);
});

describe('what a panel asks for', () => {
  it('calls a field optional only when it may stay empty', () => {
    const words = (kind: string, config: object) => panelOf(editorOf(kinds[kind]!, true, config)).words;
    expect(words('refund-order', { what: 'amount' })).not.toContain('Amount (optional)');
    expect(words('reprice-product', { how: 'set' })).not.toContain('Amount (optional)');
    expect(words('reprice-product', { how: 'set' })).toContain('Never above (optional)');
    expect(words('discount-code', { from: 'fixed', kind: 'amount' })).not.toContain('Amount off (optional)');
    expect(words('discount-code', { from: 'fixed', kind: 'amount' })).toContain('Smallest order (optional)');
  });

  it('says what to do with a step of a kind that this version does not know', () => {
    const editor = editorOf({ ...kinds['wait']!, kind: 'from-the-future', example: {} }, true);
    const panel = panelOf(editor);
    expect(panel.words).toContain(
      'This step is from another version of Millrace and cannot be changed here.',
    );
    expect(panel.names('button')).toContain('Delete');
  });
});
