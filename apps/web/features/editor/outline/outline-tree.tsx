'use client';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { EmptyState } from '@millrace/ui';
import { outlineFor } from '../store/derived.ts';
import { useCanEdit, useEditor, useEditorState } from '../store/hooks.ts';
import { OutlineRow } from './outline-row.tsx';
import { treeMove } from './tree-move.ts';

/** The flow as a nested list, for keyboard, screen reader and phone. */
export function OutlineTree({ label = 'Outline of the flow' }: { label?: string }) {
  const editor = useEditor();
  const document = useEditorState((state) => state.document);
  const mayEdit = useCanEdit();
  const chosen = useEditorState((state) => (state.selection.length === 1 ? state.selection[0] : undefined));
  const items = outlineFor(document, editor.kinds);
  const [key, setKey] = useState<string | null>(null);
  const root = useRef<HTMLUListElement>(null);
  const current = items.find((item) => item.key === key) ?? items[0];

  // Follows the selection without moving the focus.
  useEffect(() => {
    if (chosen) setKey(`step:${chosen}`);
  }, [chosen]);

  if (!current)
    return (
      <div className="p-3">
        <EmptyState icon="flows" title="Nothing here yet">
          {mayEdit ? 'Add a trigger, then more steps.' : 'This flow has no steps.'}
        </EmptyState>
      </div>
    );

  const reach = (next: string) => {
    setKey(next);
    const item = items.find((other) => other.key === next);
    if (item?.type === 'step') editor.choose.select([item.node]);
    root.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(next)}"]`)?.focus();
  };
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = treeMove(items, current.key, event.key);
    if (to) {
      reach(to);
      event.preventDefault();
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      if (current.type === 'step') editor.choose.open(current.node);
      else if (current.type === 'goes-to') reach(`step:${current.node}`);
      else if (mayEdit)
        editor.choose.overlay({ is: 'add', place: { from: current.from, port: current.port } });
      event.preventDefault();
      return;
    }
    if (current.type !== 'way' || !mayEdit) return;
    if (event.key.toLowerCase() === 'a')
      editor.choose.overlay({ is: 'add', place: { from: current.from, port: current.port } });
    else if (event.key.toLowerCase() === 'c') editor.choose.overlay({ is: 'connect', from: current.from });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <ul
      ref={root}
      role="tree"
      aria-label={label}
      data-zone="outline"
      onKeyDown={press}
      className="flex flex-col py-1"
    >
      {items.map((item) => (
        <OutlineRow
          key={item.key}
          item={item}
          current={item.key === current.key}
          onReach={() => setKey(item.key)}
          mayEdit={mayEdit}
        />
      ))}
    </ul>
  );
}
