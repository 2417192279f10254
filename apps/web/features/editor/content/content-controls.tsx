'use client';
import { Select, type Control, type ControlProps } from '@millrace/ui';
import { EmailBlocks } from './email-blocks.tsx';
import { TemplateLink, TemplateLongText, TemplateText } from './template-field.tsx';

function Choice({ field, value, onChange, problem, disabled }: ControlProps) {
  const chosen = value ?? field.fallback;
  return <Select aria-label={field.label} value={chosen === undefined ? null : String(chosen)} onValueChange={onChange} options={field.choices} invalid={problem !== null} disabled={disabled} />;
}

/** What draws the fields of a message's content. */
export const CONTENT_CONTROLS: Readonly<Record<string, Control>> = {
  'template-text': TemplateText,
  'template-link': TemplateLink,
  'template-long-text': TemplateLongText,
  'marked-text': TemplateLongText,
  'email-blocks': EmailBlocks,
  choice: Choice,
};

/** Fields inside one block: the same, without blocks inside blocks. */
export const BLOCK_CONTROLS: Readonly<Record<string, Control>> = {
  'template-text': TemplateText, 'template-link': TemplateLink, 'template-long-text': TemplateLongText, 'marked-text': TemplateLongText, choice: Choice,
};
