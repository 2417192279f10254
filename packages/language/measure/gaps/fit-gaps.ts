import { normalShareBelow } from '../special.ts';
import type { GapModel, GapProduct, Repeats } from './expected-gap.ts';

const MOST_STEPS = 400;
/** It ends when no parameter moved by more. */
const STILL = 5e-5;
/** Smallest variance of a logarithm, so that gaps that are all alike do not divide by nothing. */
const LEAST = 1e-4;
/** Gaps after a purchase of more or less than one that are needed to learn what the quantity does. */
const QUANTITIES = 50;
/** Gaps of the whole store that the spread of a product is drawn towards. */
const DRAWN = 5;
/** How many buyers the shares of the whole store count for in those of one product: at least, and at most. */
const [WEAKEST, STRONGEST] = [1, 500];

/** Those who wait longer than this many standard deviations never come again: what is beyond cannot be told from it. */
const FAR = 7;

/** What is learned of a product in a step. */
interface Learned {
  mean: number;
  doubt: number;
  people: number;
  rest: number;
  first: number;
  later: number;
  /** Sums of the step: information about the mean, and that times the mean; purchases, and those after which they came again. */
  weight: number;
  weighted: number;
  /** Sum of squares of what neither product nor person explains, and of how many gaps. */
  squares: number;
  gaps: number;
  /** Sum of squares of the rhythms of people, and of how many. */
  rhythms: number;
  units: number;
  firsts: [came: number, of: number];
  laters: [came: number, of: number];
}

/**
 * Fits gaps by maximum likelihood (expectation and maximisation: Dempster, Laird and Rubin, Journal of the Royal Statistical Society B
 * 39(1), 1977). Those who are still waiting count with the part of them that comes later, and the gap that is expected of
 * it: who leaves them out learns from short gaps only.
 * @returns null without a gap
 */
export function fitGaps(repeats: readonly Repeats[]): GapModel | null {
  const logs = repeats.flatMap(({ gaps }) => gaps.map(({ days }) => Math.log(days)));
  if (logs.length === 0) return null;
  const middle = logs.reduce((sum, one) => sum + one, 0) / logs.length;
  const spread = Math.max(0.05, logs.reduce((sum, one) => sum + (one - middle) ** 2, 0) / logs.length);
  const quantities = repeats.flatMap(({ gaps }) => gaps).filter(({ quantity }) => quantity !== 1);
  const learnsQuantity = quantities.length >= QUANTITIES;
  const state = { usual: middle, products: spread / 3, people: spread / 3, rest: spread / 3, quantity: 1 };
  let usual: Shares = { first: { share: 0.3, strength: 4 }, later: { share: 0.6, strength: 4 } };
  const products = new Map<string, Learned>();
  for (const { product } of repeats)
    if (!products.has(product))
      products.set(product, {
        ...START,
        mean: middle,
        people: spread / 3,
        rest: spread / 3,
        firsts: [0, 0],
        laters: [0, 0],
      });
  const units = repeats.map((one) => sumsOf(one, products.get(one.product)!));
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const before = { ...state };
    for (const one of products.values())
      Object.assign(one, {
        weight: 0,
        weighted: 0,
        squares: 0,
        gaps: 0,
        rhythms: 0,
        units: 0,
        firsts: [0, 0],
        laters: [0, 0],
      });
    const sums = { across: 0, squares: 0 };
    for (const one of units) expect(one, state.quantity, sums);
    const all = [...products.values()];
    state.people = Math.max(
      LEAST,
      all.reduce((sum, one) => sum + one.rhythms, 0) / all.reduce((sum, one) => sum + one.units, 0),
    );
    state.rest = Math.max(
      LEAST,
      all.reduce((sum, one) => sum + one.squares, 0) / all.reduce((sum, one) => sum + one.gaps, 0),
    );
    if (learnsQuantity)
      state.quantity = Math.min(
        1.5,
        Math.max(0, state.quantity + sums.across / Math.max(LEAST, sums.squares)),
      );
    usual = {
      first: sharesOf(products, 'firsts', usual.first),
      later: sharesOf(products, 'laters', usual.later),
    };
    for (const one of products.values()) {
      const own = 1 / state.products;
      one.mean = (one.weighted + state.usual * own) / (one.weight + own);
      one.doubt = 1 / (one.weight + own);
      one.people = Math.max(LEAST, (one.rhythms + DRAWN * state.people) / (one.units + DRAWN));
      one.rest = Math.max(LEAST, (one.squares + DRAWN * state.rest) / (one.gaps + DRAWN));
      one.first = drawn(one.firsts, usual.first);
      one.later = drawn(one.laters, usual.later);
    }
    const means = [...products.values()];
    state.usual = means.reduce((sum, { mean }) => sum + mean, 0) / means.length;
    state.products = Math.max(
      LEAST,
      means.reduce((sum, { mean, doubt }) => sum + (mean - state.usual) ** 2 + doubt, 0) / means.length,
    );
    if (
      Object.entries(before).every(([name, was]) => Math.abs(state[name as keyof typeof state] - was) < STILL)
    )
      break;
  }
  const { people, rest, quantity } = state;
  return {
    usual: {
      mean: state.usual,
      doubt: state.products,
      people,
      rest,
      first: usual.first.share,
      later: usual.later.share,
    },
    products: state.products,
    people,
    rest,
    quantity,
    byProduct: Object.fromEntries(
      [...products].map(
        ([id, { mean, doubt, people: own, rest: left, first, later }]): [string, GapProduct] => [
          id,
          { mean, doubt, people: own, rest: left, first, later },
        ],
      ),
    ),
  };
}

