import fc from 'fast-check';
import { STORE_NUMBERS, type Subject } from '@millrace/flow';
import { entryRuleConfigs } from '../../testing/entry-configs.ts';

/** Any config that can be published. */
export const configs = (_subject: Subject) =>
  fc.record({
    numbers: fc.subarray(STORE_NUMBERS.map(({ id }) => id)),
    direction: fc.constantFrom('worse', 'any'),
    ...entryRuleConfigs,
  });
