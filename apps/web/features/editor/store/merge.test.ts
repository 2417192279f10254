import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDocument, DIAMOND, SAMPLE_KINDS } from '../testing/sample-kinds.ts';
import { addNode, connect, renameNode, setSettings } from '../history/commands.ts';
import { setConfig } from '../history/config-command.ts';
import { addNote, writeNote } from '../history/note-commands.ts';
import { firstWay, partingsOf, removeSteps } from '../history/removal.ts';
import { NO_HISTORY, perform } from '../history/history.ts';
import { sameValue, type FlowDocument } from './document.ts';
import { mergeDocuments, settle } from './merge.ts';

const edit = (document: FlowDocument, ...commands: Parameters<typeof perform>[1][]) =>
  commands.reduce(
    (current, command) => perform({ document: current, history: NO_HISTORY }, command, 0).document,
    document,
  );
const step = (id: string) => ({ id, kind: 'wait', version: 0, config: {} });
const removal = (ids: readonly string[]) => {
  const partings = partingsOf(DIAMOND, SAMPLE_KINDS, ids);
  return removeSteps(DIAMOND, SAMPLE_KINDS, partings, partings.map(firstWay));
};

describe('two people editing one draft', () => {
  it('keeps both changes when they touch different steps', () => {
    const mine = edit(DIAMOND, setConfig('left', { subject: 'Hello' }, 'subject'));
    const theirs = edit(
      DIAMOND,
      setConfig('right', { days: 2 }, 'days'),
      addNode(step('new'), 'wait', { from: 'join', port: 'next' }, 'next'),
    );
    const { document, clashes } = mergeDocuments(DIAMOND, mine, theirs);
    expect(clashes).toEqual([]);
    expect(document.nodes['left']?.config).toEqual({ subject: 'Hello' });
    expect(document.nodes['right']?.config).toEqual({ days: 2 });
    expect(Object.values(document.edges).find((edge) => edge.from === 'new')?.to).toBe('stop');
  });

  it('asks when both changed the same step differently, and keeps mine until the answer', () => {
    const mine = edit(DIAMOND, setConfig('left', { subject: 'Mine' }, 'subject'));
    const theirs = edit(DIAMOND, setConfig('left', { subject: 'Theirs' }, 'subject'));
    const merged = mergeDocuments(DIAMOND, mine, theirs);
    expect(merged.clashes).toMatchObject([{ what: 'node', id: 'left' }]);
    expect(settle(merged, {}).nodes['left']?.config).toEqual({ subject: 'Mine' });
    expect(settle(merged, { 'node:left': 'theirs' }).nodes['left']?.config).toEqual({ subject: 'Theirs' });
  });

  it('asks when one deleted the step that the other one changed', () => {
    const mine = edit(DIAMOND, removal(['left']));
    const theirs = edit(DIAMOND, renameNode('left', 'Better name'));
    const merged = mergeDocuments(DIAMOND, mine, theirs);
    expect(merged.clashes).toMatchObject([{ what: 'node', id: 'left', mine: undefined }]);
    expect(settle(merged, { 'node:left': 'theirs' }).nodes['left']?.name).toBe('Better name');
  });

  it('asks when both connected the same branch to different steps', () => {
    const mine = edit(DIAMOND, connect({ from: 'left', port: 'next' }, 'stop'));
    const theirs = edit(DIAMOND, connect({ from: 'left', port: 'next' }, 'right'));
    const merged = mergeDocuments(DIAMOND, mine, theirs);
    expect(merged.clashes).toMatchObject([{ what: 'edge' }]);
    expect(
      Object.values(settle(merged, { 'edge:left.next': 'theirs' }).edges).find((edge) => edge.from === 'left')
        ?.to,
    ).toBe('right');
  });

  it('treats moving a card and changing its settings as separate changes', () => {
    const mine = edit(DIAMOND, {
      label: 'move',
      recipe: (draft) => void (draft.nodes['left']!.position = { x: 5, y: 6 }),
    });
    const theirs = edit(DIAMOND, setConfig('left', { subject: 'Theirs' }, 'subject'));
    const merged = mergeDocuments(DIAMOND, mine, theirs);
    expect(merged.clashes).toEqual([]);
    expect(merged.document.nodes['left']).toMatchObject({
      position: { x: 5, y: 6 },
      config: { subject: 'Theirs' },
    });
  });

  it('merges a move and an edit of the same note, and asks only where both edited it', () => {
    const noted = edit(DIAMOND, addNote({ id: 'note-1', text: 'Why?', position: { x: 0, y: 0 } }));
    const moved = edit(noted, {
      label: 'move',
      recipe: (draft) => void (draft.notes['note-1']!.position = { x: 9, y: 9 }),
    });
    const mine = edit(noted, writeNote('note-1', 'Because.'));
    const joined = mergeDocuments(noted, mine, moved);
    expect(joined.clashes).toEqual([]);
    expect(joined.document.notes['note-1']).toEqual({
      id: 'note-1',
      text: 'Because.',
      position: { x: 9, y: 9 },
    });
    const clash = mergeDocuments(noted, mine, edit(noted, writeNote('note-1', 'Never mind.')));
    expect(clash.clashes).toMatchObject([{ what: 'note', id: 'note-1' }]);
    expect(settle(clash, { 'note:note-1': 'theirs' }).notes['note-1']?.text).toBe('Never mind.');
  });

  it('merges flow settings field by field, and asks for a field that both changed', () => {
    const mine = edit(DIAMOND, setSettings({ holdout: 0.2 }));
    expect(mergeDocuments(DIAMOND, mine, edit(DIAMOND, setSettings({ outcomeDays: 7 }))).clashes).toEqual([]);
    expect(mergeDocuments(DIAMOND, mine, edit(DIAMOND, setSettings({ holdout: 0.3 }))).clashes).toMatchObject(
      [{ what: 'settings', id: 'holdout' }],
    );
  });

  it('changes nothing when the other one changed nothing, whichever side that is', () => {
    fc.assert(
      fc.property(anyDocument, anyDocument, (base, other) => {
        const forMe = mergeDocuments(base, other, base);
        const forThem = mergeDocuments(base, base, other);
        expect(forMe.clashes).toEqual([]);
        expect(forThem.clashes).toEqual([]);
        expect(sameValue(forMe.document, other)).toBe(true);
        expect(sameValue(forThem.document, other)).toBe(true);
      }),
    );
  });

  it('never leaves a branch to a deleted step, or a branch with two targets', () => {
    fc.assert(
      fc.property(anyDocument, anyDocument, anyDocument, fc.boolean(), (base, mine, theirs, chooseTheirs) => {
        const merged = mergeDocuments(base, mine, theirs);
        const choices = Object.fromEntries(
          merged.clashes.map((clash) => [
            `${clash.what}:${clash.id}`,
            chooseTheirs ? ('theirs' as const) : ('mine' as const),
          ]),
        );
        const document = settle(merged, choices);
        const places = Object.values(document.edges).map((edge) => `${edge.from}.${edge.port}`);
        expect(new Set(places).size).toBe(places.length);
        for (const edge of Object.values(document.edges))
          expect(document.nodes[edge.from] && document.nodes[edge.to]).toBeTruthy();
      }),
    );
  });
});
