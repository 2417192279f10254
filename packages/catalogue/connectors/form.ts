import { fail, wellFormed } from '@millrace/base';

/** Fields as `application/x-www-form-urlencoded`, in the order given; a list gives one pair for each item. */
export function encodeForm(fields: Readonly<Record<string, string | readonly string[]>>): string {
  const pairs: string[] = [];
  for (const [name, value] of Object.entries(fields)) {
    for (const item of typeof value === 'string' ? [value] : value)
      pairs.push(`${escape(name)}=${escape(item)}`);
  }
  return pairs.join('&');
}

function escape(text: string): string {
  // A lone surrogate makes encodeURIComponent throw and cannot be sent, so it becomes the replacement
  // character.
  return encodeURIComponent(wellFormed(text))
    .replace(/%20/g, '+')
    .replace(/[!'()~]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

/**
 * The pairs of a form body, in the order given.
 * @throws MillraceError `input-invalid` for broken escapes or more than 500 fields
 */
export function decodeFormPairs(body: string): readonly (readonly [name: string, value: string])[] {
  const pairs = body === '' ? [] : body.split('&');
  if (pairs.length > 500) fail('input-invalid', { problems: 'the form has more than 500 fields.' });
  return pairs.map((pair) => {
    const cut = pair.indexOf('=');
    return cut < 0 ? [unescape(pair), ''] : [unescape(pair.slice(0, cut)), unescape(pair.slice(cut + 1))];
  });
}

/** The fields of a form body by name; if a name is given more than once, the last value counts. */
export function decodeForm(body: string): Readonly<Record<string, string>> {
  return Object.fromEntries(decodeFormPairs(body));
}

function unescape(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch (cause) {
    return fail('input-invalid', { problems: 'the form is not encoded correctly.' }, cause);
  }
}
