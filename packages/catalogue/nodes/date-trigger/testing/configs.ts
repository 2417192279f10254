import fc from 'fast-check';
import { entryRuleConfigs, timeConfigs } from '../../testing/entry-configs.ts';

/** Any config that can be published: without days before a date that is past and not yearly. */
export const configs = () =>
  fc
    .record({
      date: fc.constantFrom(
        'birthday',
        'first-order',
        'last-order',
        'reorder',
        'product-reorder',
        'known',
        'property',
      ),
      property: fc.constantFrom('membership-ends', ' plan.ends ', 'Jahrestag'),
      chance: fc.integer({ min: 10, max: 95 }),
      yearly: fc.boolean(),
      when: fc.constantFrom('before', 'on', 'after'),
      days: fc.integer({ min: 1, max: 730 }),
      at: timeConfigs,
      ...entryRuleConfigs,
    })
    .map((drawn) =>
      drawn.when === 'before' && !['birthday', 'property'].includes(drawn.date)
        ? { ...drawn, yearly: true }
        : drawn,
    );
