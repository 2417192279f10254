/**
 * Removes what must not appear in a log or an error: addresses, phone numbers, keys and passwords in URLs,
 * and the given secrets.
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = text;
  for (const secret of secrets) if (secret.length >= 4) clean = clean.replaceAll(secret, '[secret]');
  return clean
    .replace(/[^\s<>"'(),;:@]+@[^\s<>"'(),;:@]+\.[^\s<>"'(),;:@]+/g, '[address]')
    .replace(/\b(bearer|basic)\s+[\w.~+/=-]{6,}/gi, '$1 [secret]')
    .replace(/([?&][^=&\s]{1,40}=)[^&\s]*/g, '$1[...]')
    .replace(/\+\d[\d\s().-]{6,}\d/g, '[number]');
}
