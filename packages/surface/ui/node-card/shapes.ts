import type { FamilyName } from './families.ts';

/** The outline of a card, by family. */
export const SHAPES: Readonly<Record<FamilyName, string>> = {
  trigger: 'rounded-l-[28px] rounded-r-lg',
  wait: 'rounded-lg',
  path: 'rounded-lg rounded-tl-none',
  decision: 'rounded-lg outline-1 outline-offset-2',
  message: 'rounded-lg',
  action: 'rounded-lg rounded-tr-none',
  end: 'w-fit min-w-30 max-w-66 rounded-full',
};

/** The second outline of a card, where its family has one. */
export const OUTLINE: Partial<Readonly<Record<FamilyName, string>>> = { decision: 'outline-decision/45' };
