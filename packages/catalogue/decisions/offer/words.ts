import { percent } from '@millrace/base/words';
import { spaced, type InputWords } from '../explanation.ts';

/** An option by its id: "10% off", "Free shipping", "No discount". */
export function offerTitle(id: string): string {
  const share = /^(?:percent|percentage)-(\d+)$/.exec(id)?.[1];
  if (share) return `${percent(Number(share) / 100)} off`;
  return id === 'none' ? 'No discount' : spaced(id);
}

/** How each thing it looks at is called in the story of a decision. */
export const INPUTS: InputWords = {
  recovery: ['Comes back by itself', 'share'],
  basket: ['What they would buy', 'money'],
  discountShare: ['Orders with a discount', 'share'],
  segment: ['Kind of shopper', 'plain'],
  floor: ['Margin that must remain', 'share'],
  sparesFullPriceBuyers: ['Spares full-price buyers', 'plain'],
  exploration: ['Share to find out with', 'share'],
};
