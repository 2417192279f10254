import { PLANNED_POWER } from '../people-needed.ts';
import { RATIO_ALARM } from '../sample-ratio.ts';
import { globalAlarms, IDLE_SHOPS } from './global-lives.ts';
import { isEverClaimed, peopleWhoBuySooner } from './buying-sooner.ts';
import { livesOf, type Life, type Trial } from './lives.ts';
import { alarms, crowns } from './looks.ts';
import { claimsOf, planned, PLANNED_SHOPS } from './planned-shops.ts';
import { ratioShop, RATIOS, SEASONS, SHOPS, shopTrial, turning } from './shops.ts';

/** A promise of the figures, and the simulation that counts how often it is broken, or kept. */
export interface Audit {
  /** What is simulated. */
  readonly title: string;
  /** What is counted. */
  readonly counts: string;
  /** The share counted is at most, or at least, this. */
  readonly promise: { readonly atMost: number } | { readonly atLeast: number };
  /** Of how many lives each is a fraction of what is asked for, where one takes long. 1 when absent. */
  readonly part?: number;
  /** Simulates so many lives, the same for the same number. */
  run(lives: number): { readonly counted: number; readonly of: number };
}

/** An audit that counts lives. */
export const ofLives = (count: (lives: number) => number) => (lives: number) => ({
  counted: count(lives),
  of: lives,
});

const ALWAYS_VALID = { atMost: 0.05 } as const;

const counted = (lives: readonly Life[], what: keyof Life): number =>
  lives.filter((life) => life[what]).length;

/** Both figures of the same lives, so that these are simulated once. */
function bothFigures(title: string, trial: Trial): readonly Audit[] {
  let known: readonly Life[] = [];
  const lives = (many: number) => (known.length === many ? known : (known = livesOf(trial, many)));
  const audit = (what: 'rateWrong' | 'marginWrong', of: string): Audit => ({
    title,
    counts: `an interval of the ${of} excludes the truth at some look`,
    promise: ALWAYS_VALID,
    run: ofLives((many) => counted(lives(many), what)),
  });
  return [audit('rateWrong', 'conversion'), audit('marginWrong', 'margin')];
}

const seeds = (many: number) => Array.from({ length: many }, (_, index) => index + 1);

/** The promises of this package. */
export const MEASURE_AUDITS: readonly Audit[] = [
  ...SHOPS.flatMap((shop) => bothFigures(shop.name, shopTrial(shop))),
  ...RATIOS.map((ratio): Audit => ({
    title: ratioShop(ratio).name,
    counts: 'an interval of the margin excludes the truth at some look',
    promise: ALWAYS_VALID,
    run: ofLives((many) => counted(livesOf(shopTrial(ratioShop(ratio)), many), 'marginWrong')),
  })),
  ...SEASONS.flatMap((season) =>
    bothFigures(`no effect, the holdout changed ${season.name} in a season`, turning(season)),
  ),
  {
    title: 'people who only buy sooner',
    counts: 'a gain or a loss is claimed at some look',
    promise: ALWAYS_VALID,
    part: 0.5,
    run: ofLives(
      (many) => seeds(many).filter((seed) => isEverClaimed(peopleWhoBuySooner(seed), true)).length,
    ),
  },
  ...IDLE_SHOPS.map((shop): Audit => ({
    title: `the global holdout of ${shop.name}`,
    counts: 'a gain or a loss is claimed at some daily look, though flows do nothing',
    promise: ALWAYS_VALID,
    part: 0.5,
    run: ofLives((many) => globalAlarms(shop, many)),
  })),
  {
    title: 'a holdout of the intended size',
    counts: 'the ratio check raises an alarm at some look',
    promise: { atMost: RATIO_ALARM },
    run: ofLives((many) => seeds(many).filter((seed) => alarms(0.1, RATIO_ALARM, seed)).length),
  },
  {
    title: 'a holdout that loses half of its people',
    counts: 'the ratio check raises an alarm within 1,000 people',
    promise: { atLeast: 0.8 },
    run: ofLives((many) => seeds(many).filter((seed) => alarms(0.05, RATIO_ALARM, seed)).length),
  },
  {
    title: 'an A/B/n test of four variants that are alike',
    counts: 'a winner is declared at some look',
    promise: ALWAYS_VALID,
    run: ofLives((many) => seeds(many).filter(crowns).length),
  },
  ...PLANNED_SHOPS.map((shop): Audit => ({
    title: `the number of people planned for ${shop.name}`,
    counts: 'the gain shows by then',
    // The plan says eight in ten; a figure of few lives varies around it.
    promise: { atLeast: PLANNED_POWER },
    part: 0.5,
    run: ofLives(
      (many) => claimsOf(shop, shop.rates, planned(shop), many).filter((claim) => claim === 'gain').length,
    ),
  })),
];
