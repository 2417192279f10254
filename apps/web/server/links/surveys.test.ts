import { email, graphOf, node, shopOf, VirtualHost } from '@millrace/services/testing';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { listMessages, type MessageView } from '@millrace/services/message-log';
import { updateGuardrails, updateStore } from '@millrace/services/settings';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openInstallation, type Installation } from '../testing/installation.ts';
import { surveyPost, surveyVisit } from './surveys.ts';
import { clickVisit } from './visits.ts';

let here: Installation;
let mails: MessageView[];
beforeAll(async () => {
  here = await openInstallation();
  const { store } = here;
  store.clock.set(Date.now() - 3_600_000);
  await updateGuardrails(store.context, {
    settings: { 'quiet-hours': { on: false }, 'frequency-cap': { on: false } },
  });
  await updateStore(store.context, { name: 'Fern & Co', settings: { brandColor: '#aa2244' } });
  const flow = await createFlow(store.context, {
    name: 'Questions',
    graph: graphOf([
      node('t', 'event-trigger', { event: 'asked', key: 'customer' }),
      email('mail', {
        content: {
          subject: 'One question',
          blocks: [{ type: 'survey', question: 'Was it <good>?', name: 'Quality', scale: 'stars' }],
        },
      }),
      node('end', 'end'),
    ]),
  });
  await publishFlow(store.context, { id: flow.id });
  const shop = shopOf(store);
  const host = new VirtualHost(store);
  for (const name of ['ann', 'bea', 'cy']) await shop.send('asked', shop.person(name), {});
  await host.pass(20 * 60_000);
  mails = (await listMessages(store.context, { after: '', limit: 100 })).items as unknown as MessageView[];
  store.clock.set(Date.now());
}, 120_000);
afterAll(() => here.close());

const linkOf = (name: string, label: string) =>
  mails.find(({ to }) => to === `${name}@example.com`)!.links.click.find((link) => link.label === label)!;
const get = (url: string, method = 'GET') => surveyVisit(new Request(url, { method }));
const post = (url: string, form: string) =>
  surveyPost(
    new Request(url, {
      method: 'POST',
      body: form,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }),
  );

it('the link of an answer leads to its page, in the look of the store, with words that cannot become markup', async () => {
  const link = linkOf('ann', 'Quality: 4 stars');
  const response = await clickVisit(
    new Request(link.url, { headers: { 'user-agent': 'Mozilla/5.0 (iPhone)' } }),
  );
  expect(response.headers.get('location')).toBe(link.target);
  const page = await (await get(link.target)).text();
  expect(page).toContain('Was it &lt;good&gt;?');
  expect(page).toContain('--act:#aa2244');
  expect(page).toContain('Fern &amp; Co');
  expect(page).toMatch(/value="4" required aria-label="4 stars" checked/);
  expect(page).toContain('<button>Send answer</button>');
});

it('a GET or HEAD answers nothing; a POST does, and leads to a page that can be opened again', async () => {
  const { target } = linkOf('bea', 'Quality: 2 stars');
  await get(target);
  await get(target, 'HEAD');
  expect(await (await get(`${target}?answered`)).text()).toContain('Send answer');
  const posted = await post(target, 'answer=2');
  expect([posted.status, posted.headers.get('location')]).toEqual([
    303,
    `${new URL(target).pathname}?answered`,
  ]);
  const thanks = await (await get(`${target}?answered`)).text();
  expect(thanks).toContain('<strong>2 stars</strong>');
  expect(thanks).not.toContain('<script');
  await post(target, `answer=3&comment=${encodeURIComponent('<b>Late</b>')}`);
  const saved = await (await get(`${target}?answered=saved`)).text();
  expect(saved).toContain('Saved. ');
  expect(saved).toContain('<strong>3 stars</strong>');
  expect(saved).toContain('>&lt;b&gt;Late&lt;/b&gt;</textarea>');
});

it('an answer that the question has not, a forged link and a link of another purpose are lost', async () => {
  const { url, target } = linkOf('cy', 'Quality: 5 stars');
  expect((await post(target, 'answer=6')).status).toBe(404);
  expect((await post(target, '')).status).toBe(404);
  for (const wrong of [`${target}x`, url.replace('/c/', '/a/'), 'https://millrace.test/a/forged']) {
    expect((await get(wrong)).status).toBe(404);
    expect((await post(wrong, 'answer=5')).status).toBe(404);
  }
});

it('a link of a test says so, however it is asked', async () => {
  for (const response of [
    await get('https://millrace.test/a/test'),
    await post('https://millrace.test/a/test', 'answer=5'),
  ])
    expect(await response.text()).toContain('Nothing was recorded.');
});
