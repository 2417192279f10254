import type { Page } from '@playwright/test';
import { rest, type FlowAnswer, type Listed } from './rest.ts';
import { expect, test } from './test.ts';

test.describe.configure({ mode: 'serial' });

interface Work {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly answer: string | null;
  readonly comment: string | null;
  readonly answeredBy: string | null;
  readonly enrolmentId: string;
}
interface Enrolment {
  readonly trace: readonly {
    readonly node: string | null;
    readonly what: string;
    readonly port: string | null;
  }[];
}

const work = async (state = 'open') => (await rest<Listed<Work>>('GET', `/work?state=${state}`)).items;
const about = async (name: string, state = 'open') =>
  (await work(state)).find(({ title }) => title.includes(name));
const list = (page: Page) => page.getByRole('list', { name: 'Work' });
const sheet = (page: Page) => page.getByRole('region', { name: 'Open work' });
const portOf = async ({ enrolmentId }: Work) =>
  (await rest<Enrolment>('GET', `/enrolments/${enrolmentId}`)).trace.find(
    ({ node, what }) => node === 'ask' && what === 'went',
  )?.port;

let count = 0;
async function askFor(name: string): Promise<void> {
  await rest('POST', '/events', {
    id: `refund-${(count += 1)}-${name}`,
    type: 'asked-refund',
    customer: { email: `${name.toLowerCase()}@example.com`, firstName: name, lastName: 'Example' },
    properties: { amount: '$412.00', why: 'Arrived broken' },
  });
  await expect.poll(async () => (await about(name))?.title, { timeout: 30_000 }).toBeDefined();
}

test('says what belongs there while nothing was asked yet', async ({ page }) => {
  await page.goto('/work');
  await expect(page.getByText('What your flows ask people appears here')).toBeVisible();
});

test('an approval stands there with its reason, its facts, the risk and its deadline', async ({ page }) => {
  const ports = ['approved', 'sent-back', 'nobody'];
  const flow = await rest<FlowAnswer>('POST', '/flows', {
    name: 'Large refunds',
    graph: {
      schemaVersion: 2,
      subject: 'customer',
      settings: { holdout: 0 },
      nodes: [
        { id: 't', kind: 'event-trigger', config: { event: 'asked-refund' } },
        {
          id: 'ask',
          kind: 'approval',
          config: {
            title: 'Give {{ customer.firstName }} {{ event.properties.amount }} back?',
            facts: [{ label: 'Why', value: '{{ event.properties.why }}' }],
            risk: 'Money that is given back twice is rarely returned.',
          },
        },
        ...ports.map((id) => ({ id, kind: 'end', config: {} })),
      ],
      edges: [
        { id: 'in', from: 't', port: 'next', to: 'ask' },
        ...ports.map((id) => ({ id: `out-${id}`, from: 'ask', port: id, to: id })),
      ],
    },
  });
  await rest('POST', `/flows/${flow.id}/publish`, {});
  for (const name of ['Maya', 'Noor', 'Pia', 'Tom', 'Ida', 'Zoe']) await askFor(name);
  await page.goto('/');
  await page.getByRole('link', { name: /^6 things wait for your answer\./ }).click();
  await expect(page.getByRole('link', { name: 'Work, 6 wait for you' })).toBeVisible();
  await list(page).getByRole('link', { name: /Maya/ }).click();
  await expect(page).toHaveURL(/\/work\/[0-9a-f-]{36}/);
  const open = sheet(page);
  await expect(open.getByRole('heading', { level: 2 })).toHaveText('Give Maya $412.00 back?');
  await expect(open).toContainText('“Large refunds” waits for a yes before it goes on.');
  await expect(open).toContainText('Arrived broken');
  await expect(open).toContainText('Money that is given back twice is rarely returned.');
  await expect(open).toContainText(/in 2[34] hours/);
  await expect(open.getByRole('link', { name: 'Maya Example' })).toHaveAttribute('href', /\/customers\//);
});

test('it is approved with the keyboard, and the flow goes on', async ({ page }) => {
  const item = (await about('Maya'))!;
  await page.goto(`/work/${item.id}`);
  await expect(sheet(page).getByRole('button', { name: 'Approve' })).toBeVisible();
  await expect(list(page).getByRole('link', { name: /Maya/ })).toBeVisible();
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: /^Approve: “Give Maya/ });
  await expect(dialog.getByRole('button', { name: 'Approve' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(sheet(page).getByRole('region', { name: 'Answer' })).toContainText('Approved');
  await expect.poll(() => portOf(item), { timeout: 30_000 }).toBe('approved');
  expect(await about('Maya', 'closed')).toMatchObject({ state: 'answered', answer: 'approved' });
  await page.keyboard.press('j');
  await expect(sheet(page).getByRole('heading', { level: 2 })).not.toContainText('Maya');
});

test('it is sent back with a comment, which is asked for', async ({ page }) => {
  const item = (await about('Noor'))!;
  await page.goto(`/work/${item.id}`);
  await sheet(page).getByRole('button', { name: 'Send back' }).click();
  await expect(page.getByText('Say what has to change.')).toBeVisible();
  await page.keyboard.type('Half of it is enough.');
  await sheet(page).getByRole('button', { name: 'Send back' }).click();
  await expect(sheet(page).getByRole('region', { name: 'History' })).toContainText('Half of it is enough.');
  await expect.poll(() => portOf(item), { timeout: 30_000 }).toBe('sent-back');
});

test('whoever is second is told who was first, and sees their answer', async ({ page }) => {
  const item = (await about('Pia'))!;
  await page.goto(`/work/${item.id}`);
  await page.route('**/work.answer**', async (route) => {
    await rest('POST', `/work/${item.id}/answer`, { answer: 'sent-back', comment: 'Not this one.' });
    await route.continue();
  });
  await sheet(page).getByRole('button', { name: 'Approve' }).click();
  await expect(sheet(page).getByRole('region', { name: 'Answer' })).toContainText('Sent back');
  await expect(sheet(page)).toContainText('Not this one.');
  await expect(page.getByText(/answered “Sent back”/)).toBeVisible();
  expect((await about('Pia', 'closed'))?.answer).toBe('sent-back');
});

test('several are approved together, after a question with their number', async ({ page }) => {
  await page.goto('/work');
  for (const name of ['Tom', 'Ida'])
    await page.getByRole('checkbox', { name: new RegExp(`Select Give ${name}`) }).click();
  const bar = page.getByRole('region', { name: 'Selected work' });
  await expect(bar).toContainText('2 approvals selected');
  await bar.getByRole('button', { name: 'Approve (2)' }).click();
  await page
    .getByRole('dialog', { name: 'Approve: 2 approvals?' })
    .getByRole('button', { name: 'Approve (2)' })
    .click();
  await expect(page.getByText('Approved: 2 approvals.')).toBeVisible();
  await expect(list(page).getByRole('link', { name: /Tom|Ida/ })).toHaveCount(0);
  expect((await work('closed')).filter(({ answer }) => answer === 'approved')).toHaveLength(3);
  // The filter is in the address.
  await page.goto('/work?state=closed&whose=all');
  await expect(list(page).getByRole('link')).toHaveCount(5);
});

test('it is given to somebody else, and answered on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/work');
  await list(page).getByRole('link', { name: /Zoe/ }).click();
  await sheet(page).getByRole('combobox', { name: 'Give it to' }).click();
  await page.getByRole('option', { name: 'The owners' }).click();
  await expect(sheet(page).getByRole('region', { name: 'History' })).toContainText('Gave it to the owners');
  await sheet(page).getByRole('button', { name: 'Approve' }).click();
  await expect(sheet(page).getByRole('region', { name: 'Answer' })).toContainText('Approved');
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  await page.getByRole('link', { name: 'All work' }).click();
  await expect(page.getByText('What your flows ask people appears here')).toBeVisible();
});

