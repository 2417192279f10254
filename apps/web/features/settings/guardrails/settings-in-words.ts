import { guardrailById } from '@millrace/guardrails';

/** A guardrail's settings in one sentence; null if its summary says it all or the settings are invalid. */
export function settingsInWords(id: string, settings: Readonly<Record<string, unknown>>): string | null {
  const check = guardrailById(id);
  const read = check?.settings.safeParse(settings);
  return (read?.success && check?.inWords?.(read.data)) || null;
}
