import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameValue, toDocument, toGraph, type FlowDocument } from '../store/document.ts';
import { anyDocument, DIAMOND, documentOf, SAMPLE_KINDS } from '../testing/sample-kinds.ts';
import { portsOf } from '../store/wiring.ts';
import {
  addNode,
  connect,
  disconnect,
  layOut,
  moveNodes,
  renameNode,
  setSettings,
  type Command,
} from './commands.ts';
import { setConfig } from './config-command.ts';
import { NO_HISTORY, perform, redo, undo, type Edited } from './history.ts';
import { moveOnto } from './moving.ts';
import { addNote, writeNote } from './note-commands.ts';
import { firstWay, partingsOf, removeSteps } from './removal.ts';

const begin = (document: FlowDocument): Edited => ({ document, history: NO_HISTORY });
/** Deletes steps and notes, as without a question. */
function removal(document: FlowDocument, ids: readonly string[]): Command {
  const partings = partingsOf(document, SAMPLE_KINDS, ids);
  return removeSteps(
    document,
    SAMPLE_KINDS,
    partings,
    partings.map(firstWay),
    ids.filter((id) => document.notes[id]),
  );
}
const wait = (id: string) => ({ id, kind: 'wait', version: 0, config: {} });

/** Turns numbers into an edit that is valid for the current document. */
function anyCommand(
  document: FlowDocument,
  [what, first, second]: readonly [number, number, number],
): Command {
  const ids = Object.keys(document.nodes);
  const one = ids[first % Math.max(1, ids.length)] ?? '';
  const two = ids[second % Math.max(1, ids.length)] ?? '';
  const ports = portsOf(document, SAMPLE_KINDS, one);
  const port = ports[second % Math.max(1, ports.length)]?.id;
  switch (what % 11) {
    case 0:
      return addNode(wait(`new-${first}-${second}`), 'wait', port ? { from: one, port } : null, 'next');
    case 1:
      return port && two ? connect({ from: one, port }, two) : layOut();
    case 2:
      return disconnect(Object.keys(document.edges).slice(0, 1));
    case 3:
      return removal(document, one === two ? [one] : [one, two]);
    case 4:
      return setConfig(one, { days: second }, 'days');
    case 5:
      return renameNode(one, second % 2 ? `Name ${second}` : '');
    case 6:
      return moveNodes({ [one]: { x: first, y: second } });
    case 7:
      return addNote({ id: `note-${first}`, text: '', position: { x: first, y: second } });
    case 8:
      return writeNote(`note-${first}`, `Words ${second}`);
    case 9: {
      const moved = port ? moveOnto(document, SAMPLE_KINDS, two, { from: one, port }, two) : 'own';
      return typeof moved === 'string' ? removal(document, [`note-${first}`]) : moved;
    }
    default:
      return setSettings({ holdout: (second % 50) / 100 });
  }
}

const edits = fc.array(fc.tuple(fc.nat(100), fc.nat(100), fc.nat(100)), { minLength: 1, maxLength: 25 });

function performAll(
  document: FlowDocument,
  numbers: readonly (readonly [number, number, number])[],
  gap: number,
) {
  let edited = begin(document);
  const seen = [document];
  numbers.forEach((entry, index) => {
    edited = perform(edited, anyCommand(edited.document, entry), index * gap);
    seen.push(edited.document);
  });
  return { edited, seen };
}