test('a text is changed before it is agreed to, with the keyboard too, and the task that follows has it as it was agreed to', async ({
  page,
}) => {
  const ports = ['done', 'refused', 'failed', 'unknown', 'sent-back', 'nobody'];
  const flow = await rest<FlowAnswer>('POST', '/flows', {
    name: 'Answers to reviews',
    graph: {
      schemaVersion: 2,
      subject: 'customer',
      settings: { holdout: 0 },
      nodes: [
        { id: 't', kind: 'event-trigger', config: { event: 'praised' } },
        {
          id: 'ask',
          kind: 'review-answer',
          config: { text: 'Thank you, {{ customer.firstName }}.', ifUnable: 'person' },
        },
        ...ports.map((id) => ({ id, kind: 'end', config: {} })),
      ],
      edges: [
        { id: 'in', from: 't', port: 'next', to: 'ask' },
        ...ports.map((id) => ({ id: `out-${id}`, from: 'ask', port: id, to: id })),
      ],
    },
  });
  await rest('POST', `/flows/${flow.id}/publish`, {});
  await rest('POST', '/events', {
    id: 'praise',
    type: 'praised',
    customer: { email: 'lena@example.com', firstName: 'Lena' },
  });
  const named = async (title: string) => (await work()).find((item) => item.title === title);
  await expect.poll(() => named('Read the answer to a review'), { timeout: 30_000 }).toBeDefined();
  const item = (await named('Read the answer to a review'))!;
  await page.goto(`/work/${item.id}`);
  const text = sheet(page).getByRole('textbox', { name: 'Answer' });
  await expect(text).toHaveValue('Thank you, Lena.');
  await text.fill('');
  await expect(sheet(page).getByText('Answer cannot be empty.')).toBeVisible();
  await sheet(page).getByRole('button', { name: 'Back to the draft' }).click();
  await expect(text).toHaveValue('Thank you, Lena.');
  await text.fill('Thank you, Lena. Come again!');
  await sheet(page).getByRole('heading', { level: 2 }).click();
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: /^Approve/ });
  await expect(dialog).toContainText('With the texts as you changed them.');
  await page.keyboard.press('Enter');
  await expect(sheet(page).getByRole('region', { name: 'Answer', exact: true }).last()).toContainText(
    'Approved',
  );
  await expect.poll(() => named('Answer a review'), { timeout: 30_000 }).toBeDefined();
  await page.goto(`/work/${(await named('Answer a review'))!.id}`);
  await expect(sheet(page).getByText('Thank you, Lena. Come again!')).toBeVisible();
  await sheet(page).getByRole('button', { name: 'Mark as done' }).click();
  await expect.poll(() => portOf(item), { timeout: 30_000 }).toBe('done');
});
