'use client';
import { useEffect, useState } from 'react';
import { readDate } from '@millrace/base';
import type { ContentVariable } from '@millrace/channels';
import { entryEventsOf } from '../store/events-of.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';

/** The first event of the flow's trigger; undefined while none is chosen. Messages are tried with it. */
export function useTriggerEvent(): string | undefined {
  const { kinds } = useEditor();
  return useEditorState(({ document }) => entryEventsOf(Object.values(document.nodes), kinds)[0]);
}

const NONE: readonly ContentVariable[] = [];
/** Loaded variables by event, kept while the page is open. */
const known = new Map<string, readonly ContentVariable[]>();

/** The properties of that event as placeholders. Loaded when first wanted. */
export function useEventVariables(wanted: boolean): readonly ContentVariable[] {
  const { actions } = useEditor();
  const event = useTriggerEvent();
  const [, redraw] = useState(0);
  useEffect(() => {
    const ask = actions.eventProperties;
    if (!wanted || !ask || event === undefined || known.has(event)) return;
    let open = true;
    known.set(event, NONE);
    ask(event).then(
      (found) => {
        known.set(event, found.map(asVariable));
        if (open) redraw((count) => count + 1);
      },
      () => known.delete(event),
    );
    return () => {
      open = false;
    };
  }, [actions, event, wanted]);
  return (event === undefined ? undefined : known.get(event)) ?? NONE;
}

function asVariable({ name, example }: { readonly name: string; readonly example: string }): ContentVariable {
  const path = `event.properties.${name}`;
  const isDate = /\D/.test(example) && readDate(example) !== null;
  const label = name.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_-]+/g, ' ');
  return {
    path,
    label: `${label.charAt(0).toUpperCase()}${label.slice(1).toLowerCase()}`,
    group: 'Event',
    insert: isDate ? `{{ ${path} | date: "long" }}` : `{{ ${path} | default: "" }}`,
    example,
    type: isDate ? 'date' : /^https?:\/\//.test(example) ? 'link' : 'text',
    mayBeMissing: true,
  };
}
