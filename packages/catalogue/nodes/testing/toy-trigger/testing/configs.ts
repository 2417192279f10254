import fc from 'fast-check';
import { entryRuleConfigs } from '../../entry-configs.ts';

/** Any config that can be published. */
export const configs = () => fc.record({ months: fc.integer({ min: 1, max: 11 }), ...entryRuleConfigs });
