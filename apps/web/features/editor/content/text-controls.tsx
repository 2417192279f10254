'use client';
import { Select, type Control, type ControlProps } from '@millrace/ui';
import { AnswersControl } from '../panel/controls/answers-control.tsx';
import { TemplateLink, TemplateLongText, TemplateText } from './template-field.tsx';

function Choice({ field, value, onChange, problem, disabled }: ControlProps) {
  const chosen = value ?? field.fallback;
  return (
    <Select
      aria-label={field.label}
      value={chosen === undefined ? null : String(chosen)}
      onValueChange={onChange}
      options={field.choices}
      invalid={problem !== null}
      disabled={disabled}
    />
  );
}

/** The controls for texts, links and choices of a message, inside and outside blocks. */
export const TEXT_CONTROLS: Readonly<Record<string, Control>> = {
  'template-text': TemplateText,
  'template-link': TemplateLink,
  'template-long-text': TemplateLongText,
  'marked-text': TemplateLongText,
  choice: Choice,
  answers: AnswersControl,
};
