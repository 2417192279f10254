import type { Browser, BrowserContext, Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { rest, type Listed } from './rest.ts';
import { expect, test } from './test.ts';

test.describe.configure({ mode: 'serial' });

interface Policy {
  readonly address: string;
  readonly policy: { readonly on: boolean };
}
interface Return {
  readonly id: string;
  readonly number: string;
  readonly orderNumber: string | null;
  readonly answer: string;
  readonly step: string;
}

const stamp = Date.now();
const email = `vera.${stamp}@example.com`;
const number = String(stamp).slice(-8);
let address = '';
const mine = async () =>
  (await rest<Listed<Return>>('GET', '/returns?limit=100')).items.filter(
    (one) => one.orderNumber === `#${number}`,
  );

/** A customer with a phone and without scripts. */
const customer = (browser: Browser, more: object = {}): Promise<BrowserContext> =>
  browser.newContext({
    storageState: undefined,
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
    ...more,
  });

/** Axe needs scripts, so it looks at the same page in another context. */
async function isAccessible(browser: Browser, page: Page): Promise<void> {
  const html = await page.content();
  for (const colorScheme of ['light', 'dark'] as const) {
    const looking = await browser.newContext({
      storageState: undefined,
      viewport: { width: 390, height: 844 },
      colorScheme,
    });
    const copy = await looking.newPage();
    await copy.setContent(html);
    await expectAccessible(copy, colorScheme);
    const { scroll, width } = await copy.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      width: window.innerWidth,
    }));
    expect(scroll, 'no sideways scrolling').toBeLessThanOrEqual(width);
    await looking.close();
  }
}

test('the policy is stated in Settings, in own words', async ({ page }) => {
  await page.goto('/settings/returns');
  const open = page.getByRole('switch', { name: 'Customers can use it' });
  if (!(await open.isChecked())) await open.click();
  await expect(open).toBeChecked();
  await expect(page.getByText(/\/store\/[a-z0-9]{20}\/returns$/)).toBeVisible();
  await page.getByRole('button', { name: 'Add a reason' }).click();
  await page.getByRole('textbox', { name: 'Reason 8' }).fill('Too heavy for me');
  await page.getByRole('button', { name: 'Add what cannot be returned' }).click();
  await page.getByRole('combobox', { name: 'Which 3' }).fill('Underwear');
  await page.getByRole('option', { name: 'Underwear' }).click();
  await page.getByRole('textbox', { name: 'What customers read 3' }).fill('For hygiene we take none back.');
  await page.getByRole('textbox', { name: /^Returns within/ }).fill('40');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Saved. It applies to the next return.')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Reason 8' })).toHaveValue('Too heavy for me');
  ({ address } = await rest<Policy>('GET', '/return-policy'));
});

