import type { Random } from '../random.ts';
import type { Category } from '../shop/product.ts';

const GOOD: Readonly<Record<Category, readonly string[]>> = {
  Coffee: [
    'Tastes the way the kitchen smells. Gone in two weeks, so the next bag is ordered.',
    'Not sour, not burnt. My father, who likes neither, asked what it was.',
    'Fresh enough that the bag had puffed up in the post.',
  ],
  Brewing: [
    'Pours without dribbling, which is more than I can say for the last one.',
    'It is simple, and after a week the coffee is the same every morning.',
    'Heavier than I thought. I like that.',
  ],
  'Camp kitchen': [
    'Has been over a fire four times now and looks the better for it.',
    'Nothing sticks once it is seasoned. Eggs on the second morning.',
    'It hangs on the wall between trips, because it is too good-looking for the cupboard.',
  ],
  'Mugs & table': [
    'Keeps its heat longer than enamel has any right to.',
    'Everybody in the house wants the blue one.',
    'Fell off the tailgate and only has a better story now.',
  ],
  'Fire & light': [
    'Lit at the first match, in drizzle.',
    'Bright enough to read by and small enough for a coat pocket.',
    'Burned the whole evening and left almost no ash.',
  ],
  Pantry: [
    'Opened it to try and closed it half empty.',
    'On porridge, on toast, off the spoon.',
    'You can tell that somebody made it and not something.',
  ],
  Care: [
    'Five minutes, and the pan looks like the day it came.',
    'A little goes a long way; the tin will last for years.',
    'Smells of beeswax and nothing else.',
  ],
};
const MIDDLING: readonly string[] = [
  'Good, but smaller than the picture made me think.',
  'Does what it should. The parcel took its time.',
  'I like it well enough. For the price I had expected a little more.',
];
const BAD: readonly string[] = [
  'It came with a fault and I had to write twice.',
  'The finish came off after the first wash. Disappointed, as I like the shop.',
  'Not as on the page: thinner, and the lid does not sit.',
  'Looks lovely. Does not work for what it is sold for.',
];
const TITLES: Readonly<Record<number, readonly string[]>> = {
  1: ['Sent it back', 'Not again'],
  2: ['Could be better', 'A pity'],
  3: ['All right', 'Fine, with a but'],
  4: ['Very good', 'Glad I bought it'],
  5: ['Just right', 'Would buy again', 'For years, I hope'],
};

/** What somebody writes about a product, in their words. */
export function reviewWords(
  stars: number,
  category: Category,
  random: Random,
): { readonly title: string; readonly text: string } {
  const texts = stars >= 4 ? GOOD[category] : stars === 3 ? MIDDLING : BAD;
  return { title: random.pick(TITLES[stars] ?? TITLES[3]!), text: random.pick(texts) };
}
