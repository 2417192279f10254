import type { FlowState } from '@millrace/core/rows';
import { StatePill } from '@millrace/ui';
import { FLOW_STATES } from './words.ts';

export function FlowPill({ state, version }: { state: FlowState; version?: number | null }) {
  const { pill, words } = FLOW_STATES[state];
  return (
    <StatePill state={pill}>
      {words}
      {version ? <span className="font-normal">v{version}</span> : null}
    </StatePill>
  );
}
