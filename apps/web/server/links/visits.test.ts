import { cartTrigger, email, graphOf, node, shopOf, sms, VirtualHost } from '@millrace/services/testing';
import { judgeDueVisits } from '@millrace/run/visits';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { listMessages, type MessageView } from '@millrace/services/message-log';
import { updateGuardrails } from '@millrace/services/settings';
import { saveStorefront } from '@millrace/services/storefront';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openInstallation, type Installation } from '../testing/installation.ts';
import {
  clickVisit,
  openVisit,
  preferencePost,
  preferenceVisit,
  shortVisit,
  unsubscribePost,
  unsubscribeVisit,
} from './visits.ts';

let here: Installation;
let mails: Record<string, MessageView>;
let text: MessageView;

beforeAll(async () => {
  here = await openInstallation();
  const { store } = here;
  // Everything was sent an hour ago.
  store.clock.set(Date.now() - 3_600_000);
  await updateGuardrails(store.context, {
    settings: { 'quiet-hours': { on: false }, 'frequency-cap': { on: false } },
  });
  const flow = await createFlow(store.context, {
    name: 'Carts',
    graph: graphOf([cartTrigger(), email('mail'), sms('text'), node('end', 'end')]),
  });
  await publishFlow(store.context, { id: flow.id });
  const shop = shopOf(store);
  const host = new VirtualHost(store);
  for (const name of ['ann', 'bea', 'cy', 'dan', 'eve', 'fay'])
    await shop.send('checkout-started', shop.person(name, { phone: `+1415555010${name.length}` }), {
      cartId: `cart-${name}`,
      currency: 'USD',
      recoveryUrl: `https://shop.test/cart/${name}`,
      lines: [{ productId: 'kettle', title: 'Kettle', quantity: 1, price: '80.00' }],
    });
  await host.pass(20 * 60_000);
  const { items } = (await listMessages(store.context, { after: '', limit: 100 })) as unknown as {
    items: MessageView[];
  };
  mails = Object.fromEntries(
    items.filter((item) => item.channel === 'email').map((item) => [String(item.to).split('@')[0], item]),
  );
  text = items.find((item) => item.channel === 'sms' && item.status === 'sent') as MessageView;
}, 120_000);
afterAll(() => here.close());

