import type { AuditCheck } from '../check.ts';

export const loss: AuditCheck = {
  id: 'loss',
  title: 'It does not lose money',
  why: 'A loss that is certain goes on every day until somebody stops it.',
  weight: 'serious',
  mend: 'results',
  look: ({ lift }) => {
    switch (lift.state) {
      case 'loss':
        return { ok: false, sentence: 'It earns less than doing nothing, and that is certain.' };
      case 'gain':
        return { ok: true, sentence: 'It earns more than doing nothing, and that is certain.' };
      case 'unclear':
        return { ok: true, sentence: 'It may earn or cost; no loss is certain.' };
      default:
        return null;
    }
  },
};
