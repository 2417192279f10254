import type { FlowState } from '@millrace/core/rows';
import type { StateName } from '@millrace/ui';

export const FLOW_STATES: Readonly<Record<FlowState, { readonly pill: StateName; readonly words: string }>> =
  {
    live: { pill: 'live', words: 'Live' },
    paused: { pill: 'paused', words: 'Paused' },
    draft: { pill: 'draft', words: 'Draft' },
    stopped: { pill: 'ended', words: 'Stopped' },
  };

export { count as number, listed, people, plural, shareOf as share } from '@millrace/base/words';
