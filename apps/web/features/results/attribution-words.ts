import { plural } from '@millrace/base/words';
import { CHANNELS, countedTouches, type CountedTouch } from '@millrace/channels';
import type { FlowSettings } from '@millrace/flow';

const TOUCHES: Readonly<Record<CountedTouch['touch'], string>> = {
  clicked: 'a click',
  opened: 'an open',
  delivered: 'its arrival',
};

/** When an order counts for a message: "for an e-mail within 5 days of an open or a click, for a text within ...". */
export function countsWithin(own: FlowSettings['attribution']): string {
  const touches = countedTouches(own);
  return CHANNELS.flatMap(({ id, words }) => {
    const byHours = new Map<number, string[]>();
    for (const { channel, touch, hours } of touches)
      if (channel.id === id) byHours.set(hours, [...(byHours.get(hours) ?? []), TOUCHES[touch]]);
    const within = [...byHours].map(
      ([hours, kinds]) => `${days(hours)} of ${kinds.toReversed().join(' or ')}`,
    );
    return within.length === 0 ? [] : [`for ${words.one} within ${within.join(' or ')}`];
  }).join(', ');
}

/** A number of hours in words; in days from two days on, if they are whole. */
export function days(hours: number): string {
  if (hours < 48 || hours % 24 !== 0) return plural(hours, 'hour');
  return `${hours / 24} days`;
}
