import fc from 'fast-check';
import type { Subject } from '@millrace/flow';
import { conditionsOfPeople, entryRuleConfigs, timeConfigs } from '../../testing/entry-configs.ts';

const numbers = (most: number) =>
  fc.subarray(Array.from({ length: most }, (_, index) => index + 1)).map((chosen) => chosen.join(', '));
const weekdays = fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 });

/** Any config that can be published. A flow about the store has no audience. */
export const configs = (subject: Subject) =>
  fc
    .record({
      every: fc.constantFrom('day', 'week', 'month', 'dates'),
      weekdays,
      day: fc.integer({ min: 1, max: 31 }),
      monthDays: numbers(31),
      months: numbers(12),
      at: timeConfigs,
      alsoAt: fc.oneof(fc.constant(''), timeConfigs),
      audience:
        subject === 'store' ? fc.constant(undefined) : fc.option(conditionsOfPeople, { nil: undefined }),
      spreadMinutes: fc.integer({ min: 0, max: 24 * 60 }),
      ...entryRuleConfigs,
    })
    .map(({ audience, ...drawn }) => (audience === undefined ? drawn : { ...drawn, audience }));
