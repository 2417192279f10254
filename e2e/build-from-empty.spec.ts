import type { Page } from '@playwright/test';
import { Hand } from './hand.ts';
import { rest, type FlowAnswer } from './rest.ts';
import { expect, test } from './test.ts';

/** So many it took before, with two dead ends. */
const ONCE = 119;

const card = (page: Page, name: RegExp) => page.locator('[data-step]').and(page.getByRole('button', { name }));
const panel = (page: Page) => page.getByRole('complementary', { name: /^Settings of / });

test('“Abandoned cart, AI” is built from an empty canvas and published, without help and without a dead end', async ({ page }) => {
  test.setTimeout(300_000);
  const hand = new Hand(page);
  const settings = panel(page);
  const palette = page.getByRole('complementary', { name: 'Steps to add' });
  const add = (kind: string) => hand.press(palette.getByRole('button', { name: kind, exact: true }));
  const addAt = async (place: RegExp, kind: string) => {
    await hand.press(page.getByRole('button', { name: place }));
    await hand.type(kind);
    await hand.key('Enter');
    await expect(page.getByRole('dialog')).toBeHidden();
  };
  const choose = async (field: string, option: RegExp) => {
    await hand.press(settings.getByRole('combobox', { name: field, exact: true }));
    await hand.press(page.getByRole('option', { name: option }));
  };
  const event = async (name: string) => {
    await hand.write(settings.getByRole('combobox', { name: 'Event', exact: true }), name);
    await hand.key('Enter');
  };
  const lasts = async (field: string, amount: string, unit?: RegExp) => {
    await hand.write(settings.getByRole('textbox', { name: field }), amount);
    if (unit) await choose('Unit of time', unit);
  };
  const mail = async (subject: string, body: string) => {
    await hand.press(settings.getByRole('button', { name: 'Write the e-mail' }));
    const writing = page.getByRole('dialog');
    await hand.write(writing.getByRole('textbox', { name: 'Subject' }), subject);
    await hand.write(writing.getByRole('textbox', { name: 'Text', exact: true }), body);
    await hand.press(writing.getByRole('button', { name: 'Done' }));
    await expect(writing).toBeHidden();
  };
  const text = async (words: string) => {
    await hand.press(settings.getByRole('button', { name: 'Write the text message' }));
    const writing = page.getByRole('dialog');
    await hand.write(writing.getByRole('textbox').first(), words);
    await hand.press(writing.getByRole('button', { name: 'Done' }));
    await expect(writing).toBeHidden();
  };

  await page.goto('/flows');
  await hand.press(page.getByRole('button', { name: 'New flow' }));
  await page.waitForURL(/\/flows\/[0-9a-f-]{36}/);

  // Who comes in, and what ends it.
  await hand.press(card(page, /^Event/));
  await event('left a cart');
  await choose('Once at a time for each', /^Cart/);
  await hand.press(settings.getByText('Once for each cart or order'));
  await hand.press(settings.getByRole('button', { name: 'Something that ends it' }));
  await add('Decide: kind of shopper');
  await hand.write(settings.getByRole('textbox', { name: 'Carts of high value, from' }), '200');

  console.log('start', hand.actions);
  await page.screenshot({ path: process.env['SHOT'] + '1.png' });
  // The first way whole.
  await addAt(/^Add a step after Decide: kind of shopper, for “Full-price/, 'wait');
  await lasts('Wait for', '30', /^minutes/);
  await add('Send e-mail');
  await mail('{{ customer.firstName }}, your cart is here', 'Everything you chose is still in your cart.');
  console.log('first', hand.actions);
  await page.screenshot({ path: process.env['SHOT'] + '2.png' });
});
