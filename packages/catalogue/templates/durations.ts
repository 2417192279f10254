export const hours = (amount: number) => ({ amount, unit: 'hours' }) as const;
export const days = (amount: number) => ({ amount, unit: 'days' }) as const;

/** The settings of a wait. */
export const forHours = (amount: number) => ({ duration: hours(amount) });
export const forDays = (amount: number) => ({ duration: days(amount) });
/**
 * On to a time of day, some days from now: for a morning one day less is waited first, because most people
 * come here later in the day than that.
 */
export const daysUntil = (amount: number, at: string) => ({
  duration: days(at < '12:00' ? amount - 1 : amount),
  at,
});
