import fc from 'fast-check';
import { entryRuleConfigs } from '../../testing/entry-configs.ts';

const people = fc.record({
  asked: fc.boolean(),
  viewed: fc.boolean(),
  inCart: fc.boolean(),
  bought: fc.boolean(),
});

/** Any config that can be published, with at least one group of people. */
export const configs = () =>
  fc
    .tuple(
      people.filter((chosen) => Object.values(chosen).some(Boolean)),
      fc.record({
        news: fc.constantFrom('restocked', 'price-dropped', 'low-stock'),
        percent: fc.integer({ min: 1, max: 99 }),
        units: fc.integer({ min: 1, max: 10_000 }),
        days: fc.integer({ min: 1, max: 730 }),
        ...entryRuleConfigs,
      }),
    )
    .map(([chosen, drawn]) => ({ ...drawn, ...chosen }));
