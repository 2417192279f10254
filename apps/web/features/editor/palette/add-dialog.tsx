'use client';
import { useRef, useState } from 'react';
import { Dialog, Input } from '@millrace/ui';
import type { Place } from '../history/commands.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { edgeAt, portsOf } from '../store/wiring.ts';
import { titleOf } from '../store/words.ts';
import { KindList } from './kind-list.tsx';
import { paletteGroups } from './palette-groups.ts';

/** Chooses a step to add by typing. If the previous step has several branches, the branch is chosen too. */
export function AddDialog({
  place: asked,
  at,
}: {
  place: Place | null;
  at?: { readonly x: number; readonly y: number } | undefined;
}) {
  const editor = useEditor();
  const { kinds } = editor;
  const [query, setQuery] = useState('');
  const [place, setPlace] = useState(asked);
  const search = useRef<HTMLInputElement>(null);
  const document = useEditorState((state) => state.document);
  const hasTrigger = Object.values(document.nodes).some((node) => kinds[node.kind]?.family === 'trigger');
  const ports = place ? portsOf(document, kinds, place.from) : [];
  const follows = place ? edgeAt(document, place.from, place.port) : undefined;
  const groups = paletteGroups(kinds, { query, hasTrigger, mustContinue: follows !== undefined });
  const close = () => editor.choose.overlay(null);
  const add = (kind: string | undefined) => {
    if (!kind) return;
    close();
    const id = editor.edit.add(kind, place, place ? undefined : at);
    // The caret goes to the first field of the new step.
    if (id) editor.choose.open(id, '');
  };
  const label = ports.find((port) => port.id === place?.port)?.label;
  const where = place
    ? `After “${titleOf(document.nodes[place.from], kinds)}”${ports.length > 1 && label ? `, for “${label}”` : ''}${follows ? `, before “${titleOf(document.nodes[follows.to], kinds)}”` : ''}.`
    : 'It is not connected until you connect it.';
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : close())}
      title="Add a step"
      description={where}
      width="narrow"
      initialFocus={search}
    >
      {ports.length > 1 && place ? (
        <div role="radiogroup" aria-label="Branch" className="mb-3 flex flex-wrap gap-1">
          {ports.map((port) => (
            <button
              key={port.id}
              type="button"
              role="radio"
              aria-checked={port.id === place.port}
              onClick={() => setPlace({ ...place, port: port.id })}
              className="cursor-pointer rounded-md border border-line px-2 py-0.5 text-12 font-medium text-soft aria-checked:border-river aria-checked:bg-river-tint aria-checked:text-river"
            >
              {port.label}
            </button>
          ))}
        </div>
      ) : null}
      <Input
        ref={search}
        type="search"
        icon="search"
        aria-label="Search steps"
        placeholder="Search, then Enter"
        value={query}
        onValueChange={(next) => setQuery(next)}
        className="mt-0.5 mb-3"
        onKeyDown={(event) => {
          if (event.key === 'Enter') add(groups[0]?.kinds[0]?.kind);
          if (event.key !== 'ArrowDown') return;
          event.currentTarget
            .closest('[role="dialog"]')
            ?.querySelector<HTMLElement>('section button')
            ?.focus();
          event.preventDefault();
        }}
      />
      <KindList groups={groups} onChoose={(kind) => add(kind.kind)} summaries />
    </Dialog>
  );
}
