import fc from 'fast-check';
import { entryRuleConfigs } from '../../testing/entry-configs.ts';

/** Any config that can be published. */
export const configs = () => fc.record(entryRuleConfigs);
