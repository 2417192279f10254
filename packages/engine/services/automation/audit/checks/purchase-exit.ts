import type { AuditCheck } from '../check.ts';

export const purchaseExit: AuditCheck = {
  id: 'purchase-exit',
  title: 'A purchase ends it',
  why: 'People who have bought should not be asked to buy.',
  weight: 'serious',
  mend: 'canvas',
  look: ({ writes, runs, enters, exits, graph: { settings, subject } }) => {
    const asksToBuy =
      writes && subject === 'customer' && settings.purpose === 'marketing' && settings.outcome === BOUGHT;
    if (!asksToBuy || exits === null) return null;
    // What another system does after an order is rarely about the next one.
    if (runs === 'elsewhere' && enters?.includes(BOUGHT) !== false) return null;
    return exits.includes(BOUGHT)
      ? { ok: true, sentence: 'An order is one of its exit rules.' }
      : { ok: false, sentence: 'No exit rule ends it when somebody orders.' };
  },
};

const BOUGHT = 'order-placed';
