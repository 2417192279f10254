import type { touches, Row, Known } from '@millrace/db/schema';
import type { LoadedFacts } from '@millrace/core/facts';
import type { EnrolmentRow, MessageRow } from '@millrace/core/rows';
import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { DAY, fail, toPersonal, type Instant } from '@millrace/base';
import { channelById, reachesDevices } from '@millrace/channels';
import { CAP_DAYS, factsAtSending, type KillSwitch, type SendFacts } from '@millrace/guardrails';
import type { Plan } from '@millrace/flow';
import { pendingExit } from '../routing/hear-event.ts';
import { isGloballyHeldOut } from '../global-holdout/is-held-out.ts';
import { freshProducts } from './fresh-products.ts';
import { suppressionOf } from './suppress.ts';

interface TouchRow extends Known<
  Pick<Row<typeof touches>, 'at' | 'channel' | 'purpose' | 'flow_id' | 'cart_id'>,
  { purpose: 'marketing' | 'transactional' }
> {
  readonly flow_name: string | null;
}

/** The facts for the guardrails, read under the customer's lock when sending, in the customer's own time. */
export async function sendFacts(
  tx: Tx,
  context: Pick<Context, 'secret' | 'workspaceId'>,
  enrolment: EnrolmentRow,
  message: MessageRow,
  plan: Plan,
  loaded: LoadedFacts,
  now: Instant,
): Promise<SendFacts> {
  const { facts, clock } = loaded;
  const channel = channelById(message.channel) ?? fail('not-found', { what: 'channel' });
  const address = channel.addressOf(facts.customer);
  const lines = facts.cart?.lines ?? [];
  const [touches, products, switches, consent, suppression, exit, globallyHeldOut] = await Promise.all([
    tx<TouchRow[]>`select t.at, t.channel, t.purpose, t.flow_id, t.cart_id, f.name as flow_name from touches t
      left join flows f on f.id = t.flow_id
      where t.customer_id = ${message.customer_id} and t.at >= ${now - CAP_DAYS * DAY}
        and t.message_id <> ${message.id} order by t.at desc limit 200`,
    lines.length > 0 ? freshProducts(tx, enrolment.cart_id, lines) : [],
    tx<{ scope: string; target: string }[]>`select scope, target from kill_switches`,
    tx<{ opt_in: 'single' | 'double' | 'unknown' | null }[]>`select opt_in from consents
      where customer_id = ${message.customer_id} and channel = ${message.channel}`,
    address && !reachesDevices(channel.address)
      ? suppressionOf(tx, context, { channel: message.channel, address, customerId: message.customer_id })
      : null,
    pendingExit(tx, enrolment, plan, clock, now),
    isGloballyHeldOut(tx, context.workspaceId, message.customer_id, now),
  ]);
  return factsAtSending({
    now: facts.now,
    message: {
      id: message.id,
      channel: message.channel,
      purpose: message.purpose,
      plannedAt: toPersonal(message.planned_at, clock),
      heldSince: message.held_since === null ? null : toPersonal(message.held_since, clock),
    },
    flow: { id: message.flow_id, name: enrolment.flow_name },
    plan,
    customer: facts.customer,
    optIn: consent[0]?.opt_in,
    cart: facts.cart,
    store: facts.store,
    sent: touches.map((touch) => ({
      at: toPersonal(touch.at, clock),
      channel: touch.channel,
      purpose: touch.purpose,
      flowId: touch.flow_id,
      flowName: touch.flow_name ?? 'a deleted flow',
      cartId: touch.cart_id,
    })),
    globallyHeldOut,
    suppression,
    products,
    killSwitch: killSwitch(switches),
    flowState:
      enrolment.flow_state === 'stopped' ? 'stopped' : enrolment.flow_state === 'paused' ? 'paused' : 'live',
    enrolmentEnded: enrolment.ended_at === null ? exit : (enrolment.end_reason ?? 'ended'),
  });
}

function killSwitch(rows: readonly { scope: string; target: string }[]): KillSwitch {
  const of = (scope: string) => rows.filter((row) => row.scope === scope).map((row) => row.target);
  return { all: rows.some((row) => row.scope === 'all'), flows: of('flow'), channels: of('channel') };
}
