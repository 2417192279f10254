import { z } from 'zod';
import { done, refused, unclear, type Act, type ActCall, type Inquired } from '../../act.ts';
import { holdOrder } from '../../acts/hold-order.ts';
import type { Dialogue } from '../../dialogue.ts';
import { wooRequest } from '../api.ts';
import type { WoocommerceConfig } from '../config.ts';
import { orderOf } from './about.ts';
import { saidByWoo } from './said.ts';

/** Where the order keeps its status from before we held it. */
const BEFORE = '_millrace_held';
const HELD = 'on-hold';
/** Of orders from which something may still be shipped. */
const SHIPPABLE = ['pending', 'processing'];

const orderSchema = z.looseObject({
  status: z.string(),
  meta_data: z.array(z.looseObject({ key: z.string().catch(''), value: z.unknown() })).catch([]),
});

/** Puts the order on hold, and back to what it was. An order that somebody else put on hold stays there. */
export const holdOrderInWoocommerce: Act<WoocommerceConfig> = {
  repeat: () => ({
    means: 'harmless',
    harmless: true,
    sentence: 'The status is written, not changed step by step: written twice it is the same.',
  }),
  texts: () => ({}),
  inquire,
  request(call, config) {
    const { status, before } = learnedOf(call);
    const body = { status, meta_data: [{ key: BEFORE, value: before }] };
    return { via: 'http', request: wooRequest(config, 'PUT', `/orders/${orderOf(call)}`, {}, body) };
  },
  outcome(answer, { input }) {
    const said = saidByWoo(answer);
    if ('ends' in said) return said.ends;
    const isHold = holdOrder.input.parse(input).do === 'hold';
    return done(null, isHold ? 'The order is on hold in the store.' : 'The order goes on in the store.');
  },
};

const learnedSchema = z.strictObject({ status: z.string(), before: z.string() });
const learnedOf = ({ learned }: ActCall) => learnedSchema.parse(learned);

function* inquire(call: ActCall, config: WoocommerceConfig): Dialogue<Inquired> {
  const wanted = holdOrder.input.parse(call.input);
  const said = saidByWoo(yield wooRequest(config, 'GET', `/orders/${orderOf(call)}`));
  if ('ends' in said) return said.ends;
  const order = orderSchema.safeParse(said.json).data;
  if (!order) return unclear('The answer of WooCommerce cannot be read.');
  const { status } = order;
  const kept = order.meta_data.find(({ key }) => key === BEFORE)?.value;
  const before = SHIPPABLE.find((one) => one === kept);
  if (wanted.do === 'release') {
    if (status !== HELD || before === undefined) return done(null, 'Millrace did not hold this order.');
    return { learned: { status: before, before: '' } };
  }
  if (status === HELD) return done(null, 'The order was on hold already.');
  return SHIPPABLE.includes(status)
    ? { learned: { status: HELD, before: status } }
    : refused('Nothing of this order is left to ship');
}
