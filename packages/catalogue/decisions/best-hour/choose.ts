import { fail, isZone, localParts, MINUTE, own, type Instant } from '@millrace/base';
import { percent, plural } from '@millrace/base/words';
import type { DecisionRecord, Facts } from '@millrace/flow';
import { keepTrying, pick } from '../drawing.ts';
import { VISIT_EVENTS, visitsOf } from '../visits.ts';
import { ownHours } from './own-hours.ts';
import { readHourParameters, type HourParameters } from './parameters.ts';
import { hourByRule } from './rule.ts';
import { slotsOf, SPREAD, type HourSettings, type Slot } from './slots.ts';
import { AT_ONCE, hourWords } from './words.ts';

export interface HourChoice {
  /** 0 to 23, in the person's own time zone: that of now when no hour fits. */
  readonly hour: number;
  /** When it begins; now, when it has begun or none fits. */
  readonly at: Instant;
  /** The latest instant at which the person may go on: the end of the hour's spread, or of the step's time. */
  readonly latest: Instant;
  /** Why, without a full stop. */
  readonly why: string;
  /** `options` has every hour of the settings with its exact probability (0 and a note when it does not fit). */
  readonly record: DecisionRecord;
}

/** What is known of each hour that fits. */
interface Known {
  readonly by: DecisionRecord['by'];
  /** The place of the best among those that fit. */
  readonly best: number;
  /** For each that fits, the share of the person's visits in it; empty by the rule. */
  readonly shares: readonly number[];
  readonly why: string;
  readonly reasons: readonly string[];
  /** The person's own best hour and that of all people, among those that fit. */
  readonly ownHour: number;
  readonly storeHour: number;
  readonly visits: number | null;
}

/**
 * Chooses the hour at which somebody goes on. The same facts, settings and draw give the same choice.
 * @param draw in [0, 1), always the same for this person, node and visit
 * @param mayBeNow false when the hour that has begun counts only tomorrow
 * @throws input-invalid with a share or draw outside its range
 */
export function chooseHour(facts: Facts, settings: HourSettings, draw: number, mayBeNow = true): HourChoice {
  const { now, store, models } = facts;
  const { exploration } = settings;
  if (!(exploration >= 0 && exploration <= 0.5))
    fail('input-invalid', { problems: 'The exploration share is between 0 and 50%.' });
  if (!(draw >= 0 && draw < 1)) fail('input-invalid', { problems: 'A draw is at least 0 and under 1.' });
  const zone = [facts.customer.zone, store.zone].find(isZone) ?? 'UTC';
  const quiet = own(store.quietOf ?? {}, settings.channel ?? '') ?? store.quiet ?? [];
  const slots = slotsOf({ now, zone, quiet }, settings, mayBeNow);
  const open = slots.filter(({ refusal }) => refusal === null);
  const { hour } = localParts(now, zone);
  const parameters = readHourParameters(models['best-hour']);
  if (open.length === 0) return atOnce(facts, settings, slots, hour, draw, parameters !== null);

  const known = parameters
    ? byModel(parameters, facts, zone, open, slots)
    : byRule(facts, settings, zone, open);
  const probabilities = keepTrying(
    open.map((_slot, index) => Number(index === known.best)),
    exploration,
  );
  const index = pick(probabilities, draw);
  const slot = open[index]!;
  const isTried = index !== known.best;
  const best = hourWords(open[known.best]!.hour);
  const tried = `Tries ${hourWords(slot.hour)} to learn, as in ${percent(exploration)} of the choices; the best guess is ${best}`;
  return {
    hour: slot.hour,
    at: slot.at,
    latest: Math.min(slot.at + SPREAD, now + settings.within),
    why: isTried ? tried : known.why,
    record: {
      model: 'best-hour',
      by: known.by,
      inputs: {
        hour,
        visits: known.visits,
        ownHour: known.ownHour,
        storeHour: known.storeHour,
        soonest: open.reduce((first, one) => (one.at < first.at ? one : first)).hour,
        exploration,
        withinMinutes: Math.round(settings.within / MINUTE),
        draw,
      },
      options: slots.map(({ hour: id, refusal }) => {
        const place = open.findIndex((one) => one.hour === id);
        return {
          id: String(id),
          probability: place < 0 ? 0 : probabilities[place]!,
          score: place < 0 ? null : rounded(known.shares[place]),
          note: refusal,
        };
      }),
      chosen: String(slot.hour),
      score: rounded(known.shares[index]),
      explanation: isTried ? [`${tried}.`, ...known.reasons] : known.reasons,
    },
  };
}

const rounded = (share: number | undefined): number | null =>
  share === undefined ? null : Math.round(share * 10_000) / 10_000;

