import { fail, isMillraceError, type Json } from '@millrace/base';

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

const NO_JSON =
  'The body is not valid JSON. Put texts in double quotes; placeholders go inside a text or in place of a number';
const NAMES =
  'The body has names that are filled in. Names are the same for everybody: placeholders stand in values only';
const CONTROLS = 'The body has a character that belongs into no text (U+0001)';
const LARGE = 'The body has a number of so many digits that it would be sent rounded. Put it into quotes';
/** Whole numbers that may have more digits than are kept. */
const WHOLE = /(?<![\d.eE])\d{16,}(?![\d.eE])/g;
const refuse = (problems: string): never => fail('input-invalid', { problems, fields: [] });

/**
 * Reads a template such as `{ "email": "{{ customer.email }}", "orders": {{ customer.ordersCount }} }`. A placeholder in quotes
 * gives a text; one without quotes gives a number, true, false or null, or a text if it is none of these.
 * @throws MillraceError input-invalid if the template without its placeholders is not JSON, or has placeholders in its names
 */
export function readBody(template: string): BodyTemplate {
  if (template.includes(MARK) || /\\u0001/.test(template)) refuse(CONTROLS);
  const bare: string[] = [];
  let json = '';
  let outside = '';
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
    if (!quoted) outside += sign;
    json += sign;
  }
  if ([...outside.matchAll(WHOLE)].some(([digits]) => BigInt(digits) !== BigInt(Number(digits))))
    refuse(LARGE);
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
    return refuse(NO_JSON);
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
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key.includes(MARK) || /\{[{%]/.test(key) ? refuse(NAMES) : key,
        marked(item, texts, bare),
      ]),
    );
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
  } catch (error) {
    return `${isMillraceError(error) ? String(error.details['problems']) : NO_JSON}.`;
  }
}
