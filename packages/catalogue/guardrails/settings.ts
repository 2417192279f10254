import { z } from 'zod';
import { GUARDRAILS } from './checks.ts';

/**
 * The workspace's settings by check id. `{}` parses to the defaults; unknown checks and fields are refused.
 */
export const guardrailSettingsSchema = z.strictObject(
  Object.fromEntries(
    GUARDRAILS.map((check) => [
      check.id,
      check.settings.prefault({}).meta({ title: check.title, description: check.summary }),
    ]),
  ),
) as z.ZodType<GuardrailSettings, Partial<GuardrailSettings>>;

export type GuardrailSettings = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export const defaultGuardrailSettings: GuardrailSettings = guardrailSettingsSchema.parse({});

/** Stored settings, perhaps of an older version. Checks whose settings cannot be read take their defaults. */
export function readGuardrailSettings(stored: unknown): GuardrailSettings {
  const given = typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>) : {};
  return Object.fromEntries(
    GUARDRAILS.map((check) => {
      const parsed = check.settings.safeParse(given[check.id] ?? {});
      return [
        check.id,
        parsed.success ? (parsed.data as Record<string, unknown>) : defaultGuardrailSettings[check.id]!,
      ];
    }),
  );
}
