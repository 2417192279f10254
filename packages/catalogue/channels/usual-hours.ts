/** As likely at one hour of the day as at any other. */
export const EVERY_HOUR_ALIKE: readonly number[] = Array.from({ length: 24 }, () => 1);
