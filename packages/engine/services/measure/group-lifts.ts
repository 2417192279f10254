import { shrink, type Effect } from '@millrace/measure';
import { z } from 'zod';
import { DIMENSIONS, marginOf, type GroupRow } from './count-figures.ts';
import { effectWithinShares } from './effect-within-shares.ts';
import { interval } from './shapes.ts';

/** People that each arm of a group needs under a share before anything is said of it, and buyers of both. */
const [LEAST_PEOPLE, LEAST_BUYERS] = [50, 10];

export const groupsSchema = z
  .array(
    z.strictObject({
      dimension: z
        .enum(DIMENSIONS)
        .describe('What people are divided by, as it was when they first entered the flow'),
      groups: z.array(
        z.strictObject({
          name: z
            .string()
            .describe(
              '`none`, `one` or `several` orders before; a country, `other`, or empty for an unknown one',
            ),
          treated: z.int().describe('People in the flow'),
          heldOut: z.int(),
          margin: interval
            .nullable()
            .describe(
              'Margin for each person that the flow caused in this group, in minor units, drawn towards the mean of all groups, with an interval of about 95 % at one look; null while it is too early to tell',
            ),
        }),
      ),
    }),
  )
  .describe('The effect by group, to look for ideas: no claim. Of all versions together');

/**
 * The effect of a flow in groups of people, by what was known before they entered. Every group is compared within the
 * shares of the holdout, and drawn towards the mean of the groups: of many groups some look good by chance.
 */
export const groupsOf = (rows: readonly GroupRow[]): z.infer<typeof groupsSchema> =>
  DIMENSIONS.flatMap((dimension) => {
    const of = rows.filter((row) => row.dimension === dimension);
    const groups = [...new Set(of.map(({ name }) => name))].map((name) => {
      const own = of.filter((row) => row.name === name);
      const people = (heldOut: boolean) =>
        own.reduce((sum, row) => sum + (row.held_out === heldOut ? row.people : 0), 0);
      return { name, treated: people(false), heldOut: people(true), effect: effectOf(own) };
    });
    const known = groups.flatMap(({ effect }) => (effect === null ? [] : [effect]));
    if (known.length < 2) return [];
    const drawn = shrink(known).groups;
    return [
      {
        dimension,
        groups: groups
          .toSorted((left, right) => placeOf(left.name) - placeOf(right.name) || right.treated - left.treated)
          .map(({ effect, ...group }) => ({
            ...group,
            margin: effect === null ? null : (drawn[known.indexOf(effect)] ?? null),
          })),
      },
    ];
  });

/** By the number of orders; countries by their people. */
const BY_ORDERS = ['none', 'one', 'several'];
const placeOf = (name: string): number => BY_ORDERS.indexOf(name);

function effectOf(rows: readonly GroupRow[]): Effect | null {
  const effect = effectWithinShares(
    rows,
    marginOf,
    (treated, heldOut) =>
      Math.min(treated.n, heldOut.n) >= LEAST_PEOPLE && treated.converted + heldOut.converted >= LEAST_BUYERS,
  );
  return effect !== null && effect.variance > 0 ? effect : null;
}
