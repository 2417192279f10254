import type { FlowAnalytics } from '@millrace/services/measure';

/** The icon of the check of the holdout share. A tick only where there were enough people to find a fault. */
export function ratioLook({ healthy, enough }: Pick<FlowAnalytics['lift']['ratio'], 'healthy' | 'enough'>) {
  if (!healthy) return { name: 'warning', className: 'mt-0.5 shrink-0 text-broken' } as const;
  return enough
    ? ({ name: 'check', className: 'mt-0.5 shrink-0 text-good' } as const)
    : ({ name: 'clock', className: 'mt-0.5 shrink-0 text-faint' } as const);
}
