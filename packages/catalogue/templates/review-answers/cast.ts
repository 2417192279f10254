import { happens, somebody, type CastMember, type Casting } from '../cast.ts';
import type { Instant } from '@millrace/base';
import { ANSWERS } from './graph.ts';

interface Posts {
  readonly text?: string;
  readonly photos?: number;
  readonly calls?: CastMember['calls'];
}

const posts = (who: string, from: Instant, stars: number, { text = '', photos, calls }: Posts = {}) =>
  somebody(who, from, {
    events: [
      happens('review-posted', from, {
        who,
        productId: 'linen-shirt',
        properties: {
          productId: 'linen-shirt',
          stars,
          reviewId: `${who}/review`,
          ...(text === '' ? {} : { text }),
          ...(photos === undefined ? {} : { photos }),
        },
      }),
    ],
    ...(calls ? { calls } : {}),
  });

const STARS: Readonly<Record<(typeof ANSWERS)[number], number>> = { thank: 5, 'ask-what': 3, 'say-so': 1 };
const sentBack = {
  outcome: 'done',
  result: { choice: 'sent-back', comment: 'It needs no answer.' },
} as const;
const nobody = { outcome: 'done', result: {} } as const;

export const cast: Casting = (from) => ({
  'is-happy': posts('is-happy', from, 5, { text: 'Fits, and stays in shape.', photos: 1 }),
  'writes-a-lot': posts('writes-a-lot', from, 4, { text: 'I wore it for a month. '.repeat(20) }),
  'misses-something': posts('misses-something', from, 3, { text: 'Good, but the sleeves are short.' }),
  'is-unhappy': posts('is-unhappy', from, 1, { text: 'It came with a hole.' }),
  'unhappy-not-written-to': posts('unhappy-not-written-to', from, 2, {
    calls: { 'write-first': { outcome: 'done', result: { choice: 'cancelled', comment: 'A mix-up.' } } },
  }),
  'unhappy-forgotten': posts('unhappy-forgotten', from, 2, { calls: { 'write-first': nobody } }),
  'unhappy-not-asked': posts('unhappy-not-asked', from, 2, {
    calls: { 'write-first': { outcome: 'refused' } },
  }),
  ...(Object.fromEntries(
    ANSWERS.flatMap((step) => [
      ...(['refused', 'failed', 'unknown'] as const).map((outcome) => [
        `${step}-${outcome}`,
        posts(`${step}-${outcome}`, from, STARS[step], { calls: { [step]: { outcome } } }),
      ]),
      [
        `${step}-sent-back`,
        posts(`${step}-sent-back`, from, STARS[step], { calls: { [`${step}/review`]: sentBack } }),
      ],
      [
        `${step}-not-read`,
        posts(`${step}-not-read`, from, STARS[step], { calls: { [`${step}/review`]: nobody } }),
      ],
    ]),
  ) as Record<string, CastMember>),
});
