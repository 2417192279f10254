'use client';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { classes, FamilyMark, Icon, IconButton, Input } from '@millrace/ui';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { iconOf, plural } from '../store/words.ts';
import { find, type Found } from './find.ts';

const MOST = 50;

/** Finds steps and notes by name, text or kind. Enter goes to one; steps that do not match are dimmed meanwhile. */
export function FindBar() {
  const editor = useEditor();
  const document = useEditorState((state) => state.document);
  const [words, setWords] = useState('');
  const [place, setPlace] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const found = find(document, editor.kinds, words);
  const shown = found.slice(0, MOST);
  const at = Math.min(place, shown.length - 1);

  useEffect(() => {
    const before = globalThis.document.activeElement;
    field.current?.focus();
    return () => {
      editor.choose.look('');
      if (
        before instanceof HTMLElement &&
        before.isConnected &&
        globalThis.document.activeElement === globalThis.document.body
      )
        before.focus();
    };
  }, [editor]);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [at, words]);

  const close = () => editor.choose.overlay(null);
  const go = (to: Found | undefined) => {
    if (!to) return;
    close();
    // On a phone there is no canvas, so the step is opened.
    if (editor.store.getState().phone && to.what === 'step') editor.choose.open(to.id);
    else editor.choose.select([to.id], true);
  };
  const press = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setPlace((at + step + shown.length) % Math.max(1, shown.length));
    else if (event.key === 'Enter') go(shown[at]);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      role="search"
      aria-label="Find a step"
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && event.relatedTarget && close()}
      className="absolute top-3 left-1/2 z-30 flex max-h-[min(26rem,calc(100%-1.5rem))] w-100 max-w-[calc(100%-1.5rem)] -translate-x-1/2 flex-col rounded-lg border border-line bg-raised shadow-pop"
    >
      <div className="flex items-center gap-1 p-1.5">
        <Input
          ref={field}
          icon="search"
          role="combobox"
          aria-label="Find a step"
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={shown[at] ? `${id}-${shown[at].id}` : undefined}
          aria-autocomplete="list"
          placeholder="Name, words or kind of a step"
          value={words}
          onValueChange={(next) => {
            setWords(next);
            setPlace(0);
            editor.choose.look(next.trim());
          }}
          onKeyDown={press}
          className="flex-1"
        />
        <span role="status" className="px-1 text-12 whitespace-nowrap text-faint tabular">
          {words.trim() === ''
            ? ''
            : found.length === 0
              ? 'Nothing'
              : plural(found.length, 'match', 'matches')}
        </span>
        <IconButton icon="x" label="Close" keys={['Esc']} size="small" onClick={close} />
      </div>
      {shown.length > 0 ? (
        <div
          ref={list}
          id={`${id}-list`}
          role="listbox"
          aria-label="Steps found"
          className="min-h-0 overflow-y-auto border-t border-line p-1"
        >
          {shown.map((item, index) => (
            <div
              key={item.id}
              id={`${id}-${item.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onPointerMove={() => setPlace(index)}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => go(item)}
              className={classes(
                'flex cursor-pointer items-center gap-2.5 rounded-md px-2 py-1.5',
                index === at && 'bg-river-tint',
              )}
            >
              {item.family ? (
                <FamilyMark
                  family={item.family}
                  icon={iconOf(document.nodes[item.id], editor.kinds)}
                  size="small"
                />
              ) : (
                <Icon name="note" size={16} className="mx-0.5 text-soft" />
              )}
              <span className="min-w-0 flex-1">
                <span className="block truncate text-13 font-medium text-ink">{item.title}</span>
                {item.words ? <span className="block truncate text-12 text-soft">{item.words}</span> : null}
              </span>
              {item.kind === item.title ? null : (
                <span className="text-12 whitespace-nowrap text-faint">{item.kind}</span>
              )}
            </div>
          ))}
        </div>
      ) : (
        <p className="border-t border-line px-3 py-2 text-13 text-faint">No step has these words.</p>
      )}
    </div>
  );
}
