'use client';
import type { Match } from '@millrace/flow';
import type { ControlProps } from '@millrace/ui';
import { useEditor, useEditorState } from '../../store/hooks.ts';
import { useStep } from '../step-context.ts';
import { EventPicker } from './event-picker.tsx';

/** Chooses an event. A trigger offers only events that can begin a flow about this flow's subject. */
export function EventControl({ value, onChange, problem, disabled }: ControlProps) {
  const editor = useEditor();
  const { node } = useStep();
  const subject = useEditorState((state) =>
    editor.kinds[state.document.nodes[node]?.kind ?? '']?.family === 'trigger'
      ? state.document.subject
      : undefined,
  );
  return (
    <EventPicker
      value={typeof value === 'string' ? value : ''}
      onChange={onChange}
      subject={subject}
      invalid={problem !== null}
      disabled={disabled}
    />
  );
}

export const MATCH_WORDS: Readonly<Record<Match, string>> = {
  customer: 'any of this customer',
  cart: 'this very cart',
  order: 'this very order',
  message: 'this flow’s own message',
  product: 'this very product',
};
