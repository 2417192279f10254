import type { ContentProblem } from '@millrace/channels';
import type { Problem } from '@millrace/flow';
import { readSchema } from '@millrace/ui';
import { isIconName } from '@millrace/ui/icon-names';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  addBlock,
  BLOCK_KINDS,
  blockKind,
  blockSummary,
  moveBlock,
  withIds,
  type DraftBlock,
} from './blocks.ts';
import { contentProblems } from './content-problems.ts';

const types = BLOCK_KINDS.map(({ type }) => type);
const blocks = fc
  .array(
    fc.record({
      type: fc.constantFrom(...types),
      id: fc.option(fc.constantFrom('a', 'block-2', 'x'), { nil: undefined }),
    }),
  )
  .map((all) => all.map(({ type, id }) => (id === undefined ? { type } : { type, id })) as DraftBlock[]);

describe('the blocks of an e-mail', () => {
  it('each have a title, what they are for, an icon that is drawn, and fields without type and id', () => {
    for (const kind of BLOCK_KINDS) {
      expect([kind.title, kind.description].map((words) => words !== '')).toEqual([true, true]);
      expect(isIconName(kind.icon)).toBe(true);
      expect(readSchema(kind.fields).map(({ key }) => key)).not.toEqual(expect.arrayContaining(['type']));
      expect(readSchema(kind.fields).map(({ key }) => key)).not.toEqual(expect.arrayContaining(['id']));
      expect(blockKind(kind.type)).toBe(kind);
    }
    expect(blockKind('hologram')).toBeUndefined();
  });

  it('keep all others and their order when one is added, and the footer stays below it', () => {
    fc.assert(
      fc.property(blocks, fc.constantFrom(...types), (all, type) => {
        const after = addBlock(all, type, 'new');
        expect(after.filter(({ id }) => id !== 'new')).toEqual(all);
        const at = after.findIndex(({ id }) => id === 'new');
        const footer = after.findIndex((block) => block.type === 'footer' && block.id !== 'new');
        if (type === 'footer' || footer < 0) expect(at).toBe(after.length - 1);
        else expect(at).toBe(footer - 1);
      }),
    );
  });

  it('are moved and moved back without a change, and never lost', () => {
    fc.assert(
      fc.property(
        blocks,
        fc.integer({ min: -1, max: 8 }),
        fc.integer({ min: -1, max: 8 }),
        (all, from, to) => {
          const moved = moveBlock(all, from, to);
          expect(moved.length).toBe(all.length);
          if (all[from] && to >= 0 && to < all.length) {
            expect(moved[to]).toBe(all[from]);
            expect(moveBlock(moved, to, from)).toEqual(all);
          } else expect(moved).toEqual(all);
        },
      ),
    );
  });

  it('get ids that are nobody else’s, and keep those they have', () => {
    fc.assert(
      fc.property(blocks, (all) => {
        const named = withIds(all);
        expect(named.map(({ type }) => type)).toEqual(all.map(({ type }) => type));
        const made = named.filter((_, at) => all[at]!.id === undefined).map(({ id }) => id);
        const given = all.flatMap(({ id }) => id ?? []);
        expect(new Set([...made, ...given]).size).toBe(made.length + new Set(given).size);
        for (const [at, block] of all.entries()) if (block.id) expect(named[at]).toBe(block);
      }),
    );
  });

  test.each([
    [{ type: 'text', text: '  **Hello**\n *there*  ' }, 'Hello there'],
    [{ type: 'button', text: ' ', label: 'Go back' }, 'Go back'],
    [{ type: 'image', alt: 'A kettle' }, 'A kettle'],
    [{ type: 'image', alt: 7 }, ''],
    [{ type: 'footer' }, ''],
  ])('%j is summed up as “%s”', (block, words) => {
    expect(blockSummary(block as DraftBlock)).toBe(words);
  });
});

describe('the problems of a message', () => {
  const stored = (field: string | null, sentence: string, more: Partial<Problem> = {}): Problem => ({
    severity: 'error',
    node: 'mail',
    code: 'content-invalid',
    field,
    sentence,
    ...more,
  });
  const seen = (field: string, sentence: string, severity: 'error' | 'warning' = 'error') =>
    ({ field, sentence, severity }) as ContentProblem;

  it('are shown at their fields, what is seen while typing before what the server said', () => {
    const { byField } = contentProblems(
      [stored('content.subject', 'Told by the server.'), stored('content.blocks.0.text', 'Empty.')],
      [seen('subject', 'Seen here.'), seen('subject', 'Seen later.')],
    );
    expect(byField).toEqual({ subject: 'Seen here.', 'blocks.0.text': 'Empty.' });
  });

  it('leave out what is no field of the message, and what is only a remark', () => {
    const { byField, notes } = contentProblems(
      [
        stored(null, 'Leads nowhere.'),
        stored('name', 'Too long.'),
        stored('content.subject', 'Long.', { severity: 'warning' }),
      ],
      [seen('subject', 'A remark.', 'warning')],
    );
    expect(byField).toEqual({});
    expect(notes.map(({ sentence }) => sentence)).toEqual(['Long.']);
  });

  it('are listed above the form only with a fix, or as a remark', () => {
    const fix = { title: 'Use “there”', edits: [] };
    const { notes } = contentProblems(
      [stored('content.subject', 'Name may be missing.', { fix }), stored('content.preheader', 'Broken.')],
      [],
    );
    expect(notes.map(({ sentence }) => sentence)).toEqual(['Name may be missing.']);
  });
});
