import { fail } from '@millrace/base';
import { outerLeavesOf, type Condition } from '@millrace/flow';

/**
 * People of an audience or a segment come without an event, so only their own facts can be checked, and counts
 * of their events.
 * @throws MillraceError audience-wrong
 */
export function checkAudience(condition: Condition): void {
  for (const leaf of outerLeavesOf(condition)) {
    if ('fact' in leaf && !/^(customer|moment|store)\./.test(leaf.fact))
      fail('audience-wrong', {
        why: `“${leaf.fact}” is not known without an event. Use facts of the customer, or count their events.`,
      });
    if (!('fact' in leaf) && leaf.sinceEntry)
      fail('audience-wrong', { why: 'Nobody has entered yet. Count within a number of days.' });
  }
}
