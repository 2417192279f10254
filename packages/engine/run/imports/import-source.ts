import { foldText } from '@millrace/base';
import type { Tx } from '@millrace/db';
import { fileSource, sourceIdOf, type IntakeSource } from '../parsing/source.ts';
import type { ImportSettings } from './import-settings.ts';

/** The source of what comes from files of a shop that is not connected: one for each name that people give it. */
export const ownSource = (shopName: string): string =>
  fileSource(foldText(shopName.trim()).replaceAll(/[^\p{L}\p{N}]+/gu, '-'));

/**
 * The source under which the numbers of a file are known: the shop of a connection when the file is from it, so that
 * neither an order nor a customer is doubled; otherwise one of its own.
 */
export async function importSource(
  tx: Tx,
  { shop, shopName }: Pick<ImportSettings, 'shop' | 'shopName'>,
): Promise<IntakeSource> {
  const [connection] =
    shop === null
      ? []
      : await tx<{ id: string; connector: string; shop: string | null }[]>`
        select id, connector, shop from connections where id = ${shop}`;
  return {
    id: connection ? sourceIdOf(connection) : ownSource(shopName),
    clock: { pace: 1, anchor: 0 },
    isHistory: true,
    isFile: true,
  };
}
