import { DAY } from '@millrace/base';
import type { PastSend } from '../history.ts';

const NOW = Date.UTC(2026, 9, 14, 16, 30);
const CHANNELS = ['letter', 'call'] as const;

/** Two channels, each given to half; people order by the one that they answered before. @param random in [0, 1) */
export function pastChoices(random: () => number): readonly PastSend[] {
  return Array.from({ length: 1_600 }, (_unused, index): PastSend => {
    const own = CHANNELS[Math.floor(2 * random())]!;
    const chosen = CHANNELS[Math.floor(2 * random())]!;
    return {
      record: {
        model: 'best-channel',
        by: 'rule',
        inputs: {
          answered: Object.fromEntries(CHANNELS.map((id) => [id, id === own ? 4 : 0])),
          costs: { letter: 40, call: 80 },
          margin: 2_000,
          worth: 3_000,
          rule: 'letter',
          names: { letter: 'letter', call: 'call' },
        },
        options: CHANNELS.map((id) => ({ id, probability: 0.5, score: null, note: null })),
        chosen,
        score: null,
      },
      at: NOW - (6 + Math.floor(60 * random())) * DAY,
      now: NOW,
      heldOut: false,
      reward: random() < (chosen === own ? 0.3 : 0.08) ? 2_000 : null,
      person: `person-${index}`,
      flow: 'flow-1',
      node: 'channel',
      unsubscribed: random() < 0.01,
    };
  });
}
