import { guardrailById } from '@millrace/guardrails';

/** How a guardrail is set, in one sentence; null where its summary says it all, or for settings that cannot be. */
export function settingsInWords(id: string, settings: Readonly<Record<string, unknown>>): string | null {
  const check = guardrailById(id);
  const read = check?.settings.safeParse(settings);
  return (read?.success && check?.inWords?.(read.data)) || null;
}
