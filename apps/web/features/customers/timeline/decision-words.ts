import type { DecisionView } from '@millrace/services/enrolments';

/** Whether a model or a rule decided, and whether it had an effect. */
export function decidedBy({ by, heldOut }: Pick<DecisionView, 'by' | 'heldOut'>): string {
  const who =
    by === 'model'
      ? 'Decided by a model trained on this store’s own history.'
      : 'Decided by a fixed rule, because there is not enough data to learn from yet.';
  return heldOut ? `${who} The customer is in the holdout, so it had no effect.` : who;
}
