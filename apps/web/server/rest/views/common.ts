import { z } from 'zod';

export const instant = z.iso.datetime().describe('ISO 8601 in UTC');
export const instantOrNull = instant.nullable();
/** Integer in minor units of the store's currency. */
export const amount = z.int().describe("Integer in minor units of the store's currency");
export const id = z.uuid();
/** Whatever senders and marketers wrote. */
export const free = z.record(z.string(), z.unknown());

export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    next: z.string().nullable().describe('Give it as `cursor` to get the next page; null on the last one'),
  });

/** How every list is paged. */
export const pageQuery = {
  cursor: z.string().max(300).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).optional().describe('Rows a page, 1 to 200; 50 when not said'),
};