const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';
const visit = (
  run: (request: Request) => Promise<Response>,
  url: string,
  form?: string,
  agent = PHONE,
  method = 'GET',
) =>
  run(
    new Request(
      url,
      form === undefined
        ? { method, headers: { 'user-agent': agent } }
        : { method: 'POST', body: form, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    ),
  );
/** Lets the seconds pass after which visits are judged. */
const judge = async () => {
  here.store.clock.set(Date.now());
  while ((await judgeAt(Date.now() + 4_000)) > 0);
};
const judgeAt = (now: number) =>
  judgeDueVisits(here.store.db, here.store.contextOf, now, (error) => {
    throw error;
  });
const message = async (id: string) => (await here.call('GET', `/messages/${id}`)).body;
const consentOf = async (name: string) =>
  (await here.call('GET', `/customers?email=${name}@example.com`)).body.items[0].consent;
const mail = (name: string) => mails[name] as MessageView;

describe('openings and clicks', () => {
  it('counts the first opening, and returns a picture that is not cached', async () => {
    const { id, links } = mail('ann');
    const response = await visit(openVisit, links.open as string);
    expect(response.headers.get('content-type')).toBe('image/gif');
    expect(response.headers.get('cache-control')).toContain('no-store');
    await judge();
    const { openedAt } = await message(id);
    expect(openedAt).toMatch(/Z$/);
    await visit(openVisit, links.open as string);
    await judge();
    expect((await message(id)).openedAt).toBe(openedAt);
  });

  it('returns the picture for an unknown token too, so that no e-mail shows a broken one', async () => {
    expect((await visit(openVisit, 'https://millrace.test/o/forged')).status).toBe(200);
  });

  it('leads a click to its target, and counts the message as opened too', async () => {
    const { id, links } = mail('bea');
    const link =
      links.click.find((item) => item.target.startsWith('https://shop.test/cart')) ?? links.click[0];
    const response = await visit(clickVisit, link?.url as string);
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe(link?.target);
    await judge();
    expect(await message(id)).toMatchObject({ clickedAt: expect.any(String), openedAt: expect.any(String) });
  });

  it('leads nowhere with a changed token', async () => {
    const { url } = mail('cy').links.click[0] as { url: string };
    const changed = url.slice(0, -3) + (url.endsWith('AAA') ? 'BBB' : 'AAA');
    const response = await visit(clickVisit, changed);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('This link does not work');
    expect(
      (await visit(clickVisit, url.replace('/c/', '/u/').replace('millrace.test', 'other.test'))).headers.get(
        'location',
      ),
    ).toMatch(/^https:\/\/shop\.test/);
  });

  it('follows the short address in a text message', async () => {
    const short = /https:\/\/millrace\.test\/s\/\w+/.exec(text.text ?? '')?.[0] ?? '';
    expect(short).not.toBe('');
    const response = await visit(shortVisit, short);
    expect(response.status).toBe(302);
    await judge();
    expect((await message(text.id)).clickedAt).not.toBeNull();
    expect((await visit(shortVisit, 'https://millrace.test/s/zzzzzzzzzz')).status).toBe(404);
  });
});

describe('visits of machines', () => {
  const eventsOf = async (name: string) => {
    const { body } = await here.call('GET', `/customers/${mail(name).customerId}/timeline?limit=200`);
    return body.items
      .map((item: { data: { kind: string } }) => item.data.kind)
      .filter((kind: string) => /opened|clicked/.test(kind));
  };

  it('with HEAD or OPTIONS get the same answer and are not counted', async () => {
    const { id, links } = mail('dan');
    for (const method of ['HEAD', 'OPTIONS']) {
      const asked = await visit(clickVisit, links.click[0]!.url, undefined, PHONE, method);
      expect([asked.status, asked.headers.get('location')]).toEqual([302, links.click[0]!.target]);
      expect(
        (await visit(openVisit, links.open as string, undefined, PHONE, method)).headers.get('content-type'),
      ).toBe('image/gif');
      expect(
        (await visit(unsubscribeVisit, links.unsubscribe as string, undefined, PHONE, method)).status,
      ).toBe(200);
    }
    await judge();
    expect(await message(id)).toMatchObject({ openedAt: null, clickedAt: null, visits: [] });
  });

  it('are redirected and shown separately, get no credit, and a real click later counts', async () => {
    const { id, links } = mail('dan');
    expect(links.click.length).toBeGreaterThan(1);
    const before = await eventsOf('dan');
    const scans = await Promise.all(links.click.map(({ url }) => visit(clickVisit, url)));
    expect(scans.map((one) => one.status)).toEqual(links.click.map(() => 302));
    await visit(openVisit, links.open as string, undefined, 'Mozilla/5.0');
    await judge();
    const scanned = await message(id);
    expect(scanned).toMatchObject({ openedAt: null, clickedAt: null });
    expect(
      scanned.visits.map((one: { by: string; why: string }) => `${one.by} ${one.why}`).toSorted(),
    ).toEqual([...links.click.map(() => 'machine several-links'), 'machine privacy-proxy'].toSorted());
    expect(JSON.stringify(scanned.visits)).not.toContain('Mozilla');
    expect(await eventsOf('dan')).toEqual(before);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await visit(clickVisit, links.click[0]!.url);
    await judge();
    expect(await message(id)).toMatchObject({ openedAt: expect.any(String), clickedAt: expect.any(String) });
    expect((await eventsOf('dan')).toSorted()).toEqual(
      [...before, 'message-clicked', 'message-opened'].toSorted(),
    );
    const { body } = await here.call('GET', `/flows/${mail('dan').flowId}/analytics`);
    expect(body.totals).toMatchObject({ machineOpened: 1, machineClicked: 1 });
  });

  it('are recognised when they open the unsubscribe page within the same second', async () => {
    const { id, links } = mail('fay');
    await Promise.all([
      visit(clickVisit, links.click[0]!.url),
      visit(unsubscribeVisit, links.unsubscribe as string),
      visit(preferenceVisit, (links.unsubscribe as string).replace('/u/', '/p/')),
    ]);
    await judge();
    const scanned = await message(id);
    expect(scanned).toMatchObject({ openedAt: null, clickedAt: null, unsubscribedAt: null });
    expect(
      scanned.visits.map((one: { kind: string; why: string }) => `${one.kind} ${one.why}`).toSorted(),
    ).toEqual(['click several-links', 'page several-links', 'page several-links']);
  });

  it('are held until those that give them away are there, in whatever order and by however many workers they are judged', async () => {
    const { id, links } = mail('eve');
    const clicksOf = async () =>
      (await eventsOf('eve')).filter((kind: string) => kind === 'message-clicked').length;
    const before = await clicksOf();
    const first = await visit(clickVisit, links.click[0]!.url);
    expect(first.status).toBe(302);
    // Judged too early: there is no result yet.
    expect(await judgeAt(Date.now())).toBe(0);
    expect((await message(id)).visits).toMatchObject([{ by: null }]);
    const many = Array.from({ length: 4 }, () => judgeAt(Date.now() + 4_000));
    await Promise.all([visit(clickVisit, links.click[1]!.url), ...many]);
    await judge();
    const { visits, clickedAt } = await message(id);
    expect(visits.every((one: { by: string | null }) => one.by !== null)).toBe(true);
    const people = visits.filter((one: { by: string }) => one.by === 'person');
    // Either both were recognised together, or the first was judged alone before the second came.
    expect([0, 1, 2]).toContain(people.length);
    expect(clickedAt === null).toBe(people.length === 0);
    expect(await clicksOf()).toBe(before + people.length);
  });

  it('do not break on a link that was kept in another script', async () => {
    const { id, links } = mail('ann');
    await here.store.db.inWorkspace(
      here.store.context.workspaceId,
      (tx) =>
        tx`update messages set links = jsonb_set(links, '{0,url}', ${tx.json('https://магазин.рф/чай?цвет=синий|1#отзывы')}) where id = ${id}`,
    );
    const response = await visit(clickVisit, links.click[0]!.url);
    expect([response.status, response.headers.get('location')]).toEqual([
      302,
      `https://xn--80aairftm.xn--p1ai/${encodeURI('чай?цвет=синий')}|1#${encodeURI('отзывы')}`,
    ]);
  });
});

describe('unsubscribing', () => {
  it('changes nothing when a mail program only looks at the page', async () => {
    const response = await visit(unsubscribeVisit, mail('cy').links.unsubscribe as string);
    const page = await response.text();
    expect(page).toContain('<button>Unsubscribe</button>');
    expect(page).toContain('c…@example.com');
    expect(page).not.toContain('cy@example.com');
    expect((await consentOf('cy')).email.state).toBe('subscribed');
  });

  it('happens at once when a mail program posts, without cookies or questions', async () => {
    const response = await visit(
      unsubscribePost,
      mail('cy').links.unsubscribe as string,
      'List-Unsubscribe=One-Click',
    );
    expect(response.status).toBe(200);
    expect(await consentOf('cy')).toMatchObject({
      email: { state: 'unsubscribed', source: 'unsubscribe-page' },
      sms: { state: 'subscribed' },
    });
    expect((await message(mail('cy').id)).unsubscribedAt).toMatch(/Z$/);
  });

  it('counts the same request once, however often it is posted and by whichever link', async () => {
    const told = async () => {
      const { body } = await here.call('GET', `/customers/${mail('cy').customerId}/timeline?limit=200`);
      return body.items.filter((item: { type: string; data: { kind: string } }) =>
        item.type === 'consent'
          ? item.data.kind === 'unsubscribed'
          : item.data.kind === 'customer-unsubscribed',
      );
    };
    const once = await told();
    expect(once.map((item: { type: string }) => item.type).sort()).toEqual(['consent', 'event']);
    const url = mail('cy').links.unsubscribe as string;
    const posts = [1, 2, 3].map(() => visit(unsubscribePost, url, 'List-Unsubscribe=One-Click'));
    for (const response of await Promise.all(posts)) expect(await response.text()).toContain('unsubscribed');
    await visit(preferencePost, url.replace('/u/', '/p/'), 'shown=email');
    expect(await told()).toEqual(once);
  });

  it('lets a person choose by channel, with a form that needs no scripts', async () => {
    const url = (mail('dan').links.unsubscribe as string).replace('/u/', '/p/');
    const page = await (await visit(preferenceVisit, url)).text();
    expect(page).not.toContain('<script');
    const saved = await visit(preferencePost, url, 'shown=email&shown=sms&email=subscribed');
    expect(await saved.text()).toContain('Saved.');
    expect(await consentOf('dan')).toMatchObject({
      email: { state: 'subscribed' },
      sms: { state: 'unsubscribed' },
    });
  });

  it('knows nobody by a forged token', async () => {
    expect((await visit(unsubscribeVisit, 'https://millrace.test/u/forged')).status).toBe(404);
    expect(
      (await visit(unsubscribePost, 'https://millrace.test/u/forged', 'List-Unsubscribe=One-Click')).status,
    ).toBe(404);
  });
});

describe('a click that leads to a page of the store with the snippet', () => {
  const targetOf = async (agent?: string, method?: string) => {
    const { links } = mail('ann');
    const link = links.click.find((item) => item.target.startsWith('https://shop.test/cart'));
    const response = await visit(clickVisit, link?.url as string, undefined, agent, method);
    return new URL(response.headers.get('location') ?? '');
  };

  it('tells the page who comes, and tells no other place, no scanner and nobody who only asks', async () => {
    expect((await targetOf()).searchParams.has('mr_visitor')).toBe(false);
    await saveStorefront(here.store.context, { origins: ['https://shop.test'] });
    const target = await targetOf();
    expect(target.searchParams.get('mr_visitor')).toMatch(/^[\w-]+\.[\w-]+$/);
    const [payload = ''] = (target.searchParams.get('mr_visitor') ?? '').split('.');
    expect(Buffer.from(payload, 'base64url').toString()).not.toContain('@');
    expect((await targetOf('curl/8.0')).searchParams.has('mr_visitor')).toBe(false);
    expect((await targetOf(undefined, 'HEAD')).searchParams.has('mr_visitor')).toBe(false);
    await saveStorefront(here.store.context, { origins: ['https://www.shop.test'] });
    expect((await targetOf()).searchParams.has('mr_visitor')).toBe(false);
  });
});
