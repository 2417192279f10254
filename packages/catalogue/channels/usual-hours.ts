/** Every hour of the day is equally likely. */
export const EVERY_HOUR_ALIKE: readonly number[] = Array.from({ length: 24 }, () => 1);
