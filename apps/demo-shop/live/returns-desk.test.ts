import { DAY } from '@millrace/base';
import { describe, expect, it } from 'vitest';
import type { Call, Request } from '../sending/call.ts';
import type { OutgoingEvent } from '../sending/intake-event.ts';
import { shopForTests, testWorld } from './shop-for-tests.ts';

const PAGE = 'http://product.invalid/store/key/returns';
const page = (text: string) => ({ status: 200, text, retryAfter: null });
const leadTo = (location: string) => ({ status: 303, text: '', retryAfter: null, location });

/** The returns page as Millrace has it. @param takes whether it knows the orders */
function returnsPage(takes: boolean) {
  const asked: Request[] = [];
  let numbers = 0;
  const call: Call = async (request) => {
    const { url, method } = request;
    if (!url.startsWith(PAGE)) return page('{"items":[],"next":null}');
    if (method === 'POST') asked.push(request);
    if (method === 'POST' && url === PAGE)
      return takes ? leadTo('/store/key/returns/order/t') : page('We found no order');
    if (url.endsWith('/order/t'))
      return method === 'POST'
        ? leadTo('/store/key/returns/r/t/reasons')
        : page('<input type="checkbox" name="take 1/2" value="1">');
    if (url.endsWith('/reasons'))
      return method === 'POST'
        ? leadTo('/store/key/returns/r/t/check')
        : page('<option value="">Choose</option><option value="own-1">Own words</option>');
    if (method === 'POST') return leadTo('/store/key/returns/r/t');
    numbers += 1;
    return page(`<strong>R-${numbers}</strong>`);
  };
  return { asked, call };
}

async function shopWith(takes: boolean) {
  const { asked, call } = returnsPage(takes);
  const shop = shopForTests({ world: testWorld('desk', 1_500), call, returnsPage: PAGE });
  await shop.pass(24 * DAY);
  const events = shop.parcels
    .filter(({ topic }) => topic === null)
    .flatMap(({ body }) => JSON.parse(body) as OutgoingEvent[]);
  const ids = (type: string) =>
    events.filter((event) => event.type === type).map(({ properties }) => String(properties['returnId']));
  return { asked, ids };
}

describe('the people of the shop and the returns page', () => {
  it('some ask there, form by form, and the shop goes on under the number they got', async () => {
    const { asked, ids } = await shopWith(true);
    const first = asked.filter(({ url }) => url === PAGE);
    expect(first.length).toBeGreaterThan(1);
    const fields = new URLSearchParams(first[0]!.body);
    expect(fields.get('number')).toMatch(/^TK-/);
    expect(fields.get('email')).toMatch(/@/);
    expect(first[0]!.headers?.['Origin']).toBe('http://product.invalid');
    expect(asked.filter(({ url }) => url.endsWith('/reasons'))[0]?.body).toContain('reason-0=own-1');
    // The page tells of these itself.
    expect(ids('return-requested').every((id) => id.startsWith('RET-'))).toBe(true);
    expect(ids('return-received').some((id) => id.startsWith('R-'))).toBe(true);
    expect(ids('return-refunded').some((id) => id.startsWith('R-'))).toBe(true);
  }, 60_000);

  it('whoever does not get through writes to the shop', async () => {
    const { asked, ids } = await shopWith(false);
    expect(asked.length).toBeGreaterThan(1);
    expect(ids('return-requested').length).toBeGreaterThan(asked.length - 1);
    expect(ids('return-received').every((id) => id.startsWith('RET-'))).toBe(true);
  }, 60_000);
});
