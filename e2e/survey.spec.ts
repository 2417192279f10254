import type { Browser, Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { rest, type FlowAnswer, type Listed, type MessageAnswer } from './rest.ts';
import { expect, test } from './test.ts';

test.describe.configure({ mode: 'serial' });

interface WholeMessage extends MessageAnswer {
  readonly sentAt: string | number | null;
  readonly links: {
    readonly click: readonly { url: string; target: string; label: string }[];
  };
}
interface Told {
  readonly type: string;
  readonly data: { kind: string; score?: number; text?: string };
}

/** Browsers of people; a headless one says in its name that it is a program. */
const PERSON =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';
const someone = (browser: Browser, more: object = {}) =>
  browser.newContext({
    storageState: undefined,
    userAgent: PERSON,
    viewport: { width: 375, height: 812 },
    ...more,
  });

async function isAccessible(page: Page): Promise<void> {
  await expectAccessible(page);
  const { scroll, width } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    width: window.innerWidth,
  }));
  expect(scroll, 'no sideways scrolling').toBeLessThanOrEqual(width);
}

const stamp = Date.now();
let flow: FlowAnswer;
/** The link of an answer in the e-mail that somebody got. */
async function linkOf(name: string, label: string): Promise<{ url: string; customerId: string }> {
  const address = `${name}.${stamp}@example.com`.toLowerCase();
  await rest('POST', '/events', {
    id: `parcel-${address}`,
    type: 'parcel-arrived',
    customer: { email: address, firstName: name },
    properties: {},
  });
  let found: WholeMessage | undefined;
  await expect
    .poll(
      async () => {
        const { items } = await rest<Listed<WholeMessage>>('GET', `/messages?flow=${flow.id}&status=sent`);
        const mine = items.find(({ to }) => to === address);
        found = mine && (await rest<WholeMessage>('GET', `/messages/${mine.id}`));
        // Nobody follows a link in the second in which its message is sent.
        return found?.sentAt ? Date.now() - new Date(found.sentAt).getTime() : 0;
      },
      { timeout: 30_000 },
    )
    .toBeGreaterThan(3_000);
  const url = found!.links.click.find((link) => link.label === label)?.url ?? '';
  return { url, customerId: found!.customerId };
}
const answers = async (customer: string) =>
  (await rest<Listed<Told>>('GET', `/customers/${customer}/timeline`)).items
    .filter((item) => item.type === 'event' && item.data.kind === 'survey-answered')
    .map(({ data }) => [data.score, data.text ?? null]);

test('a question is put into an e-mail, and the preview shows its answers', async ({ page }) => {
  const draft = await rest<FlowAnswer>('POST', '/flows', {
    name: `After delivery ${stamp}`,
    graph: {
      schemaVersion: 2,
      subject: 'customer',
      settings: { holdout: 0 },
      nodes: [
        { id: 't', kind: 'event-trigger', config: { event: 'parcel-arrived' } },
        {
          id: 'mail',
          kind: 'send-email',
          name: 'One question',
          config: {
            purpose: 'transactional',
            content: { subject: 'One question', blocks: [{ type: 'text', text: 'Your parcel is there.' }] },
          },
        },
        { id: 'end', kind: 'end', config: {} },
      ],
      edges: [
        { id: 'e1', from: 't', port: 'next', to: 'mail' },
        { id: 'e2', from: 'mail', port: 'next', to: 'end' },
      ],
    },
  });
  await page.goto(`/flows/${draft.id}`);
  await page.locator('[data-step="mail"]').click();
  await page.getByRole('button', { name: 'Write the e-mail' }).click();
  const writing = page.getByRole('dialog', { name: 'One question' });
  await writing.getByRole('button', { name: 'Add a block' }).click();
  await page.getByRole('menuitem', { name: /^Survey question/ }).click();
  await writing.getByRole('textbox', { name: /^Question/ }).fill('How was the delivery?');
  await writing.getByRole('textbox', { name: /^Name/ }).fill('Delivery');
  await writing.getByRole('textbox', { name: /^Words at 0/ }).fill('Bad');
  const preview = page.frameLocator('iframe').first();
  await expect(preview.getByText('How was the delivery?')).toBeVisible({ timeout: 15_000 });
  await expect(preview.getByRole('link', { name: '9 out of 10' })).toBeVisible();
  await writing.getByRole('combobox', { name: /^Answers/ }).click();
  await page.getByRole('option', { name: 'Answers of your own' }).click();
  await writing.getByRole('textbox', { name: 'Answer 1' }).fill('All good');
  await expect(preview.getByRole('link', { name: 'All good' })).toBeVisible({ timeout: 15_000 });
  await writing.getByRole('combobox', { name: /^Answers/ }).click();
  await page.getByRole('option', { name: 'A score from 0 to 10' }).click();
  await expect(preview.getByRole('link', { name: '0 out of 10', exact: true })).toBeVisible({
    timeout: 15_000,
  });
  await writing.getByRole('button', { name: 'Done' }).click();
  await expect
    .poll(async () => JSON.stringify((await rest<FlowAnswer>('GET', `/flows/${draft.id}`)).graph))
    .toContain('"scale":"score"');
  await rest('POST', `/flows/${draft.id}/publish`, {});
  flow = draft;
});

test('one press answers; the page thanks, and takes a change and a comment', async ({ browser }) => {
  const { url, customerId } = await linkOf('Vera', 'Delivery: 9');
  const person = await someone(browser, { colorScheme: 'dark' });
  const page = await person.newPage();
  expect(await answers(customerId)).toEqual([]);
  await page.goto(url);
  await expect(page.getByRole('heading', { name: 'Thank you' })).toBeVisible();
  await expect(page.getByText('You answered “How was the delivery?” with 9 out of 10.')).toBeVisible();
  await isAccessible(page);
  await page.getByRole('radio', { name: '3 out of 10' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('textbox', { name: 'Would you like to tell us more? (optional)' }).fill('A week late');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toContainText('Saved.');
  await expect(page.getByRole('radio', { name: '3 out of 10' })).toBeChecked();
  await expect.poll(() => answers(customerId), { timeout: 30_000 }).toEqual([[3, 'A week late']]);
  // Opened again, it shows what was said and answers nothing.
  await page.reload();
  await expect(page.getByRole('textbox')).toHaveValue('A week late');
  await person.close();
});

test('without scripts a button answers', async ({ browser }) => {
  const { url, customerId } = await linkOf('Olga', 'Delivery: 7');
  const person = await someone(browser, { javaScriptEnabled: false });
  const page = await person.newPage();
  await page.goto(url);
  await expect(page.getByRole('heading', { name: 'How was the delivery?' })).toBeVisible();
  await expect(page.getByRole('radio', { name: '7 out of 10' })).toBeChecked();
  await page.getByRole('button', { name: 'Send answer' }).click();
  await expect(page.getByRole('heading', { name: 'Thank you' })).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toContainText('Saved.');
  await expect.poll(() => answers(customerId), { timeout: 30_000 }).toEqual([[7, null]]);
  await person.close();
});

test('a link of a test says so and records nothing', async ({ browser }) => {
  const { url } = await linkOf('Rita', 'Delivery: 1');
  const person = await someone(browser);
  const page = await person.newPage();
  await page.goto(`${new URL(url).origin}/a/test`);
  await expect(page.getByRole('heading', { name: 'This was a test' })).toBeVisible();
  await isAccessible(page);
  await person.close();
});