describe('undo and redo', () => {
  it('undoing everything brings back exactly the first flow', () => {
    fc.assert(
      fc.property(anyDocument, edits, fc.constantFrom(0, 10_000), (document, numbers, gap) => {
        let { edited } = performAll(document, numbers, gap);
        while (edited.history.past.length > 0) edited = undo(edited);
        expect(sameValue(edited.document, document)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('redoing everything brings back exactly the last flow', () => {
    fc.assert(
      fc.property(anyDocument, edits, (document, numbers) => {
        const { edited: done } = performAll(document, numbers, 10_000);
        let edited = done;
        while (edited.history.past.length > 0) edited = undo(edited);
        while (edited.history.future.length > 0) edited = redo(edited);
        expect(sameValue(edited.document, done.document)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('undo goes back one edit at a time through every state there was', () => {
    fc.assert(
      fc.property(anyDocument, edits, (document, numbers) => {
        const { edited: done, seen } = performAll(document, numbers, 10_000);
        const states = seen.filter((state, index) => index === 0 || state !== seen[index - 1]);
        let edited = done;
        for (const state of states.reverse()) {
          expect(sameValue(edited.document, state)).toBe(true);
          edited = undo(edited);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('typing in one field undoes in one go, typing again after a pause does not', () => {
    let edited = begin(DIAMOND);
    edited = perform(edited, setConfig('join', { days: 1 }, 'days'), 0);
    edited = perform(edited, setConfig('join', { days: 12 }, 'days'), 400);
    edited = perform(edited, setConfig('join', { days: 3 }, 'days'), 9_000);
    expect(edited.history.past).toHaveLength(2);
    expect(undo(edited).document.nodes['join']?.config).toEqual({ days: 12 });
    expect(undo(undo(edited)).document.nodes['join']?.config).toEqual({});
  });

  it('an edit that changes nothing leaves no step to undo', () => {
    const edited = perform(begin(DIAMOND), layOut(), 0);
    expect(edited.history.past).toHaveLength(0);
    expect(edited.document).toBe(DIAMOND);
  });

  it('my undo still works after a colleague deleted one of the steps I changed', () => {
    let edited = perform(begin(DIAMOND), setConfig('left', { text: 'a' }, 'text'), 0);
    edited = perform(edited, setConfig('join', { days: 2 }, 'days'), 10_000);
    const { left: _gone, ...nodes } = edited.document.nodes;
    edited = { ...edited, document: { ...edited.document, nodes } };
    expect(undo(undo(edited)).document.nodes['join']?.config).toEqual({});
  });
});

describe('edits of a flow', () => {
  it('a step added on a branch comes between its two steps', () => {
    const { document } = perform(
      begin(DIAMOND),
      addNode(wait('new'), 'wait', { from: 'check', port: 'yes' }, 'next'),
      0,
    );
    const ways = Object.values(document.edges).map((edge) => `${edge.from}.${edge.port}>${edge.to}`);
    expect(ways).toContain('check.yes>new');
    expect(ways).toContain('new.next>left');
    expect(ways).not.toContain('check.yes>left');
  });

  it('deleting a step closes the gap along its main branch', () => {
    const { document } = perform(begin(DIAMOND), removal(DIAMOND, ['left', 'join']), 0);
    const ways = Object.values(document.edges)
      .map((edge) => `${edge.from}.${edge.port}>${edge.to}`)
      .sort();
    expect(ways).toEqual(['check.no>right', 'check.yes>stop', 'right.next>stop', 'start.next>check']);
  });

  it('after any edits no branch leads from or to a missing step', () => {
    fc.assert(
      fc.property(anyDocument, edits, (document, numbers) => {
        const { edited } = performAll(document, numbers, 10_000);
        for (const edge of Object.values(edited.document.edges)) {
          expect(edited.document.nodes[edge.from]).toBeDefined();
          expect(edited.document.nodes[edge.to]).toBeDefined();
        }
      }),
      { numRuns: 200 },
    );
  });

  it('every branch leads to only one step, whatever was connected', () => {
    fc.assert(
      fc.property(anyDocument, edits, (document, numbers) => {
        const places = Object.values(performAll(document, numbers, 10_000).edited.document.edges).map(
          (edge) => `${edge.from}.${edge.port}`,
        );
        expect(new Set(places).size).toBe(places.length);
      }),
      { numRuns: 200 },
    );
  });

  it('a flow is unchanged after loading it into the editor and out again', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        expect(toDocument(toGraph(document))).toEqual(document);
      }),
    );
  });

  it('deleting everything but the start leaves the start alone', () => {
    const flow = documentOf({ start: 'trigger', a: 'wait', b: 'check' }, [
      'start.next>a',
      'a.next>b',
      'b.yes>a',
    ]);
    const { document } = perform(begin(flow), removal(flow, ['a', 'b']), 0);
    expect(Object.keys(document.nodes)).toEqual(['start']);
    expect(document.edges).toEqual({});
  });
});
