'use client';
import type { KeyboardEvent } from 'react';
import { classes, Icon, IconButton, SchemaForm, setAt } from '@millrace/ui';
import { readable } from '../store/words.ts';
import { blockKind, blockSummary, type DraftBlock } from './blocks.ts';
import { TEXT_CONTROLS } from './text-controls.tsx';
import { useRowDrag } from './use-row-drag.ts';

export interface BlockRowProps {
  block: DraftBlock;
  index: number;
  count: number;
  open: boolean;
  disabled: boolean;
  currency: string;
  problems: Readonly<Record<string, string>>;
  onTouch: (field: string) => void;
  onToggle: () => void;
  onChange: (block: DraftBlock) => void;
  onMove: (to: number) => void;
  onRemove: () => void;
  onDuplicate: () => void;
}

/** One block: its row, and its fields when open. Alt with an arrow key moves it, Delete removes it. */
export function BlockRow({
  block,
  index,
  count,
  open,
  disabled,
  currency,
  problems,
  onTouch,
  onToggle,
  onChange,
  onMove,
  onRemove,
  onDuplicate,
}: BlockRowProps) {
  const kind = blockKind(block.type);
  const drag = useRowDrag(index, onMove);
  const title = kind?.title ?? block.type;
  const summary = readable(blockSummary(block));
  const broken = Object.keys(problems).length > 0;
  const press = (event: KeyboardEvent) => {
    if (disabled) return;
    if (event.altKey && event.key === 'ArrowUp') onMove(index - 1);
    else if (event.altKey && event.key === 'ArrowDown') onMove(index + 1);
    else if (event.key === 'Delete') onRemove();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <li
      data-block={block.id}
      data-row={index}
      className={classes('border-b border-line last:border-b-0', drag.dragging && 'bg-river-tint')}
    >
      <div className="flex items-center gap-0.5 pr-1">
        <button
          type="button"
          data-block-grip
          aria-expanded={open}
          onClick={onToggle}
          onKeyDown={press}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Delete"
          className="flex min-w-0 flex-1 cursor-pointer items-center gap-2 rounded-md py-2 pl-1 text-left outline-offset-[-2px]"
        >
          <span
            aria-hidden
            onPointerDown={disabled ? undefined : drag.grab}
            onClick={(event) => event.stopPropagation()}
            className="flex w-5 cursor-grab touch-none justify-center text-faint"
          >
            <Icon name="drag" size={14} />
          </span>
          <Icon name={kind?.icon ?? 'text'} size={14} className="text-soft" />
          <span className="text-13 font-medium text-ink">{title}</span>
          <span className="min-w-0 flex-1 truncate text-12 text-faint">{summary}</span>
          {broken ? (
            <Icon name="warning" size={14} label="Something is missing" className="text-broken" />
          ) : null}
        </button>
        {disabled || !open ? null : (
          <>
            <IconButton
              icon="chevron-up"
              label={`Move ${title} up`}
              keys={['Alt', '↑']}
              size="small"
              disabled={index === 0}
              onClick={() => onMove(index - 1)}
            />
            <IconButton
              icon="chevron-down"
              label={`Move ${title} down`}
              keys={['Alt', '↓']}
              size="small"
              disabled={index === count - 1}
              onClick={() => onMove(index + 1)}
            />
            <IconButton icon="copy" label={`Duplicate ${title}`} size="small" onClick={onDuplicate} />
            <IconButton
              icon="trash"
              label={`Delete ${title}`}
              keys={['Del']}
              size="small"
              onClick={onRemove}
            />
          </>
        )}
      </div>
      {open && kind ? (
        <div className="px-3 pt-1 pb-4">
          {Object.keys(problems).includes('') ? (
            <p className="pb-2 text-12 text-broken">{problems['']}</p>
          ) : null}
          <SchemaForm
            schema={kind.fields}
            value={block}
            controls={TEXT_CONTROLS}
            problems={problems}
            onTouch={onTouch}
            currency={currency}
            disabled={disabled}
            onChange={(path, next) => onChange(setAt(block, path, next) as DraftBlock)}
          />
          {block.type === 'divider' ? <p className="text-12 text-faint">{kind.description}</p> : null}
        </div>
      ) : null}
    </li>
  );
}
