export const minutes = (amount: number) => ({ amount, unit: 'minutes' }) as const;
export const hours = (amount: number) => ({ amount, unit: 'hours' }) as const;
export const days = (amount: number) => ({ amount, unit: 'days' }) as const;

/** The settings of a wait. */
export const forHours = (amount: number) => ({ duration: hours(amount) });
export const forDays = (amount: number) => ({ duration: days(amount) });
/** Some days, and then on to a time of day. */
export const daysUntil = (amount: number, at: string) => ({ duration: hours(amount * 24 - 6), at });
