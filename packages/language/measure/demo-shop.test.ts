import { describe, expect, test } from 'vitest';
import {
  classicPolicy,
  simulateCart,
  trialSubject,
  trialWorld,
  writeNothing,
  type Policy,
} from '@millrace/demo-shop/truth';
import { live, type Outcome, type Trial } from './testing/lives.ts';

const LIVES = 200;
const PEOPLE_KNOWN = 6_000;

/** Both outcomes of each person, with the flow and without, which only the demo shop can know. */
function storiesUnder(policy: Policy): readonly { readonly treated: Outcome; readonly heldOut: Outcome }[] {
  const world = trialWorld('lift');
  const story = ({ boughtAt, margin }: ReturnType<typeof simulateCart>): Outcome => ({
    converted: boughtAt !== null,
    margin,
  });
  return Array.from({ length: PEOPLE_KNOWN }, (_unused, index) => {
    const { traits, person, cart } = trialSubject(world, index);
    return {
      treated: story(simulateCart('lift', traits, person, cart, policy(person, cart))),
      heldOut: story(simulateCart('lift', traits, person, cart)),
    };
  });
}

const POLICIES: readonly { readonly name: string; readonly policy: Policy }[] = [
  { name: 'three reminders without an offer', policy: classicPolicy({ kind: 'none' }) },
  { name: 'three reminders, the last with 15% off', policy: classicPolicy({ kind: 'percent', percent: 15 }) },
  { name: 'three reminders, the last with free shipping', policy: classicPolicy({ kind: 'free-shipping' }) },
  { name: 'nothing at all', policy: writeNothing },
];

describe.each(POLICIES)('a flow of the demo shop that sends $name', ({ policy }) => {
  const stories = storiesUnder(policy);
  const meanOf = (value: (story: (typeof stories)[number]) => number) =>
    stories.reduce((sum, story) => sum + value(story), 0) / stories.length;
  const trial: Trial = {
    holdout: 0.1,
    people: 6_000,
    // People are sampled from a known set, so the truth is exact.
    truth: {
      conversion: meanOf(({ treated, heldOut }) => Number(treated.converted) - Number(heldOut.converted)),
      margin: meanOf(({ treated, heldOut }) => treated.margin - heldOut.margin),
    },
    person: (heldOut, random) => {
      const story = stories[Math.floor(random() * stories.length)]!;
      return heldOut ? story.heldOut : story.treated;
    },
  };

  test('shows lift intervals that contain its true effect, at every look, in at least nineteen lives of twenty', () => {
    const lives = Array.from({ length: LIVES }, (_unused, index) => live(trial, 7_919 * index + 3));
    expect(lives.every((life) => life.shown)).toBe(true);
    expect(lives.filter((life) => life.rateWrong).length / LIVES).toBeLessThanOrEqual(0.05);
    expect(lives.filter((life) => life.marginWrong).length / LIVES).toBeLessThanOrEqual(0.05);
  });
});
