import { own } from '@millrace/base';
import type { ReadText } from '../draft.ts';

const NAMES: Readonly<Record<string, string>> = {
  first_name: 'customer.firstName',
  last_name: 'customer.lastName',
  email: 'customer.email',
  phone_number: 'customer.phone',
  'organization.name': 'store.name',
  'organization.url': 'store.url',
};

/** `{{ first_name|default:'there' }}` becomes `{{ customer.firstName | default: "there" }}`. */
export function readText(given: string): ReadText {
  const unknown: string[] = [];
  const text = given.replace(
    /\{\{\s*([^{}]*?)\s*\}\}|\{%\s*([^{}]*?)\s*%\}/g,
    (tag: string, shown?: string) => {
      const written = shown === undefined ? null : placeholder(shown);
      if (written === null) unknown.push(tag);
      return written ?? tag;
    },
  );
  return { text, unknown };
}

const DEFAULT = /^default:\s*(?:'([^']*)'|"([^"]*)")$/;
const LOOKUP = /^lookup:\s*(?:'([^']+)'|"([^"]+)")$/;
/** A name of a property, as a placeholder can name it. */
const PROPERTY = /^[A-Za-z_][\w-]*$/;

function placeholder(written: string): string | null {
  const [subject = '', ...filters] = written.split('|').map((part) => part.trim());
  let name = nameOf(subject);
  let fallback: string | null = null;
  for (const filter of filters) {
    const [lookup, other] = [LOOKUP.exec(filter), DEFAULT.exec(filter)];
    if (lookup && (subject === 'person' || subject === 'event'))
      name = propertyOf(subject, lookup[1] ?? lookup[2] ?? '');
    else if (other) fallback = other[1] ?? other[2] ?? '';
    else return null;
  }
  if (name === null) return null;
  return fallback === null ? `{{ ${name} }}` : `{{ ${name} | default: "${fallback.replaceAll('"', '”')}" }}`;
}

function nameOf(subject: string): string | null {
  const known = own(NAMES, subject.replace(/^person\./, ''));
  if (known !== undefined) return known;
  const [first = '', property = '', more] = subject.split('.');
  return more === undefined && (first === 'person' || first === 'event') ? propertyOf(first, property) : null;
}

function propertyOf(subject: string, property: string): string | null {
  const known = subject === 'person' ? own(NAMES, property) : undefined;
  if (known !== undefined) return known;
  if (!PROPERTY.test(property)) return null;
  return subject === 'person' ? `customer.properties.${property}` : `event.properties.${property}`;
}

/** The words of an HTML page, with its links, a paragraph for each block. */
export function wordsOf(html: string): string {
  return html
    .replace(/<!--[\s\S]*?-->|<(style|script|head|title)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(
      /<a\b[^>]*?\bhref\s*=\s*["']([^"']*)["'][^>]*>([\s\S]*?)<\/a\s*>/gi,
      (_all, link: string, inside: string) => {
        const words = inside.replace(/<[^>]*>/g, '').trim();
        return words === '' ? '' : `[${words}](${link})`;
      },
    )
    .replace(/<br\b[^>]*>/gi, '\n')
    .replace(/<li\b[^>]*>/gi, '\n- ')
    .replace(/<\/?(p|div|h[1-6]|table|tr|ul|ol|section|blockquote)\b[^>]*>/gi, '\n\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&nbsp;|&#160;/gi, ' ')
    .replace(/&lt;/gi, '<')
    .replace(/&gt;/gi, '>')
    .replace(/&quot;|&#34;/gi, '"')
    .replace(/&#0?39;|&apos;|&rsquo;/gi, '’')
    .replace(/&amp;/gi, '&')
    .replace(/[ \t]+/g, ' ')
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
