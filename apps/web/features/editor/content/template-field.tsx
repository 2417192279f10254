'use client';
import { useRef } from 'react';
import { Input, Textarea, type ControlProps } from '@millrace/ui';
import { VariablePicker } from './variable-picker.tsx';

type Text = HTMLInputElement | HTMLTextAreaElement;
const words = (value: unknown, fallback: unknown) =>
  typeof value === 'string' ? value : typeof fallback === 'string' ? fallback : '';

/** Inserts text at the caret or in place of the selection. The caret is after it then. */
function useInsert(onChange: (text: string) => void) {
  const box = useRef<HTMLDivElement>(null);
  return {
    box,
    insert: (text: string) => {
      const field = box.current?.querySelector<Text>('input, textarea');
      if (!field) return;
      const from = field.selectionStart ?? field.value.length;
      const to = field.selectionEnd ?? from;
      onChange(field.value.slice(0, from) + text + field.value.slice(to));
      requestAnimationFrame(() => {
        field.focus();
        field.setSelectionRange(from + text.length, from + text.length);
      });
    },
  };
}

/** One line of text with placeholders. */
export function TemplateText({ field, value, onChange, problem, disabled }: ControlProps) {
  const { box, insert } = useInsert(onChange);
  return (
    <div ref={box} className="flex items-center gap-1">
      <Input
        aria-label={field.label}
        value={words(value, field.fallback)}
        onValueChange={(next) => onChange(next)}
        invalid={problem !== null}
        disabled={disabled}
        className="flex-1"
      />
      <VariablePicker onPick={insert} />
    </div>
  );
}

/** A link: an address, or a placeholder that stands for one. */
export function TemplateLink({ field, value, onChange, problem, disabled }: ControlProps) {
  return (
    <div className="flex items-center gap-1">
      <Input
        aria-label={field.label}
        icon="link"
        value={words(value, field.fallback)}
        onValueChange={(next) => onChange(next)}
        invalid={problem !== null}
        disabled={disabled}
        placeholder="https://"
        className="flex-1"
      />
      <VariablePicker links onPick={(text) => onChange(text)} />
    </div>
  );
}

/** Several lines of text with placeholders. */
export function TemplateLongText({ field, value, onChange, problem, disabled }: ControlProps) {
  const { box, insert } = useInsert(onChange);
  return (
    <div ref={box} className="flex items-start gap-1">
      <Textarea
        aria-label={field.label}
        rows={5}
        value={words(value, field.fallback)}
        onValueChange={onChange}
        invalid={problem !== null}
        disabled={disabled}
        className="flex-1"
      />
      <VariablePicker onPick={insert} />
    </div>
  );
}
