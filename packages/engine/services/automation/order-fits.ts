import { count, listed, plural } from '@millrace/base/words';
import { middleOf, type Earnings } from '@millrace/measure';
import type { Template } from '@millrace/templates';
import type { ForYourStore, TemplateFit } from './shapes.ts';

/** Orders a month a store needs for a level to have something to work with: rhythms of people, and learned offers. */
export const ORDERS_FOR_LEVEL: Readonly<Record<number, number>> = { 4: 100, 5: 1_000 };
/** Below so many orders a month two or three flows are enough. */
const SMALL = 300;
const LARGE = 3_000;
/** How many are recommended first. */
const FIRST = { unknown: 3, empty: 3, small: 3, middle: 4, large: 5 } as const;
/** Fewer still below so many orders a month. */
const VERY_SMALL = 100;
/** Hours to take a flow into use: to decide and rehearse, and to read each message. */
const HOURS_TO_START = 1;
const HOURS_A_MESSAGE = 0.25;
/** Months over which earning and effort are compared. */
const MONTHS = 3;

export type Size = ForYourStore['size'];

/** @param orders in a month; null while they are not counted */
export function sizeOf(orders: number | null): Size {
  if (orders === null) return 'unknown';
  if (orders === 0) return 'empty';
  return orders < SMALL ? 'small' : orders < LARGE ? 'middle' : 'large';
}

/** What the order is made of. */
export interface Candidate {
  readonly template: Template;
  /** Needs that the store lacks. */
  readonly lacks: number;
  /** What lets people in, in a form to compare: two flows for the same moment are not begun together. */
  readonly moment: string;
  readonly messages: number;
  readonly earned: Earnings | null;
  /** Name of a flow made from it that runs, or of one that is for the same moment; null for none. */
  readonly runs: string | null;
  /** Whether that flow was made from this template. */
  readonly isItself: boolean;
  /** Whether that flow runs in another system. */
  readonly isElsewhere?: boolean;
}

export interface Placed {
  readonly candidate: Candidate;
  readonly place: TemplateFit['place'];
  readonly reason: string;
}

/** Orders that the level of a template needs and the store does not have; null when it has enough. */
function tooFew({ level }: Template, orders: number | null): number | null {
  const needed = ORDERS_FOR_LEVEL[level] ?? 0;
  return (orders ?? 0) < needed ? needed : null;
}

/** What it should earn in its first months, less the time to begin; minor units. */
const worth = ({ earned, messages }: Candidate, hourCost: number): number =>
  (earned ? MONTHS * middleOf(earned.total) : 0) - effortHours(messages) * hourCost;

/** Hours to take a flow into use. */
export const effortHours = (messages: number): number => HOURS_TO_START + messages * HOURS_A_MESSAGE;

/**
 * The order in which a store should look at the flows: what is ready and should bring most for the effort, one flow for
 * each moment; then what lacks something, what needs more orders, and what runs already.
 */
