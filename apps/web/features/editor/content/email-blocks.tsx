'use client';
import { useRef, useState } from 'react';
import { Button, Menu, type ControlProps } from '@millrace/ui';
import { BLOCK_KINDS, addBlock, moveBlock, withIds, type DraftBlock } from './blocks.ts';
import { useContentField } from '../panel/step-context.ts';
import { useContentToDo } from './content-to-do.ts';
import { BlockRow } from './block-row.tsx';

const isBlocks = (value: unknown): value is DraftBlock[] =>
  Array.isArray(value) &&
  value.every((block) => typeof block === 'object' && block !== null && 'type' in block);

/** The body of an e-mail as a list of blocks. One is open at a time. */
export function EmailBlocks({ value, onChange, disabled, problems, path, currency }: ControlProps) {
  const blocks = withIds(isBlocks(value) ? value : []);
  const { touch } = useContentToDo();
  const asked = Number(useContentField()?.split('.')[1] ?? NaN);
  const [open, setOpen] = useState<string | null>(
    (blocks[asked] ?? blocks.find((block) => block.type === 'text'))?.id ?? null,
  );
  const list = useRef<HTMLOListElement>(null);
  const place = (id: string) =>
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>(`[data-block="${CSS.escape(id)}"] [data-block-grip]`)?.focus(),
    );

  const add = (type: DraftBlock['type']) => {
    let count = blocks.length + 1;
    while (blocks.some((block) => block.id === `block-${count}`)) count += 1;
    onChange(addBlock(blocks, type, `block-${count}`));
    setOpen(`block-${count}`);
    place(`block-${count}`);
  };
  const move = (from: number, to: number) => {
    if (to < 0 || to >= blocks.length) return;
    onChange(moveBlock(blocks, from, to));
    place(blocks[from]?.id ?? '');
  };
  const remove = (index: number) => {
    onChange(blocks.filter((_, other) => other !== index));
    place(blocks[index + 1]?.id ?? blocks[index - 1]?.id ?? '');
  };
  const duplicate = (index: number) => {
    let id = `${blocks[index]?.id}-copy`;
    while (blocks.some((block) => block.id === id)) id += '-2';
    onChange([
      ...blocks.slice(0, index + 1),
      { ...(blocks[index] as DraftBlock), id },
      ...blocks.slice(index + 1),
    ]);
    place(id);
  };
  return (
    <div className="flex flex-col gap-2">
      <ol
        ref={list}
        aria-label="Blocks of the body"
        className="flex flex-col rounded-md border border-line bg-raised"
      >
        {blocks.map((block, index) => (
          <BlockRow
            key={block.id}
            block={block}
            index={index}
            count={blocks.length}
            open={open === block.id}
            disabled={disabled}
            currency={currency}
            problems={within(problems, `${path}.${index}`)}
            onTouch={(field) => touch(`${path}.${index}.${field}`)}
            onToggle={() => setOpen(open === block.id ? null : (block.id ?? null))}
            onChange={(next) => onChange(blocks.map((other, place_) => (place_ === index ? next : other)))}
            onMove={(to) => move(index, to)}
            onRemove={() => remove(index)}
            onDuplicate={() => duplicate(index)}
          />
        ))}
      </ol>
      {disabled ? null : (
        <Menu
          trigger={
            <Button icon="plus" size="small" className="self-start">
              Add a block
            </Button>
          }
          entries={BLOCK_KINDS.map((kind) => ({
            label: kind.title,
            help: kind.description,
            icon: kind.icon,
            onSelect: () => add(kind.type),
          }))}
        />
      )}
    </div>
  );
}

/** The problems below a path, with paths relative to it. */
function within(problems: Readonly<Record<string, string>>, path: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(problems)
      .filter(([key]) => key === path || key.startsWith(`${path}.`))
      .map(([key, sentence]) => [key.slice(path.length + 1), sentence]),
  );
}
