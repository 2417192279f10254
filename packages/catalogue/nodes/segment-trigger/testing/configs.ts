import fc from 'fast-check';
import { conditionsOfPeople, entryRuleConfigs } from '../../testing/entry-configs.ts';

/** Any config that can be published. */
export const configs = () =>
  fc.record({
    condition: conditionsOfPeople,
    crossing: fc.constantFrom('entered', 'left'),
    present: fc.boolean(),
    ...entryRuleConfigs,
  });
