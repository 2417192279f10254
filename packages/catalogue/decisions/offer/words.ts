import { percent } from '@millrace/base/words';
import { spaced, type InputWords } from '../explanation.ts';

/** An option by its id: "10% off", "5 off", "Free shipping", "No discount". */
export function offerTitle(id: string): string {
  const share = /^(?:percent|percentage)-(\d+)$/.exec(id)?.[1];
  if (share) return `${percent(Number(share) / 100)} off`;
  const amount = /^amount-(\d+(?:\.\d+)?)$/.exec(id)?.[1];
  if (amount) return `${amount} off`;
  return id === 'none' ? 'No discount' : spaced(id);
}

/** Names of the inputs in the explanation of a decision. */
export const INPUTS: InputWords = {
  recovery: ['Comes back by itself', 'share'],
  basket: ['Expected purchase', 'money'],
  discountShare: ['Orders with a discount', 'share'],
  segment: ['Kind of shopper', 'plain'],
  floor: ['Margin that must remain', 'share'],
  sparesFullPriceBuyers: ['Spares full-price buyers', 'plain'],
  exploration: ['Exploration share', 'share'],
};

/** A title as it stands inside a sentence. */
export const insideSentence = (title: string): string =>
  title.replace(/^[A-Z]/, (letter) => letter.toLowerCase());
