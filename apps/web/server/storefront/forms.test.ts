import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { listMessageLog, getLoggedMessage } from '@millrace/services/message-log';
import {
  createForm,
  listForms,
  saveStorefront,
  sendConfirmations,
  updateForm,
} from '@millrace/services/storefront';
import { email as mailStep, graphOf, node, VirtualHost } from '@millrace/services/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openInstallation, PUBLIC_URL, type Installation } from '../testing/installation.ts';
import { handleStorefront } from './handle-storefront.ts';

const SHOP = 'https://shop.example';
const WORDS = {
  heading: 'News from the mill',
  button: 'Sign up',
  consentWords: 'Yes, send me news by e-mail. I can unsubscribe at any time.',
  thanks: 'Thank you',
  mailSubject: 'Please confirm',
  mailText: 'Press the button, and you get our news.',
  mailButton: 'Yes, it was me',
};
let here: Installation;
let siteKey = '';
const forms = { signUp: '', waitlist: '' };
beforeAll(async () => {
  here = await openInstallation();
  const { context } = here.store;
  ({ siteKey } = await saveStorefront(context, { origins: [SHOP] }));
  forms.signUp = (await createForm(context, { kind: 'sign-up', name: 'Footer', settings: WORDS })).id;
  forms.waitlist = (await createForm(context, { kind: 'waitlist', name: 'Sold out', settings: WORDS })).id;
});
afterAll(() => here.close());

