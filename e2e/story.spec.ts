import type { Page } from '@playwright/test';
import { product } from './product.ts';
import { rest, type FlowAnswer, type Listed, type MessageAnswer } from './rest.ts';
import { expect, test } from './test.ts';

test.describe.configure({ mode: 'serial' });

let flow = '';
const step = (page: Page, name: RegExp) =>
  page.locator('[data-step]').and(page.getByRole('button', { name }));

test.describe('before signing in', () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  test('the owner signs in and finds the demo shop alive on Home', async ({ page }) => {
    await page.goto('/');
    await page.getByRole('textbox', { name: 'E-mail' }).fill(product.email());
    await page.getByRole('textbox', { name: 'Password' }).fill(product.password());
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
    await expect(page.getByText('You are watching a demo shop.')).toBeVisible();
    // The shop opens as soon as its people are known. Then carts and orders come without further action.
    const stream = page.locator('#stream');
    await expect(stream.getByRole('listitem').first()).toBeVisible({ timeout: 90_000 });
  });
});

test('a template is opened in the gallery and used for a draft', async ({ page }) => {
  await page.goto('/gallery');
  await page.getByRole('button', { name: 'Preview Abandoned cart, AI' }).click();
  const look = page.getByRole('dialog', { name: 'Abandoned cart, AI' });
  const message = look.locator('iframe');
  await expect(message).toBeVisible();
  await expect(message.contentFrame().locator('body')).toContainText(/cart/i);
  await look.getByRole('button', { name: 'Use this flow' }).click();
  await page.waitForURL(/\/flows\/[0-9a-f-]{36}\?panel=adapt$/);
  flow = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const yours = page.getByRole('complementary', { name: 'Make it yours' });
  await expect(yours.getByRole('listitem').filter({ hasText: 'large one' })).toContainText('Kind of shopper');
  await yours.getByRole('button', { name: /The offers that may be made/ }).click();
  await expect(page.getByRole('complementary', { name: /^Settings of/ })).toBeVisible();
  await page.getByRole('button', { name: 'Make it yours: 0 of 4' }).click();
  await yours.getByRole('button', { name: 'Close' }).click();
  await expect(yours).toBeHidden();
  await expect(step(page, /^Kind of shopper/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'No problems' })).toBeVisible();
});

test('a step is dragged in, another is added by keyboard, and both are set up in the panel', async ({
  page,
}) => {
  await page.goto(`/flows/${flow}`);
  const plus = page.getByRole('button', { name: 'Put a step after E-mail: help at the checkout' });
  await page.getByRole('button', { name: 'Send text message' }).hover();
  await page.mouse.down();
  const spot = (await plus.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(spot.x + spot.width / 2, spot.y + spot.height / 2, { steps: 12 });
  await page.mouse.up();

  // It is on the line, connected on both sides, and shows what it still needs.
  const panel = page.getByRole('complementary', { name: /^Settings of / });
  await expect(panel).toBeVisible();
  await expect(page.getByRole('button', { name: '1 to do', exact: true })).toBeVisible();
  await panel.getByRole('button', { name: 'Write the text message' }).click();
  const writing = page.getByRole('dialog', { name: 'Send text message' });
  await writing.getByRole('textbox').first().fill('Your cart is saved. Reply if we can help.');
  await expect(writing.getByText('Your cart is saved. Reply if we can help.').last()).toBeVisible();
  await writing.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('button', { name: 'No problems' })).toBeVisible();

  await step(page, /^Send text message/).focus();
  await page.keyboard.press('a');
  await page.keyboard.type('wait');
  await page.keyboard.press('Enter');
  const length = page.getByRole('textbox', { name: 'Wait for' });
  await expect(length).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('2');
  await page.keyboard.press('Escape');
  await expect(step(page, /^Wait\. Wait for 2 hours/)).toBeFocused();

  await page.getByRole('button', { name: /^Undo/ }).click();
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(step(page, /^Wait\. Wait for 2 hours/)).toHaveCount(0);
  await page.getByRole('button', { name: /^Redo/ }).click();
  await page.getByRole('button', { name: /^Redo/ }).click();
  await expect(step(page, /^Wait\. Wait for 2 hours/)).toBeVisible();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  const { graph } = await rest<FlowAnswer>('GET', `/flows/${flow}`);
  expect(graph.nodes.filter((node) => node.kind === 'send-sms')).toHaveLength(3);
});

test('the flow is published, and people appear in it', async ({ page }) => {
  await page.goto(`/flows/${flow}`);
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish flow' }).click();
  await expect(page.getByText('Version 1 is live.')).toBeVisible();
  await page.getByRole('radio', { name: 'Watch' }).click();
  const card = (name: RegExp) => page.locator('.react-flow__node').filter({ has: step(page, name) });
  await expect(card(/^Abandoned cart/).getByText(/came here/)).toBeVisible({ timeout: 90_000 });
  await expect(card(/^Kind of shopper/).getByText(/came here/)).toBeVisible();
});

