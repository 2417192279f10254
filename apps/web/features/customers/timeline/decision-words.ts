import type { DecisionView } from '@millrace/services/enrolments';

/** Who decided, and whether a person could have seen it. */
export function decidedBy({ by, heldOut }: Pick<DecisionView, 'by' | 'heldOut'>): string {
  const who =
    by === 'model'
      ? 'Decided by the model trained on this store’s own history.'
      : 'Decided by a stated rule, as there is not enough to learn from yet.';
  return heldOut ? `${who} They are held back, so nothing came of it.` : who;
}
