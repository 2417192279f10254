import { emailContentSchema } from '@millrace/channels';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addBlock, BLOCK_KINDS, blockSummary, moveBlock, withIds, type DraftBlock } from './blocks.ts';

const anyBlocks = fc
  .array(fc.constantFrom(...BLOCK_KINDS.map((kind) => kind.type)))
  .map((types) => withIds(types.map((type) => ({ type }))));

describe('the blocks of an e-mail', () => {
  it('every kind of block the channel has can be added and is accepted by the channel', () => {
    for (const kind of BLOCK_KINDS) {
      expect(kind.title).not.toBe('');
      expect(
        emailContentSchema.safeParse({ subject: 'Hi', blocks: addBlock([], kind.type, 'b') }).success,
      ).toBe(true);
    }
  });
  it('a new block goes before the footer so that the footer stays last', () => {
    const blocks = addBlock([{ type: 'text' }, { type: 'footer' }], 'button', 'b');
    expect(blocks.map((block) => block.type)).toEqual(['text', 'button', 'footer']);
  });
  it('moving a block there and back again changes nothing', () => {
    fc.assert(
      fc.property(anyBlocks, fc.nat(20), fc.nat(20), (blocks, from, to) => {
        fc.pre(from < blocks.length && to < blocks.length);
        expect(moveBlock(moveBlock(blocks, from, to), to, from)).toEqual(blocks);
      }),
    );
  });
  it('a block at either end cannot be moved past it', () => {
    const blocks: DraftBlock[] = [{ type: 'text' }, { type: 'footer' }];
    expect(moveBlock(blocks, 0, -1)).toEqual(blocks);
    expect(moveBlock(blocks, 1, 2)).toEqual(blocks);
  });
  it('every block has a unique id, whatever ids there were before', () => {
    const blocks = withIds([{ type: 'text' }, { type: 'text', id: 'block-1' }, { type: 'text' }]);
    expect(new Set(blocks.map((block) => block.id)).size).toBe(3);
    expect(blocks[1]?.id).toBe('block-1');
  });
  it('the row of a block shows its text without the markup', () => {
    expect(blockSummary({ type: 'text', text: 'Hi **you**,\n\nwelcome' })).toBe('Hi you, welcome');
    expect(blockSummary({ type: 'divider' })).toBe('');
  });
});
