'use client';
import { Select, type ControlProps } from '@millrace/ui';
import { orderFor } from '../../store/derived.ts';
import { useEditor, useEditorState } from '../../store/hooks.ts';
import { sentenceOf, titleOf } from '../../store/words.ts';

const LATEST = 'latest';

export function MessageNodeControl({ field, value, onChange, problem, disabled }: ControlProps) {
  return (
    <MessageNodeSelect
      label={field.label}
      value={value}
      onChange={onChange}
      invalid={problem !== null}
      disabled={disabled}
    />
  );
}

export interface MessageNodeSelectProps {
  value: unknown;
  onChange: (message: string | undefined) => void;
  label?: string;
  invalid?: boolean;
  disabled?: boolean;
}

/** Chooses a message of this flow; the latest one by default. */
export function MessageNodeSelect({
  value,
  onChange,
  label = 'Which message',
  invalid = false,
  disabled = false,
}: MessageNodeSelectProps) {
  const editor = useEditor();
  const document = useEditorState((state) => state.document);
  const messages = orderFor(document, editor.kinds).filter(
    (id) => editor.kinds[document.nodes[id]?.kind ?? '']?.family === 'message',
  );
  const chosen = typeof value === 'string' && value !== '' ? value : LATEST;
  return (
    <Select
      aria-label={label}
      value={chosen}
      onValueChange={(next) => onChange(next === LATEST ? undefined : next)}
      invalid={invalid}
      disabled={disabled}
      options={[
        { value: LATEST, label: 'The latest one' },
        ...messages.map((id) => ({
          value: id,
          label: document.nodes[id]?.name ?? sentenceOf(document.nodes[id], editor.kinds),
        })),
        ...(chosen !== LATEST && !messages.includes(chosen)
          ? [{ value: chosen, label: titleOf(document.nodes[chosen], editor.kinds) }]
          : []),
      ]}
    />
  );
}
