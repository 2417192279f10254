import { storeSettingsSchema } from './store-settings.ts';

/** Months for which a workspace keeps its records; the longest there is where what is stored cannot be read. */
export const monthsKept = (stored: unknown): number =>
  storeSettingsSchema.shape.keepMonths.safeParse(stored ?? undefined).data ?? 120;
