import { DAY, HOUR } from '@millrace/base';
import type { PastDecision, PastVisitor } from '../history.ts';

const NOW = Date.UTC(2026, 9, 14, 16, 30);
const TRIED = [9, 13, 18, 20] as const;

/** People who come mostly around an hour of their own, and earlier choices of hours for them. @param random in [0, 1) */
export function pastVisitors(random: () => number): readonly PastVisitor[] {
  return Array.from({ length: 500 }, (_unused, index): PastVisitor => {
    const own = random() < 0.5 ? 9 : 20;
    const times = Array.from({ length: 3 + Math.floor(9 * random()) }, () => {
      const hour = random() < 0.7 ? own + Math.floor(2 * random()) : Math.floor(24 * random());
      return NOW - Math.ceil(90 * random()) * DAY - (NOW % DAY) + hour * HOUR;
    }).sort((left, right) => right - left);
    return { zone: 'UTC', times, decisions: [pastChoice(random, index, own)], now: NOW };
  });
}

function pastChoice(random: () => number, index: number, own: number): PastDecision {
  const chosen = TRIED[Math.floor(TRIED.length * random())]!;
  return {
    record: {
      model: 'best-hour',
      by: 'rule',
      inputs: { hour: 8, ownHour: own, storeHour: 18, soonest: 9 },
      options: TRIED.map((hour) => ({ id: String(hour), probability: 0.25, score: null, note: null })),
      chosen: String(chosen),
      score: null,
    },
    at: NOW - (6 + Math.floor(40 * random())) * DAY,
    now: NOW,
    heldOut: false,
    reward: random() < (chosen === own ? 0.3 : 0.15) ? 2_000 : null,
    person: `visitor-${index}`,
    flow: 'flow-1',
    node: 'hour',
  };
}