function atOnce(
  { now }: Facts,
  { exploration, within }: HourSettings,
  slots: readonly Slot[],
  hour: number,
  draw: number,
  isTrained: boolean,
): HourChoice {
  const why = 'None of the hours fits into the time of this step and outside of the quiet hours';
  return {
    hour,
    at: now,
    latest: now,
    why,
    record: {
      model: 'best-hour',
      by: isTrained ? 'model' : 'rule',
      inputs: { hour, exploration, withinMinutes: Math.round(within / MINUTE), draw },
      options: [
        ...slots.map((slot) => ({ id: String(slot.hour), probability: 0, score: null, note: slot.refusal })),
        { id: AT_ONCE, probability: 1, score: null, note: null },
      ],
      chosen: AT_ONCE,
      score: null,
      explanation: [`${why}, so they go on at once.`],
    },
  };
}

/** The place of the largest value; of equal ones, the hour that comes first. */
const largest = (values: readonly number[], open: readonly Slot[]): number =>
  values.reduce(
    (best, value, index) =>
      value > values[best]! || (value === values[best] && open[index]!.at < open[best]!.at) ? index : best,
    0,
  );

function byModel(
  parameters: HourParameters,
  { events, now }: Facts,
  zone: string,
  open: readonly Slot[],
  slots: readonly Slot[],
): Known {
  const times = events.filter(({ type }) => VISIT_EVENTS.includes(type)).map(({ at }) => at);
  const visits = visitsOf(times, zone, now);
  const ofDay = [false, true].map((isWeekend) => ownHours(parameters, visits, isWeekend));
  const on = (slot: Slot) => ofDay[Number(slot.isWeekend)]!;
  const share = (slot: Slot) => on(slot).own[slot.hour]!;
  const answer = ({ hour }: Slot) => parameters.answers?.[hour] ?? 1;
  const values = (some: readonly Slot[]) => some.map((slot) => share(slot) * answer(slot));
  const best = largest(values(open), open);
  const slot = open[best]!;
  const { counts } = on(slot);
  const all = counts.reduce((sum, count) => sum + count, 0);
  const days = parameters.weekend === null ? '' : slot.isWeekend ? ' on weekends' : ' on working days';
  const named = hourWords(slot.hour);
  const past =
    all === 0
      ? `Nothing is known of their own hours${days}, so ${named} is that of all customers`
      : counts[slot.hour] === 0
        ? `The best hour that fits is ${named}, by the hours of all customers: none of their ${plural(all, 'visit')}${days} began then`
        : `Their best hour is ${named}: ${counts[slot.hour]!} of their ${plural(all, 'visit')}${days} began then`;
  const first = slots[largest(values(slots), slots)]!;
  return {
    by: 'model',
    best,
    shares: open.map(share),
    why: past,
    reasons: [
      `${past}.`,
      `With them and all customers together, ${percent(share(slot))} of their visits${days} are expected to begin at ${named}; of all customers it is ${percent(on(slot).store[slot.hour]!)}.`,
      ...answerWords(answer(slot)),
      ...(first.refusal !== null && first.hour !== slot.hour
        ? [`${hourWords(first.hour)} would be better, but does not fit. ${first.refusal}`]
        : []),
    ],
    ownHour: open[largest(open.map(share), open)]!.hour,
    storeHour:
      open[
        largest(
          open.map((one) => on(one).store[one.hour]!),
          open,
        )
      ]!.hour,
    visits: all,
  };
}

/** A factor nearer to 1 than this is not worth a sentence. */
const WORTH_SAYING = 0.05;

function answerWords(factor: number): readonly string[] {
  if (Math.abs(factor - 1) < WORTH_SAYING) return [];
  const [size, word] = factor > 1 ? [factor - 1, 'more'] : [1 - factor, 'fewer'];
  return [`Messages at this hour were followed by ${percent(size)} ${word} orders than visits let expect.`];
}

function byRule(
  { events, now }: Facts,
  { otherwise }: HourSettings,
  zone: string,
  open: readonly Slot[],
): Known {
  const hours = open.map(({ hour }) => hour);
  const found = hourByRule(events, now, zone, hours);
  const stated = open.findIndex(({ hour }) => hour === otherwise);
  const fallback =
    stated >= 0
      ? stated
      : largest(
          open.map(() => 0),
          open,
        );
  const best = found ? hours.indexOf(found.hour) : fallback;
  const named = hourWords(hours[best]!);
  const why = found
    ? `Their best hour is ${named}, by ${plural(found.days, 'day')} of the last half year`
    : stated >= 0
      ? `Too little is known about their hours, so it is ${named}`
      : `Too little is known about their hours, and ${hourWords(otherwise)} does not fit, so it is ${named}`;
  return {
    by: 'rule',
    best,
    shares: [],
    why,
    reasons: [`${why}.`],
    ownHour: hours[best]!,
    storeHour: hours[fallback]!,
    visits: null,
  };
}
