import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_HISTORY, perform, undo } from '../history/history.ts';
import { anyDocument, DIAMOND, documentOf, SAMPLE_KINDS } from '../testing/sample-kinds.ts';
import { clip, paste, pasteOnEach, readClipping } from './clipboard.ts';

const generator = () => {
  let seed = 1;
  return () => (seed = (seed * 16807) % 2147483647) / 2147483647;
};

describe('copying and pasting steps', () => {
  it('copies the branches between the selected steps and none that leave them', () => {
    const clipping = clip(DIAMOND, ['left', 'join'])!;
    expect(clipping.nodes.map((node) => node.id)).toEqual(['left', 'join']);
    expect(clipping.edges.map((edge) => edge.id)).toEqual(['left.next']);
  });

  it('pasted steps are new, and existing steps stay unchanged', () => {
    fc.assert(
      fc.property(anyDocument, fc.infiniteStream(fc.boolean()), (document, chosen) => {
        const ids = Object.keys(document.nodes).filter(() => chosen.next().value);
        const clipping = clip(document, ids);
        const pasting = clipping && paste(document, SAMPLE_KINDS, clipping, { after: null }, generator());
        if (!pasting) return;
        const after = perform({ document, history: NO_HISTORY }, pasting.command, 0).document;
        expect(after.nodes).toMatchObject(document.nodes);
        expect(after.edges).toMatchObject(document.edges);
        expect(Object.keys(after.nodes)).toHaveLength(
          Object.keys(document.nodes).length + pasting.added.length,
        );
        for (const edge of Object.values(after.edges))
          expect(after.nodes[edge.from] && after.nodes[edge.to]).toBeTruthy();
      }),
    );
  });

  it('leaves out a second start, because a flow has one', () => {
    const clipping = clip(DIAMOND, ['start', 'left'])!;
    expect(paste(DIAMOND, SAMPLE_KINDS, clipping, { after: null }, generator())?.added).toHaveLength(1);
    expect(paste(DIAMOND, SAMPLE_KINDS, clip(DIAMOND, ['start'])!, { after: null }, generator())).toBeNull();
  });

  it('continues an open branch with the first pasted step', () => {
    const clipping = clip(DIAMOND, ['right', 'join'])!;
    const pasting = paste(
      DIAMOND,
      SAMPLE_KINDS,
      clipping,
      { after: { from: 'left', port: 'not-sent' } },
      generator(),
    )!;
    const after = perform({ document: DIAMOND, history: NO_HISTORY }, pasting.command, 0).document;
    expect(after.edges['left.not-sent']?.to).toBe(pasting.added[0]);
  });

  it('fills each branch with its own copies, in one edit that can be undone', () => {
    const document = documentOf({ start: 'trigger', check: 'check', first: 'wait', second: 'send' }, [
      'start.next>check',
      'first.next>second',
    ]);
    const clipping = clip(document, ['first', 'second'])!;
    const ways = [
      { from: 'check', port: 'yes' },
      { from: 'check', port: 'no' },
    ];
    const pasting = pasteOnEach(document, SAMPLE_KINDS, clipping, ways, generator())!;
    const edited = perform({ document, history: NO_HISTORY }, pasting.command, 0);
    expect(pasting.command.label).toBe('paste 2 steps on 2 branches');
    expect(new Set(pasting.added).size).toBe(4);
    const begins = ways.map(({ from, port }) => edited.document.edges[`${from}.${port}`]?.to ?? '');
    expect(begins.map((id) => edited.document.nodes[id]?.kind)).toEqual(['wait', 'wait']);
    expect(new Set(begins).size).toBe(2);
    expect(undo(edited).document).toEqual(document);
  });

  it('ignores text on the clipboard that is not steps, however it looks', () => {
    for (const text of [
      'hello',
      '',
      '{"millrace":',
      '{"millrace":"steps"}',
      '{"millrace":"steps","nodes":[{"id":"<script>"}],"edges":[]}',
    ]) {
      expect(readClipping(text)).toBeNull();
    }
    expect(readClipping(JSON.stringify(clip(DIAMOND, ['left'])))?.nodes).toHaveLength(1);
  });
});

describe('notes on the clipboard', () => {
  const noted = {
    ...DIAMOND,
    notes: { 'note-1': { id: 'note-1', text: 'Why two?', position: { x: 10, y: 20 } } },
  };

  it('are copied with the selected steps, and alone', () => {
    expect(clip(noted, ['left', 'note-1'])).toMatchObject({
      nodes: [{ id: 'left' }],
      notes: [{ text: 'Why two?' }],
    });
    const alone = readClipping(JSON.stringify(clip(noted, ['note-1'])))!;
    const pasting = paste(noted, SAMPLE_KINDS, alone, { after: null }, generator())!;
    const after = perform({ document: noted, history: NO_HISTORY }, pasting.command, 0).document;
    expect(after.notes[pasting.added[0]!]).toMatchObject({ text: 'Why two?', position: { x: 50, y: 60 } });
    expect(after.notes['note-1']).toEqual(noted.notes['note-1']);
  });

  it('are put at the given place', () => {
    const pasting = paste(
      noted,
      SAMPLE_KINDS,
      clip(noted, ['note-1'])!,
      { after: null, at: { x: 500, y: 7 } },
      generator(),
    )!;
    const after = perform({ document: noted, history: NO_HISTORY }, pasting.command, 0).document;
    expect(after.notes[pasting.added[0]!]?.position).toEqual({ x: 500, y: 7 });
  });

  it('steps copied by an earlier release without notes can still be pasted', () => {
    const { notes: _notes, ...old } = clip(DIAMOND, ['left'])!;
    expect(readClipping(JSON.stringify(old))?.notes).toEqual([]);
    expect(readClipping('{"millrace":"steps","nodes":[],"edges":[]}')).toBeNull();
  });
});

describe('pasting on a connected branch', () => {
  it('the following steps follow the last copy', () => {
    const pasting = paste(
      DIAMOND,
      SAMPLE_KINDS,
      clip(DIAMOND, ['right'])!,
      { after: { from: 'join', port: 'next' } },
      generator(),
    )!;
    const after = perform({ document: DIAMOND, history: NO_HISTORY }, pasting.command, 0).document;
    expect(after.edges['join.next']?.to).toBe(pasting.added[0]);
    expect(Object.values(after.edges).find((edge) => edge.from === pasting.added[0])?.to).toBe('stop');
    expect(pasting.attached).toBe(true);
  });

  it('copies without an output are not connected, and the branch stays unchanged', () => {
    const pasting = paste(
      DIAMOND,
      SAMPLE_KINDS,
      clip(DIAMOND, ['stop'])!,
      { after: { from: 'join', port: 'next' } },
      generator(),
    )!;
    const after = perform({ document: DIAMOND, history: NO_HISTORY }, pasting.command, 0).document;
    expect(after.edges['join.next']?.to).toBe('stop');
    expect(pasting.attached).toBe(false);
  });
});
