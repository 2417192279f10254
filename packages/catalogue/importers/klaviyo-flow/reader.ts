import type { Draft } from '../draft.ts';
import { loose, textOf, type Loose } from '../loose.ts';
import type { Names } from './conditions.ts';

/** What reading a flow needs. */
export interface Reader {
  readonly draft: Draft;
  readonly names: Names;
  readonly templates: ReadonlyMap<string, { readonly html: string; readonly text: string }>;
}

/** An action as Klaviyo calls it: Send SMS “Last call”. */
export function wordsOf(action: Loose): string {
  const type = textOf(action['type'])
    .replaceAll('-', ' ')
    .replace(/\bsms\b/, 'SMS')
    .replace(/\bwhatsapp\b/, 'WhatsApp')
    .replace(/\bemail\b/, 'e-mail');
  const words = type === '' ? 'An action' : type[0]!.toUpperCase() + type.slice(1);
  const data = loose(action['data']);
  const name = textOf(loose(data['message'])['name']) || textOf(data['name']);
  return name === '' ? words : `${words} “${name}”`;
}
