import type { ReturnView } from '@millrace/services/returns';
import { OFFER_WORDS } from '@millrace/flow';

type Step = ReturnView['step'];

export const STEP_WORDS: Readonly<Record<Step, { readonly label: string; readonly tone: Tone }>> = {
  requested: { label: 'Asked for', tone: 'waiting' },
  approved: { label: 'Accepted', tone: 'plain' },
  label: { label: 'Label sent', tone: 'plain' },
  received: { label: 'Arrived', tone: 'waiting' },
  refunded: { label: 'Refunded', tone: 'good' },
  exchanged: { label: 'Exchanged', tone: 'good' },
  refused: { label: 'Refused', tone: 'plain' },
};
type Tone = 'waiting' | 'plain' | 'good';

/** What the policy said, in a few words. */
export const ANSWER_WORDS: Readonly<Record<NonNullable<ReturnView['answer']>, string>> = {
  accepted: 'Within the policy',
  person: 'A person looks',
  refused: 'Outside the policy',
};

export const wishWords = ({ wish }: Pick<ReturnView, 'wish'>): string =>
  wish === null ? 'Not said' : OFFER_WORDS[wish].label;

export const itemWords = ({ title, variant, quantity }: ReturnView['items'][number]): string =>
  `${variant === null ? title : `${title}, ${variant}`}${quantity > 1 ? ` × ${quantity}` : ''}`;

export interface Move {
  readonly step: Exclude<Step, 'requested'>;
  readonly label: string;
  /** Said before it is done. */
  readonly sentence: string;
}

const MOVES: readonly Move[] = [
  { step: 'approved', label: 'Accept', sentence: 'The customer’s page says that it is accepted.' },
  {
    step: 'label',
    label: 'Label sent',
    sentence: 'The customer’s page says so, with a link to the label if you give one.',
  },
  {
    step: 'received',
    label: 'Arrived',
    sentence: 'A flow that waits for the parcel goes on, and may refund it.',
  },
  {
    step: 'refunded',
    label: 'Refunded',
    sentence: 'Say this after you have refunded it in your store. Nothing is paid by it.',
  },
  { step: 'exchanged', label: 'Exchanged', sentence: 'Say this after you have sent what they wanted.' },
  { step: 'refused', label: 'Refuse', sentence: 'The customer’s page shows what you write here.' },
];
const ORDER: readonly Step[] = ['requested', 'approved', 'label', 'received'];

/** What somebody can say of a return now: the steps after the one it is at; none when it is over. */
export function movesOf({ step }: Pick<ReturnView, 'step'>): readonly Move[] {
  const at = ORDER.indexOf(step);
  if (at < 0) return [];
  return MOVES.filter(({ step: next }) => {
    const place = ORDER.indexOf(next);
    return place < 0 || place > at;
  });
}