test('a customer returns something without scripts, and going back loses nothing', async ({ browser }) => {
  const at = new Date(stamp - 5 * 86_400_000).toISOString();
  await rest('POST', '/events', {
    id: `order-${stamp}`,
    type: 'order-placed',
    occurredAt: at,
    customer: { email, firstName: 'Vera' },
    properties: {
      orderId: `order-${stamp}`,
      number: `#${number}`,
      placedAt: at,
      currency: 'USD',
      total: '120.00',
      lines: [
        { productId: 'kettle', title: 'Enamel kettle', category: 'Kettles', quantity: 1, price: '60.00' },
        { productId: 'mug', title: 'Stoneware mug', category: 'Mugs', quantity: 2, price: '20.00' },
        { productId: 'socks', title: 'Wool pants', category: 'Underwear', quantity: 1, price: '20.00' },
      ],
    },
  });
  const person = await customer(browser);
  const page = await person.newPage();
  await page.goto(address);
  await isAccessible(browser, page);
  await page.getByLabel('Order number').fill(number);
  await page.getByLabel('E-mail address of the order').fill('somebody@example.com');
  await page.getByRole('button', { name: 'Find my order' }).click();
  await expect(page.getByRole('alert')).toContainText('We found no order');
  await expect(page.getByLabel('Order number')).toHaveValue(number);
  await isAccessible(browser, page);
  await page.getByLabel('E-mail address of the order').fill(email);
  await page.getByRole('button', { name: 'Find my order' }).click();

  await expect(page.getByRole('heading', { level: 1 })).toContainText(`#${number}`);
  expect(page.url()).not.toContain('vera');
  await expect(page.getByText('For hygiene we take none back.')).toBeVisible();
  await expect(page.getByRole('checkbox')).toHaveCount(1);
  await isAccessible(browser, page);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('Choose what you want to return.')).toBeVisible();
  await page.getByRole('checkbox', { name: 'Return this' }).check();
  await page.getByRole('combobox', { name: 'How many?' }).selectOption('2');
  await page.getByRole('button', { name: 'Continue' }).click();

  await expect(page.getByRole('heading', { name: 'Why do you return it?' })).toBeVisible();
  const [kettle, mug] = [
    page.getByRole('group', { name: 'Enamel kettle' }),
    page.getByRole('group', { name: 'Stoneware mug × 2' }),
  ];
  await kettle.getByRole('combobox').selectOption('Too heavy for me');
  await mug.getByRole('combobox').selectOption('Something else');
  await page.getByRole('radio', { name: 'Something else instead' }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(mug.getByText('Write a few words about it, for “Something else”.')).toBeVisible();
  await isAccessible(browser, page);
  await mug.getByRole('textbox', { name: 'Tell us more' }).fill('It wobbles');
  await page.getByRole('button', { name: 'Continue' }).click();

  await expect(page.getByText('This return is within our terms.')).toBeVisible();
  await isAccessible(browser, page);
  await page.goBack();
  await page.reload();
  await expect(mug.getByRole('textbox', { name: 'Tell us more' })).toHaveValue('It wobbles');
  await page.getByRole('link', { name: 'Change the items' }).click();
  await expect(page.getByRole('checkbox', { name: 'Return this' })).toBeChecked();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  expect(await mine()).toEqual([]);
  await page.getByRole('button', { name: 'Send the return' }).click();

  await expect(page.getByRole('heading', { name: 'Your return is accepted' })).toBeVisible();
  await isAccessible(browser, page);
  const made = await mine();
  expect(made).toMatchObject([{ answer: 'accepted', step: 'approved' }]);
  await expect(page.getByText(made[0]!.number)).toBeVisible();
  // The page before sends nothing again.
  await page.goBack();
  await page.goto(address);
  await page.getByLabel('Order number').fill(number);
  await page.getByLabel('E-mail address of the order').fill(email);
  await page.getByRole('button', { name: 'Find my order' }).click();
  await expect(page.getByText('Nothing of this order can be returned.')).toBeVisible();
  await page.getByRole('link', { name: made[0]!.number }).click();
  await expect(page.getByRole('heading', { name: 'Your return is accepted' })).toBeVisible();
  expect(await mine()).toHaveLength(1);
  await person.close();
});

test('the team sees it, says how far it is, and the customer reads it', async ({ page, browser }) => {
  const [made] = await mine();
  await page.goto('/returns');
  await page.getByRole('row').filter({ hasText: made!.number }).click();
  const sheet = page.getByRole('dialog', { name: `Return ${made!.number}` });
  await expect(sheet.getByText('It wobbles')).toBeVisible();
  await sheet.getByRole('button', { name: 'Arrived' }).click();
  await sheet.getByRole('button', { name: 'Arrived' }).click();
  await expect(page.getByText(`${made!.number}: arrived.`)).toBeVisible();
  await expect.poll(async () => (await mine())[0]?.step).toBe('received');
  await sheet.getByRole('button', { name: 'Refuse' }).click();
  await sheet.getByRole('textbox', { name: /^What the customer reads/ }).fill('The mug came back in pieces.');
  await sheet.getByRole('button', { name: 'Refuse' }).click();
  await expect(sheet.getByRole('button', { name: 'Refuse' })).toBeHidden();

  const person = await customer(browser, { colorScheme: 'dark' });
  const theirs = await person.newPage();
  await theirs.goto(address);
  await theirs.getByLabel('Order number').fill(number);
  await theirs.getByLabel('E-mail address of the order').fill(email);
  await theirs.getByRole('button', { name: 'Find my order' }).click();
  await theirs.getByRole('link', { name: made!.number }).click();
  await expect(theirs.getByText('The mug came back in pieces.')).toBeVisible();
  await person.close();
});
