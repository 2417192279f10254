import { describe, expect, it } from 'vitest';
import { moveNodes } from '../history/commands.ts';
import { setConfig } from '../history/config-command.ts';
import { NO_HISTORY, perform, undo } from '../history/history.ts';
import { DIAMOND } from '../testing/sample-kinds.ts';
import { isLiveAsItIs } from './live.ts';

const flow = {
  id: 'f',
  name: 'Flow',
  state: 'live',
  version: 2,
  inside: 0,
  currency: 'USD',
  zone: 'UTC',
} as const;
const edited = perform(
  { document: DIAMOND, history: NO_HISTORY },
  setConfig('left', { value: 1 }, 'value'),
  0,
);

describe('a draft that is live unchanged', () => {
  it('is one wherever its cards are, and after an edit was undone', () => {
    const live = structuredClone(DIAMOND);
    expect(isLiveAsItIs({ live, document: DIAMOND, flow })).toBe(true);
    const moved = perform({ document: DIAMOND, history: NO_HISTORY }, moveNodes({ left: { x: 9, y: 9 } }), 0);
    expect(isLiveAsItIs({ live, document: moved.document, flow })).toBe(true);
    expect(isLiveAsItIs({ live, document: edited.document, flow })).toBe(false);
    expect(isLiveAsItIs({ live, document: undo(edited).document, flow })).toBe(true);
  });

  it('is none with other settings, another branch, or a step more or less', () => {
    const different = [
      { ...DIAMOND, settings: { ...DIAMOND.settings, holdout: 0 } },
      { ...DIAMOND, subject: 'order' as const },
      { ...DIAMOND, edges: Object.fromEntries(Object.entries(DIAMOND.edges).slice(1)) },
      { ...DIAMOND, nodes: Object.fromEntries(Object.entries(DIAMOND.nodes).slice(1)) },
    ];
    for (const document of different)
      expect(isLiveAsItIs({ live: structuredClone(DIAMOND), document, flow })).toBe(false);
  });

  it('is none before the first version, in a stopped flow, or while the live version is unknown', () => {
    expect(isLiveAsItIs({ live: null, document: DIAMOND, flow })).toBe(false);
    expect(isLiveAsItIs({ live: DIAMOND, document: DIAMOND, flow: { ...flow, version: null } })).toBe(false);
    expect(isLiveAsItIs({ live: DIAMOND, document: DIAMOND, flow: { ...flow, state: 'stopped' } })).toBe(
      false,
    );
  });
});
