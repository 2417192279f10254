import type { KnownValue, KnownValues } from '../../actions.ts';

/** The segments whose name contains the typed text, while the answer to the text is on its way too. */
export function segmentsLike(known: KnownValues | null, typed: string): readonly KnownValue[] {
  const wanted = typed.trim().toLowerCase();
  return (known?.values ?? []).filter(({ label }) => label.toLowerCase().includes(wanted));
}

/** How a segment that was removed is called where it is still named. @param name the last known one */
export const goneWords = (name: string | undefined): string =>
  name ? `${name} (no longer exists)` : 'A segment that no longer exists';
