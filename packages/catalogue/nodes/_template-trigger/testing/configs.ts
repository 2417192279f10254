import fc from 'fast-check';
import { entryRuleConfigs, timeConfigs } from '../../testing/entry-configs.ts';

/** Any config that can be published. The conformance suite of triggers draws configs from it. */
export const configs = () => fc.record({ at: timeConfigs, ...entryRuleConfigs });