test('messages to the demo shop can be read in the message log on phone and desktop', async ({ page }) => {
  // A wait of an hour takes a minute. People in their quiet hours get their message in the morning.
  test.setTimeout(240_000);
  const sent = async () =>
    (await rest<Listed<MessageAnswer>>('GET', `/messages?flow=${flow}&status=sent&channel=email`)).items;
  await expect
    .poll(async () => (await sent()).length, { timeout: 200_000, intervals: [2_000] })
    .toBeGreaterThan(0);
  await page.goto(`/messages?flow=${flow}&status=sent&channel=email`);
  await page.getByRole('list', { name: 'Messages' }).getByRole('link').first().click();
  const message = page.getByRole('region', { name: 'Message' });
  const body = message.locator('iframe').contentFrame().locator('body');
  await expect(body).toContainText(/cart/i);
  const phone = await message.locator('iframe').boundingBox();
  await message.getByRole('tab', { name: 'Desktop' }).click();
  await expect(body).toContainText(/cart/i);
  await expect
    .poll(async () => (await message.locator('iframe').boundingBox())?.width ?? 0)
    .toBeGreaterThan(phone?.width ?? 0);
});

test('a customer’s timeline shows what was decided and why', async ({ page }) => {
  const [message] = (await rest<Listed<MessageAnswer>>('GET', `/messages?flow=${flow}&status=sent`)).items;
  await page.goto(`/customers/${message?.customerId}`);
  const story = page.getByRole('region', { name: 'What happened' });
  await story.getByRole('button', { name: 'Show why' }).first().click();
  await expect(story.getByRole('table', { name: 'Options' }).first().getByText('Chosen')).toBeVisible();
  await expect(story.getByText(/Abandoned cart/i).first()).toBeVisible();
});

test('the results count people and say that it is too early to tell', async ({ page }) => {
  await page.goto(`/flows/${flow}/results`);
  await expect(page.getByText(/^It is too early to tell what this flow caused/).first()).toBeVisible();
  const totals = page.getByRole('region', { name: 'Totals' });
  await expect(totals.getByText(/^[1-9][\d,]*$/).first()).toBeVisible();
  for (const figure of ['Contribution margin per person', 'Messages delivered', 'Cost of messages'])
    await expect(page.getByRole('rowheader', { name: figure })).toBeVisible();
  await page.getByRole('link', { name: 'Change it in the flow’s settings' }).click();
  await expect(page.getByRole('complementary', { name: 'Flow settings' })).toBeVisible();
});

test('resuming asks a question only when people are overdue, and stopping ends the flow', async ({
  page,
}) => {
  await page.goto(`/flows/${flow}`);
  const more = page.getByRole('button', { name: 'More about this flow' });
  await more.click();
  await page.getByRole('menuitem', { name: /^Pause/ }).click();
  await expect(page.getByText('Paused. People stay where they are and nothing is sent.')).toBeVisible();
  expect((await rest<FlowAnswer>('GET', `/flows/${flow}`)).state).toBe('paused');
  await more.click();
  await page.getByRole('menuitem', { name: /^Resume/ }).click();
  const question = page.getByRole('dialog', { name: 'Resume the flow' });
  // The shop's time runs fast: in these seconds people may have become overdue, or arrived, or neither.
  await expect(question.getByText(/should have gone on|simply goes on|came meanwhile/)).toBeVisible();
  const late = await question.getByText('should have gone on').isVisible();
  const came = await question.getByText('came meanwhile').isVisible();
  await expect(question.getByRole('radiogroup')).toHaveCount(Number(late) + Number(came));
  if (late) await question.getByText('Let them go on now').click();
  await question.getByRole('button', { name: 'Resume', exact: true }).click();
  await expect(page.getByText('The flow runs again.')).toBeVisible();
  await more.click();
  await page.getByRole('menuitem', { name: /^Stop/ }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: /^Stop/ }).click();
  await expect(page.getByText('The flow is stopped.')).toBeVisible();
  expect((await rest<FlowAnswer>('GET', `/flows/${flow}`)).state).toBe('stopped');
});

test('a stopped flow says so and offers to start again, with nobody in it to ask about', async ({ page }) => {
  await page.goto(`/flows/${flow}`);
  await expect(page.getByText('Stopped: nobody enters and nothing is sent.')).toBeVisible();
  await page.getByRole('button', { name: 'Start again' }).click();
  const question = page.getByRole('dialog', { name: 'Start this flow again' });
  await expect(question.getByRole('radiogroup')).toHaveCount(0);
  await question.getByRole('button', { name: 'Start again' }).click();
  await expect(page.getByText('Version 2 is live. The flow runs again.')).toBeVisible();
  expect((await rest<FlowAnswer>('GET', `/flows/${flow}`)).state).toBe('live');
  // Stopped, so that it does not share people with later tests.
  await rest('POST', `/flows/${flow}/stop`);
});
