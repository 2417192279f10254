import type { Subject } from '@millrace/flow';
import { filling, headerOf, type Draft } from '../draft.ts';
import { jsonOf } from '../json-of.ts';
import { textOf, textsOf, type Loose } from '../loose.ts';
import { fieldsOf, taskName } from './step.ts';
import { readText } from './texts.ts';

/** Adds the steps of an action. @returns none when it has no equal, which is listed */
export function addAction(step: Loose, subject: Subject, draft: Draft): readonly string[] {
  const fields = fieldsOf(step);
  const words = `“${taskName(step)}”`;
  const filled = filling(draft, words, readText, 'Replace them in the step.');
  const task = textOf(step['task_id']);
  if (task === 'shopify::admin::add_order_tags' && subject === 'order')
    return tagsIn(fields['tags']).map((tag) =>
      draft.add('store-note', { about: 'order', do: 'add-tag', tag: filled(tag).slice(0, 500) }),
    );
  if (task === 'shopify::flow::send_email') return [teamMail(fields, words, filled, draft)];
  if (/^https?:\/\//.test(fields['url'] ?? '') && (fields['method'] ?? '') !== '')
    return [request(fields, filled, draft, textOf(step['step_id']))];
  draft.leaveOut(
    words,
    'It has no equal here.',
    'Leave it in Shopify Flow, or add a step that does the same.',
  );
  return [];
}

const tagsIn = (value: string | undefined): readonly string[] =>
  textsOf(jsonOf(value ?? '') ?? (value ? [value] : [])).slice(0, 20);

/** Names that the fields of an e-mail have. Which one a file uses is not published. */
const first = (fields: Readonly<Record<string, string>>, ...names: readonly string[]): string =>
  names.map((name) => fields[name] ?? '').find((value) => value !== '') ?? '';

function teamMail(
  fields: Readonly<Record<string, string>>,
  words: string,
  filled: (text: string) => string,
  draft: Draft,
): string {
  const to = first(fields, 'email_address', 'email_addresses', 'email', 'to');
  const subject = first(fields, 'subject', 'email_subject');
  const text = first(fields, 'message', 'body', 'email_body');
  if (to === '' || subject === '' || text === '')
    draft.leaveOut(words, 'Not all of the e-mail could be read from the file.', 'Complete it in the step.');
  const addresses = textsOf(jsonOf(to) ?? []).join(', ') || to;
  return draft.add('mail-team', {
    who: 'nobody',
    addresses: addresses.slice(0, 2_600),
    subject: filled(subject).slice(0, 250),
    text: filled(text).slice(0, 5_000),
  });
}

const METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

function request(
  fields: Readonly<Record<string, string>>,
  filled: (text: string) => string,
  draft: Draft,
  id: string,
): string {
  const method = (fields['method'] ?? '').toUpperCase();
  const headers = jsonOf(fields['headers'] ?? '[]');
  return draft.add('http-request', {
    method: METHODS.has(method) ? method : 'POST',
    url: filled(fields['url'] ?? '').slice(0, 2_000),
    headers: (Array.isArray(headers) ? headers : []).slice(0, 20).flatMap((header: unknown) => {
      const [name = '', value = ''] = textsOf(header);
      return name === '' ? [] : [headerOf(draft, id, name, () => filled(value))];
    }),
    body: filled(fields['body'] ?? '').slice(0, 20_000),
  });
}
