import type { ReorderPolicy, SupplyTerms } from '@millrace/decisions';
import type { StoreSettings } from './store-settings.ts';

/** What the supplier of a product needs: of its vendor, else of all. */
export function supplyTerms(
  settings: Pick<StoreSettings, 'suppliers' | 'leadDays' | 'leadSpreadDays' | 'minimumUnits' | 'packUnits'>,
  vendor: string | null,
): SupplyTerms {
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

export const reorderPolicy = ({
  serviceLevel,
  coverDays,
  orderLimit,
}: Pick<StoreSettings, 'serviceLevel' | 'coverDays' | 'orderLimit'>): ReorderPolicy => ({
  serviceLevel,
  coverDays,
  orderLimit,
});
