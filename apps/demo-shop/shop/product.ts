import type { MinorUnits } from '@millrace/base';

export const CATEGORIES = [
  'Coffee',
  'Brewing',
  'Camp kitchen',
  'Mugs & table',
  'Fire & light',
  'Pantry',
  'Care',
] as const;
export type Category = (typeof CATEGORIES)[number];

/** Name of its drawing in `drawing.ts`. */
export type Shape =
  | 'bag'
  | 'tin'
  | 'kettle'
  | 'cone'
  | 'grinder'
  | 'box'
  | 'pan'
  | 'pot'
  | 'mug'
  | 'bowl'
  | 'spoon'
  | 'lantern'
  | 'stove'
  | 'bundle'
  | 'jar'
  | 'bottle'
  | 'cloth'
  | 'brush'
  | 'board'
  | 'blade'
  | 'press';

export interface Product {
  readonly number: number;
  readonly handle: string;
  readonly title: string;
  readonly category: Category;
  readonly price: MinorUnits;
  readonly cost: MinorUnits;
  /** Stock at the opening. */
  readonly stock: number;
  /** How many days one unit lasts; null when it is not used up. */
  readonly lastsDays: number | null;
  readonly vendor: string;
  readonly grams: number;
  readonly shape: Shape;
  /** Colours of the drawing: thing, accent. */
  readonly colours: readonly [string, string];
  readonly words: string;
  /** How often it is bought, compared with others; 1 is average. */
  readonly pull: number;
  readonly productId: number;
  readonly variantId: number;
  readonly inventoryItemId: number;
}

export const skuOf = ({ handle }: Product): string => `TK-${handle.toUpperCase()}`;
export const tagsOfProduct = ({ category, lastsDays }: Product): readonly string[] => [
  category.toLowerCase(),
  ...(lastsDays === null ? [] : ['consumable']),
];

/** handle, title, price, cost, stock, days one unit lasts, grams, shape, colours, pull, words. */
export type Row = readonly [
  string,
  string,
  number,
  number,
  number,
  number | null,
  number,
  Shape,
  readonly [string, string],
  number,
  string,
];
