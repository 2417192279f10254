import { emailBlockSchema, type EmailBlock } from '@millrace/channels';
import type { z } from 'zod';

/** A block in a draft: its type and the fields filled in so far. */
export type DraftBlock = { readonly type: EmailBlock['type']; readonly id?: string } & Readonly<
  Record<string, unknown>
>;

export interface BlockKind {
  readonly type: EmailBlock['type'];
  readonly title: string;
  readonly description: string;
  readonly icon: string;
  /** The fields to fill in, without type and id. */
  readonly fields: z.ZodType;
}

/** The block types, read from the channel's schema. */
export const BLOCK_KINDS: readonly BlockKind[] = emailBlockSchema.options.map((option) => {
  const meta = option.meta() ?? {};
  return {
    type: option.shape.type.value,
    title: String(meta['title'] ?? option.shape.type.value),
    description: String(meta['description'] ?? ''),
    icon: String(meta['icon'] ?? 'text'),
    fields: (option as unknown as z.ZodObject<{ type: z.ZodType; id: z.ZodType }>).omit({
      type: true,
      id: true,
    }),
  };
});

export const blockKind = (type: string): BlockKind | undefined =>
  BLOCK_KINDS.find((kind) => kind.type === type);

/** The content of a block in one line, for its row in the list. */
export function blockSummary(block: DraftBlock): string {
  const text = [
    block['text'],
    block['question'],
    block['label'],
    block['title'],
    block['alt'],
    block['note'],
  ].find((value): value is string => typeof value === 'string' && value.trim() !== '');
  return (
    text
      ?.trim()
      .replace(/\s+/g, ' ')
      .replace(/\*\*|\*/g, '') ?? ''
  );
}

/** Adds a block before the footer, which stays last. */
export function addBlock(blocks: readonly DraftBlock[], type: DraftBlock['type'], id: string): DraftBlock[] {
  const block: DraftBlock = { type, id };
  const footer = type === 'footer' ? -1 : blocks.findIndex((other) => other.type === 'footer');
  return footer < 0 ? [...blocks, block] : [...blocks.slice(0, footer), block, ...blocks.slice(footer)];
}

export function moveBlock(blocks: readonly DraftBlock[], from: number, to: number): DraftBlock[] {
  const moved = blocks[from];
  if (!moved || to < 0 || to >= blocks.length || from === to) return [...blocks];
  const rest = blocks.filter((_, index) => index !== from);
  return [...rest.slice(0, to), moved, ...rest.slice(to)];
}

/** Gives every block an id, so that it keeps its state and the caret when moved. */
export function withIds(blocks: readonly DraftBlock[]): DraftBlock[] {
  const taken = new Set(blocks.map((block) => block.id));
  return blocks.map((block, index) => {
    if (block.id) return block;
    let id = `block-${index + 1}`;
    for (let count = 2; taken.has(id); count += 1) id = `block-${index + 1}-${count}`;
    taken.add(id);
    return { ...block, id };
  });
}