export function orderFits(
  candidates: readonly Candidate[],
  { orders, hourCost }: { readonly orders: number | null; readonly hourCost: number },
): readonly Placed[] {
  const size = sizeOf(orders);
  const most = size === 'small' && (orders ?? 0) < VERY_SMALL ? 2 : FIRST[size];
  const anyKnown = candidates.some(({ earned }) => earned !== null && earned.gain.high > 0);
  const byWorth = candidates
    .map((candidate, index) => ({ candidate, index }))
    .toSorted(
      (one, other) =>
        (anyKnown ? worth(other.candidate, hourCost) - worth(one.candidate, hourCost) : 0) ||
        one.candidate.template.level - other.candidate.template.level ||
        one.index - other.index,
    )
    .map(({ candidate }) => candidate);
  const taken = new Set(candidates.filter(({ runs }) => runs !== null).map(({ moment }) => moment));
  let chosen = 0;
  const placed = byWorth.map((candidate): Placed => {
    const { template, lacks, runs, isItself, moment } = candidate;
    if (runs !== null && isItself) return { candidate, place: 'running', reason: `“${runs}” runs already.` };
    const needed = tooFew(template, orders);
    if (needed !== null)
      return {
        candidate,
        place: 'later',
        reason:
          template.level === 5
            ? `Level 5 learns from what people do, and needs about ${count(needed)} orders a month for that.`
            : `Level 4 goes by the rhythm of each person, which shows from about ${count(needed)} orders a month.`,
      };
    if (lacks > 0)
      return { candidate, place: 'missing', reason: `Your store lacks ${plural(lacks, 'thing')} it needs.` };
    if (taken.has(moment))
      return {
        candidate,
        place: 'next',
        reason:
          runs === null
            ? 'Another flow here is for the same moment. Begin with one of them.'
            : `“${runs}” is for the same moment already.${candidate.isElsewhere ? ' Try this one beside it.' : ''}`,
      };
    if (chosen >= most || !isFirst(candidate, anyKnown))
      return { candidate, place: 'next', reason: nextReason(candidate) };
    chosen += 1;
    taken.add(moment);
    return { candidate, place: 'first', reason: firstReason(candidate, anyKnown, chosen === 1) };
  });
  return PLACES.flatMap((place) => placed.filter((one) => one.place === place));
}

const PLACES = ['first', 'next', 'missing', 'later', 'running'] as const;

/** Where nothing is known, the flows that most stores begin with: they sell to people who are there already. */
const BEGINNING: ReadonlySet<Template['category']> = new Set(['recover', 'welcome', 'keep']);
const isFirst = ({ earned, template }: Candidate, anyKnown: boolean): boolean =>
  anyKnown
    ? earned !== null && middleOf(earned.total) > 0
    : BEGINNING.has(template.category) && template.level <= 3;

function firstReason({ earned, messages }: Candidate, anyKnown: boolean, isBest: boolean): string {
  const effort =
    messages === 0 ? 'no message to write' : `${plural(messages, 'message')} to read, and all are written`;
  if (!anyKnown) return `Most stores begin with it: it works from the first person on, with ${effort}.`;
  const much = isBest ? 'most' : 'much';
  return earned && earned.gain.high > 0
    ? `It brings ${much} for its effort: ${effort}.`
    : `It saves ${much} work for its effort: ${effort}.`;
}

function nextReason({ earned, template }: Candidate): string {
  if (earned === null)
    return template.earns.orders === null && template.earns.saves === null
      ? 'Ready. What it brings shows only when it runs.'
      : 'Ready. What it should earn here is not known yet.';
  if (earned.total.high === 0) return 'Ready, but nobody would have entered it so far.';
  return middleOf(earned.total) > 0
    ? 'Ready, after the first ones.'
    : 'Ready, but it may cost more than it brings here.';
}

/** What to begin with, and why, in one or two sentences. */
export function orderSentence(placed: readonly Placed[], orders: number | null): string {
  const first = placed.filter(({ place }) => place === 'first');
  const names = listed(first.map(({ candidate }) => candidate.template.title));
  const size = sizeOf(orders);
  if (first.length === 0) {
    if (placed.some(({ place }) => place === 'running'))
      return 'The flows that are worth most here run already. What comes next lacks something, or needs more orders.';
    return size === 'unknown' || size === 'empty'
      ? 'Nothing is ready yet. Connect your store, or send its events: the cards say what each flow needs.'
      : 'No flow is ready yet. The cards say what each of them needs.';
  }
  const many =
    first.length === 1 ? 'this one' : `these ${['', '', 'two', 'three', 'four', 'five'][first.length]}`;
  switch (size) {
    case 'unknown':
      return `What each flow should earn here is not worked out yet. Most stores begin with ${names}.`;
    case 'empty':
      return `Your store has no orders here yet, so nothing can be worked out. Most stores begin with ${names}.`;
    case 'small':
      return `${plural(Math.round(orders ?? 0), 'order')} a month: an A/B test or a learned offer can’t show anything yet. Begin with ${many}: ${names}.`;
    default:
      return `${plural(Math.round(orders ?? 0), 'order')} a month. Begin with ${many}: ${names}.`;
  }
}
