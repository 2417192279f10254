import type { Context } from '@millrace/core/verb';
import { storeSettings } from '@millrace/core/store';
import type { Tx } from '@millrace/db';
import type { ReturnPolicy, ReturnVerdict } from '@millrace/flow';
import { draftOf, returnRow, type ReturnRow } from './draft.ts';
import { judgeLine, nameOf, openOrder, unitsLeft, type OpenLine, type OpenOrder } from './open-order.ts';
import { progressOf, type ReturnProgress } from './progress.ts';
import { returnPolicy } from './return-policy.ts';
import { judgeItems, type JudgedItem } from './send-return.ts';

/** The look and the words of the store on its pages. */
export interface StoreLook {
  readonly name: string;
  readonly url: string;
  readonly colour: string;
  readonly logoUrl: string | null;
  readonly zone: string;
  readonly contact: string;
}

export interface ReturnsPage {
  readonly store: StoreLook;
  readonly policy: ReturnPolicy;
}

/** What all pages show: the store, and its policy. */
export async function returnsPage(tx: Tx, workspaceId: string): Promise<ReturnsPage> {
  const policy = await returnPolicy(tx);
  const { name, url, brandColor, logoUrl, zone } = await storeSettings(tx, workspaceId);
  return {
    policy,
    store: {
      name,
      url: /^https?:\/\//i.test(url) ? url : '',
      colour: brandColor,
      logoUrl: /^https?:\/\//i.test(logoUrl) ? logoUrl : null,
      zone,
      contact: policy.contact,
    },
  };
}

/** A line with what the policy says to one unit of it, before a reason is known. */
export interface OfferedLine {
  readonly line: OpenLine;
  readonly left: number;
  readonly verdict: ReturnVerdict;
}

export interface ItemsPage extends ReturnsPage {
  readonly order: OpenOrder;
  readonly lines: readonly OfferedLine[];
  /** What was chosen before, by the name of the line. */
  readonly chosen: ReadonlyMap<string, number>;
  /** Returns of the order that were asked for before. */
  readonly earlier: readonly Pick<ReturnRow, 'id' | 'number'>[];
}

/** The items of an order; null when there is no such order any more. */
export async function readItems(context: Context, orderId: string): Promise<ItemsPage | null> {
  return context.db.inWorkspace(context.workspaceId, async (tx) => {
    const now = context.now();
    const page = await returnsPage(tx, context.workspaceId);
    const order = await openOrder(tx, orderId, now);
    if (!order) return null;
    const draft = await draftOf(tx, orderId, now);
    const earlier = await tx<{ id: string; number: string }[]>`select id, number from returns
      where order_id = ${orderId} and requested_at is not null order by requested_at desc`;
    return {
      ...page,
      order,
      earlier,
      lines: order.lines.map((line) => ({
        line,
        left: unitsLeft(line),
        verdict: judgeLine(page.policy, order, line, 1, null),
      })),
      chosen: new Map((draft?.items ?? []).map((item) => [nameOf(item), item.quantity])),
    };
  });
}

/** A draft with what the policy says to it now, or a return with how far it is. */
export type ReturnRead = ReturnsPage &
  (
    | {
        readonly is: 'draft';
        readonly row: ReturnRow;
        readonly order: OpenOrder;
        readonly judged: readonly JudgedItem[];
      }
    | {
        readonly is: 'sent';
        readonly row: ReturnRow;
        readonly orderNumber: string | null;
        readonly currency: string;
        readonly progress: ReturnProgress;
      }
  );

/** A return as its page shows it; null when there is none, or the draft was given up. */
export async function readReturn(context: Context, id: string): Promise<ReturnRead | null> {
  return context.db.inWorkspace(context.workspaceId, async (tx): Promise<ReturnRead | null> => {
    const row = await returnRow(tx, id, context.now());
    if (!row) return null;
    const page = await returnsPage(tx, context.workspaceId);
    if (row.state === 'draft') {
      const order = await openOrder(tx, row.order_id, context.now());
      return order && { ...page, is: 'draft', row, order, judged: judgeItems(page.policy, order, row.items) };
    }
    const [order] = await tx<{ number: string | null; currency: string }[]>`
      select number, currency from orders where id = ${row.order_id}`;
    const progress = (await progressOf(tx, [row])).get(row.id);
    if (!progress) return null;
    const { number: orderNumber = null, currency = 'USD' } = order ?? {};
    return { ...page, is: 'sent', row, orderNumber, currency, progress };
  });
}