let network = 0;
beforeEach(() => {
  network += 1;
});
const ask = (path: string, more: RequestInit & { origin?: string | null } = {}) => {
  const { origin = SHOP, headers, ...rest } = more;
  return handleStorefront(
    new Request(`${PUBLIC_URL}/store/${siteKey}/${path}`, {
      ...rest,
      headers: {
        ...(origin === null ? {} : { origin }),
        'x-forwarded-for': `10.1.0.${network}`,
        ...(headers as Record<string, string>),
      },
    }),
  );
};
const fill = (form: string, fields: Record<string, string>, origin: string | null = SHOP) =>
  ask(`forms/${form}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    origin,
    headers: { accept: 'application/json' },
  });
const sendMails = async () => {
  here.store.clock.set(Date.now());
  while (await sendConfirmations(here.store.db, here.store.contextOf));
};
const mailsTo = async (to: string) => {
  await sendMails();
  const { items } = await listMessageLog(here.store.context, { search: to, status: 'confirmation' });
  return Promise.all(items.map(({ id }) => getLoggedMessage(here.store.context, { id })));
};
/** The path after the key of the link in a mail. */
const linkIn = (html: string | null) =>
  new RegExp(`/store/${siteKey}/(confirm/[\\w.-]+)`).exec(html ?? '')?.[1] ?? '';
const customers = async (email: string) =>
  (await here.call('GET', `/customers?email=${encodeURIComponent(email)}`)).body.items as {
    id: string;
    consent: Record<string, { state: string; optIn: string; source: string }>;
  }[];
const timeline = async (id: string) =>
  (
    (await here.call('GET', `/customers/${id}/timeline?limit=100`)).body.items as {
      type: string;
      data: { kind: string };
    }[]
  )
    .filter(({ type }) => type === 'event')
    .map(({ data }) => data.kind)
    .toSorted();

describe('a sign-up form', () => {
  test('changes nothing before it is confirmed, and then records who agreed, where and to what', async () => {
    const visitor = randomUUID().replaceAll('-', '');
    await ask('events', {
      method: 'POST',
      body: JSON.stringify({
        visitor,
        events: [{ id: randomUUID(), type: 'product-viewed', properties: { productId: 'mug' } }],
      }),
    });
    const fields = { email: ' Ann@Example.com ', page: `${SHOP}/mugs?email=secret`, visitor };
    expect((await fill(forms.signUp, fields)).status).toBe(202);
    expect(await customers('ann@example.com')).toEqual([]);
    const [mail, ...others] = await mailsTo('ann@example.com');
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ subject: 'Please confirm', purpose: 'confirmation', to: 'ann@example.com' });
    const link = linkIn(mail!.html);

    // A mail program that opens the link confirms nothing.
    const page = await ask(link, { origin: null });
    expect([page.status, await page.text()]).toEqual([
      200,
      expect.stringContaining('<button>Yes, it was me</button>'),
    ]);
    expect(await customers('ann@example.com')).toEqual([]);

    for (let time = 0; time < 2; time += 1) {
      const confirmed = await ask(link, { method: 'POST', origin: 'null' });
      expect([confirmed.status, await confirmed.text()]).toEqual([
        200,
        expect.stringMatching(/href="https:\/\/shop\.example\/mugs\?mr_visitor=/),
      ]);
    }
    const [person] = await customers('ann@example.com');
    expect(person?.consent['email']).toMatchObject({
      state: 'subscribed',
      optIn: 'double',
      source: `Form “Footer”, ${SHOP}/mugs`,
    });
    // What they looked at before is theirs too.
    expect(await timeline(person!.id)).toEqual(['form-submitted', 'product-viewed', 'signed-up']);
    expect((await listForms(here.store.context, {}))[0]).toMatchObject({ submitted: 1, confirmed: 1 });
  });

  test('answers the same for an address that is known, one that is not, and a program that fills in everything', async () => {
    const answers = await Promise.all([
      fill(forms.signUp, { email: 'ann@example.com' }),
      fill(forms.signUp, { email: 'new@example.com' }),
      fill(forms.signUp, { email: 'robot@example.com', company: 'Robots' }),
    ]);
    const said = await Promise.all(answers.map(async (answer) => [answer.status, await answer.text()]));
    expect(new Set(said.map(String)).size).toBe(1);
    expect(await mailsTo('robot@example.com')).toEqual([]);
  });

  test('sent twice at once is one mail, and many to one address are few', async () => {
    for (let time = 0; time < 2; time += 1) await fill(forms.signUp, { email: 'twice@example.com' });
    expect(await mailsTo('twice@example.com')).toHaveLength(1);
    for (let time = 0; time < 8; time += 1) {
      network += 1;
      await fill(forms.waitlist, { email: 'flooded@example.com', product: `thing-${time}` });
    }
    expect(await mailsTo('flooded@example.com')).toHaveLength(3);
  });

  test('is refused from other pages, for other addresses than one, and too often from one network', async () => {
    expect((await fill(forms.signUp, { email: 'a@example.com' }, 'https://other.example')).status).toBe(403);
    for (const email of ['', 'nobody', 'a@example.com, b@example.com', 'a@example.com\nBcc: b@example.com'])
      expect([email, (await fill(forms.signUp, { email })).status]).toEqual([email, 422]);
    const statuses = [];
    for (let time = 0; time < 12; time += 1)
      statuses.push((await fill(forms.signUp, { email: 'nobody' })).status);
    expect(statuses.at(-1)).toBe(429);
    network += 1;
    expect((await fill(randomUUID(), { email: 'a@example.com' })).status).toBe(404);
  });

  test('works as a page without any script', async () => {
    const page = await ask(`forms/${forms.signUp}`, { origin: null });
    const html = await page.text();
    expect(html).toContain('<label class="text" for="email">E-mail</label>');
    expect(html).not.toContain('<script');
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self'");
    const body = new URLSearchParams({ email: 'plain@example.com', page: '', product: '', variant: '' });
    const sent = await ask(`forms/${forms.signUp}`, { method: 'POST', body, origin: PUBLIC_URL });
    expect([sent.status, await sent.text()]).toEqual([
      200,
      expect.stringContaining('Open its link to confirm'),
    ]);
    const wrong = await ask(`forms/${forms.signUp}`, {
      method: 'POST',
      body: new URLSearchParams({ email: '"><script>' }),
      origin: PUBLIC_URL,
    });
    expect([wrong.status, await wrong.text()]).toEqual([422, expect.not.stringContaining('"><script>')]);
  });

  test('is not confirmed by a link that is forged, of another purpose, or too old', async () => {
    await fill(forms.signUp, { email: 'late@example.com' });
    const [mail] = await mailsTo('late@example.com');
    const link = linkIn(mail!.html);
    for (const wrong of [`${link}x`, 'confirm/x.y', link.replace(/\.[\w-]+$/, '.AAAA')])
      expect((await ask(wrong, { method: 'POST', origin: null })).status).toBe(404);
    await here.store.db.inWorkspace(
      here.store.context.workspaceId,
      (tx) =>
        tx`update storefront_submissions set expires_at = now() - interval '1 minute' where email = 'late@example.com'`,
    );
    expect((await ask(link, { method: 'POST', origin: null })).status).toBe(404);
    await sendMails();
    expect(await customers('late@example.com')).toEqual([]);
  });

  test('that is switched off is shown nowhere', async () => {
    const { context } = here.store;
    const { id } = await createForm(context, { kind: 'sign-up', name: 'Off', settings: WORDS });
    expect(await (await ask('forms.js')).text()).toContain(id);
    await updateForm(context, { id, live: false });
    expect(await (await ask('forms.js')).text()).not.toContain(id);
    expect((await ask(`forms/${id}`)).status).toBe(404);
  });

  test('comes as a small script, which no word of it can break', async () => {
    const { context } = here.store;
    const heading = '</script><script>alert(1)</script> $& `${1}`';
    const { id } = await createForm(context, {
      kind: 'sign-up',
      name: 'Odd',
      settings: { ...WORDS, heading },
    });
    const text = await (await ask('forms.js')).text();
    expect(text).not.toContain('</script>');
    expect(gzipSync(text).length).toBeLessThan(6 * 1024);
    expect(await (await ask(`forms/${id}`)).text()).not.toContain('<script>alert');
    await updateForm(context, { id, live: false });
  });
});

describe('a waitlist', () => {
  test('starts the flow about a product that is back in stock, for who confirmed only', async () => {
    const { context, clock } = here.store;
    const host = new VirtualHost(here.store);
    const { id } = await createFlow(context, {
      name: 'Back in stock',
      graph: graphOf([
        node('trigger', 'product-trigger', { news: 'restocked' }),
        mailStep('mail', { purpose: 'transactional' }),
        node('end', 'end'),
      ]),
    });
    await publishFlow(context, { id });
    const product = (stock: number) =>
      here.call('POST', '/events', {
        body: {
          id: randomUUID(),
          type: 'product-updated',
          properties: { productId: 'kettle', title: 'Kettle', price: '40.00', stock },
        },
      });
    await product(0);
    await host.settle();
    expect((await fill(forms.waitlist, { email: 'none@example.com' })).status).toBe(422);
    for (const email of ['eve@example.com', 'fay@example.com'])
      expect((await fill(forms.waitlist, { email, product: 'kettle', page: `${SHOP}/kettle` })).status).toBe(
        202,
      );
    const [mail] = await mailsTo('eve@example.com');
    await ask(linkIn(mail!.html), { method: 'POST', origin: null });
    const [eve] = await customers('eve@example.com');
    expect(await timeline(eve!.id)).toEqual(['back-in-stock-requested', 'form-submitted']);
    // They asked for one alert, and for no news.
    expect(eve!.consent['email']?.state ?? 'never-asked').toBe('never-asked');
    clock.set(Date.now());
    await product(12);
    await host.settle();
    const { body } = await here.call('GET', `/flows/${id}/enrolments`);
    expect(body.items.map((one: { customerId: string }) => one.customerId)).toEqual([eve!.id]);
  });
});
