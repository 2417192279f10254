import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defineNode } from '@millrace/flow';
import { z } from 'zod';
import { wayPath } from '../canvas/way-path.ts';
import { shownWays } from '../store/wiring.ts';
import { documentOf, SAMPLE_KINDS } from '../testing/sample-kinds.ts';
import { labelWidth, LABEL_ROW } from './labels.ts';
import { pictureOf, stubId } from './picture.ts';
import { portShare } from './port-share.ts';

const extra = { problem: () => null, counted: false };
const HIGH = 20;
const PLUS = 20;

/** A step with these branches. */
const fork = (labels: readonly string[]) =>
  defineNode({
    kind: 'fork',
    title: 'Fork',
    summary: 'Goes any of some ways.',
    family: 'action',
    icon: 'tool',
    config: z.looseObject({}),
    initial: {},
    example: {},
    versions: {},
    ports: () => labels.map((label, index) => ({ id: `way-${index}`, label })),
    sentence: () => 'Have something done',
    meaning: { arrive: () => ({ end: 'never', sentence: 'Never.' }) },
  });

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}
const boxAt = (x: number, y: number, width: number, height: number): Box => ({
  left: x - width / 2,
  right: x + width / 2,
  top: y - height / 2,
  bottom: y + height / 2,
});
const overlap = (one: Box, other: Box) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/** Each branch leads to the first step below, to a second, back up to the wait before, or nowhere. */
type Where = 'first' | 'second' | 'back' | 'nowhere';
function drawn(ways: readonly { readonly label: string; readonly where: Where }[]) {
  const kinds = { ...SAMPLE_KINDS, fork: fork(ways.map(({ label }) => label)) };
  const wires = ways.flatMap(({ where }, index) =>
    where === 'nowhere' ? [] : [`fork.way-${index}>${where === 'back' ? 'wait' : where}`],
  );
  const used = ['first', 'second'].filter((id) => ways.some(({ where }) => where === id));
  const steps = {
    start: 'trigger',
    wait: 'wait',
    fork: 'fork',
    ...Object.fromEntries(used.map((id) => [id, 'send'])),
  };
  const document = documentOf(steps, ['start.next>wait', 'wait.next>fork', ...wires]);
  const picture = pictureOf(document, kinds, extra);
  const step = picture.cards.get('fork')!;
  const own = picture.ways.get('fork')!;
  const placed = shownWays(own).map((way) => {
    const id = way.edge?.id ?? stubId('fork', way.port.id);
    const stub = picture.stubs.find((known) => known.id === id);
    const target = way.edge
      ? picture.cards.get(way.edge.to)!
      : { x: step.x + stub!.x, y: step.y + stub!.y, width: 132, height: 32 };
    const place = picture.labels.get(id);
    const path = wayPath({
      fromX: step.x + portShare(own.indexOf(way), own.length) * step.width,
      fromY: step.y + step.height,
      toX: target.x + target.width / 2,
      toY: target.y,
      lane: picture.lanes.get(id),
      joins:
        [...own].filter(({ edge }) => edge && edge.to === way.edge?.to).length > 1 || way.edge?.to === 'wait',
      place,
    });
    const width = Math.min(labelWidth(way.port.label), place?.room ?? Infinity);
    return {
      label: boxAt(path.label.x, path.label.y, width, HIGH),
      plus: way.edge && way.edge.to !== 'wait' ? boxAt(path.plus.x, path.plus.y, PLUS, PLUS) : null,
      target: boxAt(target.x + target.width / 2, target.y + target.height / 2, target.width, target.height),
      width,
      wanted: labelWidth(way.port.label),
      place,
    };
  });
  return { placed, step: boxAt(step.x + step.width / 2, step.y + step.height / 2, step.width, step.height) };
}

const anyWays = fc.array(
  fc.record({
    label: fc.constantFrom(
      'Done',
      'Refused',
      'Failed',
      'Unknown',
      'No reply within 3 hours',
      'Somebody who bought twice this year',
      'A',
    ),
    where: fc.constantFrom<Where>('first', 'second', 'back', 'nowhere'),
  }),
  { minLength: 2, maxLength: 12 },
);

describe('the labels of a step’s branches', () => {
  it('never overlap each other, a card or a plus sign, for any number of branches', () => {
    fc.assert(
      fc.property(anyWays, (ways) => {
        const { placed, step } = drawn(ways);
        placed.forEach((one, index) => {
          expect(overlap(one.label, step)).toBe(false);
          for (const other of placed) expect(overlap(one.label, other.target)).toBe(false);
          for (const other of placed) if (other.plus) expect(overlap(one.label, other.plus)).toBe(false);
          for (const other of placed.slice(index + 1)) expect(overlap(one.label, other.label)).toBe(false);
        });
      }),
      { numRuns: 400 },
    );
  });

  it('are wide enough to be read in full', () => {
    fc.assert(
      fc.property(anyWays, (ways) => {
        for (const { width, wanted } of drawn(ways).placed) expect(width).toBeGreaterThanOrEqual(wanted);
      }),
    );
  });

  it('are side by side for four similar branches; more need another row, and the steps below make room', () => {
    const waysOf = (labels: readonly string[]) => labels.map((label) => ({ label, where: 'first' as const }));
    const roomBelow = ({ placed: [first], step }: ReturnType<typeof drawn>) =>
      first!.target.top - step.bottom;
    const four = drawn(waysOf(['Done', 'Refused', 'Failed', 'Unknown']));
    const six = drawn(waysOf(['Done', 'Refused', 'Failed', 'Unknown', 'Refused', 'Failed']));
    expect(four.placed.map(({ place }) => place?.row)).toEqual([0, 0, 0, 0]);
    expect(new Set(six.placed.map(({ place }) => place?.row)).size).toBe(2);
    expect(roomBelow(six) - roomBelow(four)).toBe(LABEL_ROW);
  });

  it('of two branches stay in one row', () => {
    expect(
      drawn([
        { label: 'Yes', where: 'first' },
        { label: 'No', where: 'second' },
      ]).placed.map(({ place }) => place?.rows),
    ).toEqual([1, 1]);
  });
});
