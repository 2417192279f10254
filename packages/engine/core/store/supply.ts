import type { ReorderPolicy, SupplyTerms } from '@millrace/decisions';
import type { StoreSettings } from './store-settings.ts';

type TermsSettings = Pick<
  StoreSettings,
  'suppliers' | 'leadDays' | 'leadSpreadDays' | 'minimumUnits' | 'packUnits'
>;
type PolicySettings = Pick<StoreSettings, 'serviceLevel' | 'coverDays' | 'orderLimit'>;

/** What the supplier of a product needs: of its vendor, else of all. */
export function supplyTerms(settings: TermsSettings, vendor: string | null): SupplyTerms {
  const name = vendor?.trim().toLowerCase() ?? '';
  const own = settings.suppliers.find((one) => one.vendor.trim().toLowerCase() === name);
  return own
    ? {
        leadDays: own.leadDays,
        leadSpreadDays: own.leadSpreadDays,
        minimum: own.minimum,
        pack: own.pack,
      }
    : {
        leadDays: settings.leadDays,
        leadSpreadDays: settings.leadSpreadDays,
        minimum: settings.minimumUnits,
        pack: settings.packUnits,
      };
}

/** All that `supplyTerms` and `reorderPolicy` can tell, to see whether it changed. */
export const supplyIn = (settings: TermsSettings & PolicySettings) => [
  reorderPolicy(settings),
  supplyTerms({ ...settings, suppliers: [] }, null),
  settings.suppliers,
];

export const reorderPolicy = ({ serviceLevel, coverDays, orderLimit }: PolicySettings): ReorderPolicy => ({
  serviceLevel,
  coverDays,
  orderLimit,
});
