import { describe, expect, it } from 'vitest';
import { DIAMOND } from '../testing/sample-kinds.ts';
import { setConfig } from './config-command.ts';
import { NO_HISTORY, perform, undo, type Edited } from './history.ts';

const block = (id: string, text: string) => ({ id, type: 'text', text });
const content = (...blocks: object[]) => ({ content: { subject: 'Hello', blocks } });
const put = (edited: Edited, config: Record<string, unknown>, at: number) =>
  perform(edited, setConfig('left', config, 'content', [], edited.document.nodes['left']?.config), at);
const begin = (config: Record<string, unknown>): Edited => ({
  document: { ...DIAMOND, nodes: { ...DIAMOND.nodes, left: { ...DIAMOND.nodes['left']!, config } } },
  history: NO_HISTORY,
});
const configOf = (edited: Edited) => edited.document.nodes['left']?.config;

describe('undo inside a message', () => {
  it('undo brings back a deleted block alone, however quickly the user typed before and after', () => {
    let edited = begin(content(block('a', 'One'), block('b', 'Two')));
    edited = put(edited, content(block('a', 'One!'), block('b', 'Two')), 0);
    edited = put(edited, content(block('a', 'One!')), 100);
    edited = put(edited, content(block('a', 'One!?')), 200);
    expect(edited.history.past.map(({ label }) => label)).toEqual([
      'change settings',
      'delete block',
      'change settings',
    ]);
    edited = undo(edited);
    expect(configOf(undo(edited))).toEqual(content(block('a', 'One!'), block('b', 'Two')));
  });

  it.each([
    ['add block', content(block('a', 'One')), content(block('a', 'One'), block('b', ''))],
    [
      'move block',
      content(block('a', 'One'), block('b', 'Two')),
      content(block('b', 'Two'), block('a', 'One')),
    ],
    ['delete path', { paths: [{ id: 'x' }, { id: 'y' }] }, { paths: [{ id: 'x' }] }],
    [
      'delete condition',
      { when: { all: [{ fact: 'a' }, { fact: 'b' }] } },
      { when: { all: [{ fact: 'a' }] } },
    ],
    ['add exit', {}, { exits: [{ event: 'order-placed' }] }],
  ])('names what it did: %s', (label, before, after) => {
    expect(put(begin(before), after, 0).history.past.at(-1)?.label).toBe(label);
  });

  it('typing stays one edit, also when it gives blocks their ids', () => {
    let edited = begin(content({ type: 'text', text: '' }));
    edited = put(edited, content(block('block-1', 'H')), 0);
    edited = put(edited, content(block('block-1', 'Hi')), 100);
    expect(edited.history.past).toHaveLength(1);
  });
});
