import { fail, type Json } from '@millrace/base';

/**
 * A parsed JSON body with placeholders. It is parsed before values are filled in, so that no value can change
 * its structure.
 */
export interface BodyTemplate {
  /** The JSON; a marked text in it names one of `texts`, whose value replaces it. */
  readonly tree: Json;
  readonly texts: Readonly<Record<string, string>>;
}

/** A character that no real template contains. */
const MARK = '\u0001';

/**
 * Reads a template such as `{ "email": "{{ customer.email }}", "orders": {{ customer.ordersCount }} }`. A
 * placeholder in quotes gives a text; one without quotes gives a number, true, false or null, or a text if it
 * is none of these.
 * @throws MillraceError input-invalid if the template without its placeholders is not JSON
 */
export function readBody(template: string): BodyTemplate {
  const bare: string[] = [];
  let json = '';
  let quoted = false;
  for (let at = 0; at < template.length; at += 1) {
    const end = placeholderEnd(template, at);
    if (end > 0) {
      const placeholder = template.slice(at, end);
      json += quoted
        ? JSON.stringify(placeholder).slice(1, -1)
        : JSON.stringify(`${MARK}${bare.push(placeholder) - 1}`);
      at = end - 1;
      continue;
    }
    const sign = template[at]!;
    if (sign === '\\' && quoted) {
      json += sign + (template[at + 1] ?? '');
      at += 1;
      continue;
    }
    if (sign === '"') quoted = !quoted;
    json += sign;
  }
  const texts: Record<string, string> = {};
  const tree = marked(parsed(json), texts, bare);
  return { tree, texts };
}

const CLOSING: Readonly<Record<string, string>> = { '{{': '}}', '{%': '%}' };

/** Where the placeholder that starts here ends; 0 if none starts here. */
function placeholderEnd(text: string, at: number): number {
  const closing = CLOSING[text.slice(at, at + 2)];
  if (closing === undefined) return 0;
  const end = text.indexOf(closing, at + 2);
  return end < 0 ? 0 : end + 2;
}

function parsed(json: string): Json {
  try {
    return JSON.parse(json) as Json;
  } catch {
    return fail('input-invalid', { problems: 'The body is not valid JSON', fields: [] });
  }
}

/** Replaces every text with a placeholder by a name, and stores the text in `texts` under that name. */
function marked(value: Json, texts: Record<string, string>, bare: readonly string[]): Json {
  if (typeof value === 'string') {
    const place = value.startsWith(MARK) ? bare[Number(value.slice(1))] : undefined;
    if (place === undefined && !/\{[{%]/.test(value)) return value;
    const name = `body/${place === undefined ? 'text' : 'value'}/${Object.keys(texts).length}`;
    texts[name] = place ?? value;
    return MARK + name;
  }
  if (Array.isArray(value)) return value.map((item) => marked(item, texts, bare));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, marked(item, texts, bare)]));
  return value;
}

/** The body with its values, as text. */
export function writeBody(template: string, filled: Readonly<Record<string, string>>): string {
  return JSON.stringify(fill(readBody(template).tree, filled));
}

function fill(value: Json, filled: Readonly<Record<string, string>>): Json {
  if (typeof value === 'string') {
    if (!value.startsWith(MARK)) return value;
    const name = value.slice(1);
    const text = filled[name] ?? '';
    return name.startsWith('body/value/') ? bareValue(text.trim()) : text;
  }
  if (Array.isArray(value)) return value.map((item) => fill(item, filled));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, filled)]));
  return value;
}

function bareValue(text: string): Json {
  if (text === '') return null;
  if (text === 'true' || text === 'false' || text === 'null') return JSON.parse(text) as Json;
  return /^-?(0|[1-9]\d{0,14})(\.\d{1,9})?$/.test(text) ? Number(text) : text;
}

/**
 * What is wrong with a body as the marketer wrote it, as a sentence; null if nothing is. An empty body is
 * allowed.
 */
export function bodyProblem(template: string): string | null {
  if (template.trim() === '') return null;
  try {
    readBody(template);
    return null;
  } catch {
    return 'The body is not valid JSON. Put texts in double quotes; placeholders go inside a text or in place of a number.';
  }
}
