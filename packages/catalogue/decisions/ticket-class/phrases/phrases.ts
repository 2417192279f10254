import type { TicketClass } from '../classes.ts';

/**
 * Expressions of a language by which the rule tells classes apart. Each is compared word by word; `*` at the end of a word
 * stands for any ending. Capital letters and accents do not matter.
 */
export type Phrases = Readonly<
  Partial<
    Record<
      TicketClass,
      {
        /** One of them is enough. */
        readonly strong: readonly string[];
        /** Also used otherwise: two of them are about as good as a strong one. */
        readonly weak: readonly string[];
      }
    >
  >
>;
