import { count, listed, people, percent, plural } from '@millrace/base/words';
import type { GlobalHoldoutView } from '@millrace/services/measure';

type Plan = GlobalHoldoutView['plan'];

/** How long a share takes: "about 13 weeks", "more than a year" or "not known yet". @param counted people known of */
export function weeksWords({ weeks, needed }: Plan['rows'][number], counted: number): string {
  if (weeks !== null && needed !== null && needed > counted)
    return `${plural(weeks, 'week')}, with that many people`;
  if (weeks !== null) return `about ${plural(weeks, 'week')}`;
  return needed === null ? 'not known yet' : 'more than a year';
}

/** What the plan is made from. */
export function planWords({ gain, people: known, exact, measured }: Plan): string {
  const all = exact ? people(known) : `more than ${people(known)}`;
  if (measured === 0)
    return `Your store has ${all} with an address. How long it takes can be said after four weeks of orders.`;
  return `Your store has ${all} with an address. This is how long it takes until a gain of ${percent(gain)} shows, with a probability of 80%, by the orders of ${count(measured)} of them.`;
}

/** The last time all shares of people were drawn, for a heading: "5% held out". */
export const shareWords = (share: number): string => `${percent(share, 1)} held out`;

/** Which flows are not in the sum, by name. */
export function missingWords(flows: GlobalHoldoutView['flows']): string | null {
  const silent = flows.filter(({ caused }) => caused === null).map(({ name }) => name);
  if (silent.length === 0) return null;
  const named = silent.slice(0, 3);
  const rest = silent.length - named.length;
  return `Not in the sum: ${listed([...named, ...(rest > 0 ? [plural(rest, 'more flow')] : [])])}.`;
}