const START: Learned = {
  mean: 0,
  doubt: 1,
  people: 1,
  rest: 1,
  first: 0.3,
  later: 0.6,
  weight: 0,
  weighted: 0,
  squares: 0,
  gaps: 0,
  rhythms: 0,
  units: 0,
  firsts: [0, 0],
  laters: [0, 0],
};

/** Somebody's purchases of one product as sums, since each step needs no more of them. */
interface Sums {
  readonly product: Learned;
  readonly count: number;
  /** Logarithms of days and of quantities, their squares and their product, over the gaps that ended. */
  readonly days: number;
  readonly quantities: number;
  readonly daysSquared: number;
  readonly quantitiesSquared: number;
  readonly both: number;
  /** Logarithm of the days waited, and of the quantity of the last purchase. */
  readonly waited: number;
  readonly last: number;
}

function sumsOf({ gaps, waited, quantity }: Repeats, product: Learned): Sums {
  let [days, quantities, daysSquared, quantitiesSquared, both] = [0, 0, 0, 0, 0];
  for (const gap of gaps) {
    const [long, many] = [Math.log(gap.days), Math.log(gap.quantity)];
    days += long;
    quantities += many;
    daysSquared += long * long;
    quantitiesSquared += many * many;
    both += long * many;
  }
  return {
    product,
    count: gaps.length,
    days,
    quantities,
    daysSquared,
    quantitiesSquared,
    both,
    waited: waited < 1 ? -Infinity : Math.log(waited),
    last: Math.log(quantity),
  };
}

/** Adds what is expected of one person and product, given the parameters so far. */
function expect(of: Sums, power: number, sums: { across: number; squares: number }): void {
  const { product, count } = of;
  const { people, rest } = product;
  const sum = of.days - power * of.quantities;
  // The person's own rhythm, from the gaps that have ended.
  const share = people / (rest + count * people);
  const own = share * (sum - count * product.mean);
  const doubt = share * rest;
  // The gap that has not ended, of those who come again: normal above what was waited.
  const centre = product.mean + own;
  const width = Math.sqrt(doubt + rest);
  const from = (of.waited - power * of.last - centre) / width;
  const comes = count === 0 ? product.first : product.later;
  const still = from > FAR ? 0 : normalShareBelow(-from);
  const later = (comes * still) / (1 - comes + comes * still || 1);
  const ratio =
    from < -FAR || still === 0 ? 0 : Math.exp((-from * from) / 2) / Math.sqrt(2 * Math.PI) / still;
  const gap = centre + width * ratio;
  const varies = width * width * Math.max(0, from < -FAR ? 1 : 1 + from * ratio - ratio * ratio);

  const withIt = later / (rest + (count + 1) * people);
  const without = (1 - later) / (rest + count * people);
  product.weight += withIt * (count + 1) + without * count;
  product.weighted += withIt * (sum + gap) + without * sum;
  product.firsts[0] += count > 0 ? 1 : later;
  product.firsts[1] += 1;
  product.laters[0] += count > 0 ? count - 1 + later : 0;
  product.laters[1] += count;

  // The person's rhythm and its square, over both cases.
  const taken = doubt / (doubt + rest);
  const moved = own + taken * (gap - centre);
  const mean = later * moved + (1 - later) * own;
  const square =
    later * (doubt * (1 - taken) + taken * taken * varies + moved * moved) +
    (1 - later) * (doubt + own * own);
  product.rhythms += square;
  product.units += 1;
  const squares =
    of.daysSquared -
    2 * power * of.both +
    power * power * of.quantitiesSquared -
    2 * product.mean * sum +
    count * product.mean * product.mean;
  const left = squares - 2 * (sum - count * product.mean) * mean + count * square;
  sums.across += of.both - power * of.quantitiesSquared - (product.mean + mean) * of.quantities;
  sums.squares += of.quantitiesSquared;
  const open = (1 - taken) * (gap - centre);
  product.squares += left + later * ((1 - taken) ** 2 * varies + open * open + doubt * (1 - taken));
  product.gaps += count + later;
  sums.across += later * of.last * open;
  sums.squares += later * of.last * of.last;
}

interface Share {
  /** Of the usual product; and how many purchases it counts for in one product. */
  readonly share: number;
  readonly strength: number;
}
interface Shares {
  readonly first: Share;
  readonly later: Share;
}

/** How shares differ between products: mean and strength of a beta distribution, by moments (Kleinman, JASA 68(341), 1973). */
function sharesOf(products: ReadonlyMap<string, Learned>, which: 'firsts' | 'laters', before: Share): Share {
  const all = [...products.values()].map((one) => one[which]).filter(([, of]) => of > 0);
  const of = all.reduce((sum, [, one]) => sum + one, 0);
  if (of === 0) return before;
  const came = all.reduce((sum, [one]) => sum + one, 0);
  const share = Math.min(0.999, Math.max(0.001, came / of));
  if (all.length < 2) return { share, strength: WEAKEST };
  const between = all.reduce((sum, [one, size]) => sum + size * (one / size - share) ** 2, 0);
  const squares = all.reduce((sum, [, size]) => sum + size * size, 0);
  const usual = share * (1 - share);
  // What the sum would be by chance alone, and how much each unit of true variance adds.
  const variance =
    (between - (all.length - 1) * usual) / Math.max(1e-9, of - squares / of - (all.length - 1));
  const strength = variance <= 0 ? STRONGEST : usual / variance - 1;
  return { share, strength: Math.min(STRONGEST, Math.max(WEAKEST, strength)) };
}

const drawn = ([came, of]: readonly [number, number], { share, strength }: Share): number =>
  Math.min(0.999, Math.max(0.001, (came + share * strength) / (of + strength)));
