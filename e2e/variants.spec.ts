import { fakeModel, saying, type FakeModel } from '@millrace/services/testing/fake-model';
import { editor } from './editor.ts';
import { picture } from './picture.ts';
import { rest, type FlowAnswer, type Listed } from './rest.ts';
import { settled } from './screens.ts';
import { expect, test } from './test.ts';

test.describe.configure({ mode: 'serial' });

const SUBJECT = 'Your cart at North Mill';
let model: FakeModel;
let flow: FlowAnswer;
test.beforeAll(async () => {
  model = await fakeModel();
  flow = await rest<FlowAnswer>('POST', '/flows', { name: 'Variants', graph: GRAPH });
});
test.afterAll(() => model.close());

const GRAPH = {
  schemaVersion: 2,
  subject: 'cart',
  nodes: [
    {
      id: 'start',
      kind: 'event-trigger',
      config: { events: ['cart-abandoned'], key: 'cart', exits: [] },
    },
    {
      id: 'mail',
      kind: 'send-email',
      config: {
        content: {
          subject: SUBJECT,
          preheader: 'Take 10% off until Sunday.',
          blocks: [
            { id: 'a', type: 'text', text: 'Your {{ cart.firstTitle | default: "cart" }} is still here.' },
            { id: 'b', type: 'footer' },
          ],
        },
      },
    },
    { id: 'end', kind: 'end' },
  ],
  edges: [
    { id: '1', from: 'start', port: 'next', to: 'mail' },
    { id: '2', from: 'mail', port: 'next', to: 'end' },
  ],
  settings: {},
};

test('the rules of the brand are written once, and advise on messages from then on', async ({ page }) => {
  await page.goto('/settings/brand');
  await page.getByRole('textbox', { name: 'How you sound' }).fill('Calm and plain. We say you.');
  await page.getByRole('textbox', { name: 'Forbidden phrases' }).fill('cheap*\n');
  await page.getByRole('textbox', { name: 'Approved claims' }).fill('Made to last, guaranteed');
  await page.getByRole('checkbox', { name: 'Cosmetics' }).click();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText(/^Saved by /)).toBeVisible();
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Forbidden phrases' })).toHaveValue('cheap*');
  await expect(page.getByRole('checkbox', { name: 'Cosmetics' })).toBeChecked();
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await picture(page, `brand-${theme}`, { fullPage: true });
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await picture(page, 'brand-phone', { fullPage: true });
});

test('without a model variants come from patterns, and it says where a model is connected', async ({
  page,
}) => {
  await page.goto(`/flows/${flow.id}`);
  await settled(page);
  await page.locator('[data-step="mail"]').click();
  await editor(page).button('Propose variants').click();
  const dialog = page.getByRole('dialog', { name: /^Variants of/ });
  await expect(dialog.getByRole('link', { name: 'Connect a model' })).toBeVisible();
  await expect(dialog.getByText('No variants yet')).toBeVisible();
  await dialog.getByRole('button', { name: 'Propose variants' }).click();
  await expect(dialog.getByRole('listitem', { name: /^Variant: / })).toHaveCount(3);
  for (const left of [2, 1, 0]) {
    await dialog
      .getByRole('button', { name: /^Drop the variant/ })
      .first()
      .click();
    await expect(dialog.getByRole('listitem', { name: /^Variant: / })).toHaveCount(left);
  }
  await expect(dialog.getByText('No variants yet')).toBeVisible();
});

test('a connected model proposes, the guard looks, a person edits and approves, and the flow tests them', async ({
  page,
}) => {
  await page.goto('/settings/connections');
  await page
    .getByRole('button', { name: /OpenAI-compatible model/ })
    .first()
    .click();
  const connect = page.getByRole('dialog');
  await connect.getByRole('textbox', { name: 'Address' }).fill(model.address);
  await connect.getByRole('textbox', { name: 'Model', exact: true }).fill('fake');
  await connect.getByLabel('API key').fill(model.key);
  await connect.getByRole('button', { name: /^Connect OpenAI/ }).click();
  await expect(connect).toHaveCount(0);

  model.say(
    {
      variants: [
        saying({ subject: 'Still thinking about {{ cart.firstTitle | default: "your cart" }}?' }),
        saying({ subject: 'Hurry, the cheapest cart' }, 'Urgent'),
      ],
    },
    { variants: [saying({ subject: 'Only 3 left' }, 'Urgent')] },
  );
  await page.goto(`/flows/${flow.id}`);
  await settled(page);
  await page.locator('[data-step="mail"]').click();
  await editor(page).button('Propose variants').click();
  const dialog = page.getByRole('dialog', { name: /^Variants of/ });
  await expect(dialog.getByRole('textbox', { name: 'Facts they may state' })).toHaveValue(
    'Take 10% off until Sunday.',
  );
  await dialog.getByRole('combobox', { name: 'How many' }).click();
  await page.getByRole('option', { name: '2' }).click();
  await dialog.getByRole('button', { name: 'Propose variants' }).click();
  await expect(dialog.getByText('1 new variant.')).toBeVisible();
  await dialog.getByText('1 variant left out by the claims guard').click();
  await expect(dialog.getByText(/“Only 3 left”/)).toBeVisible();
  expect(model.faults).toEqual([]);

  const variant = dialog.getByRole('listitem', { name: 'Variant: Question' });
  await expect(variant).toContainText('fake-2026');
  await variant.getByRole('button', { name: 'Edit' }).click();
  await variant.getByRole('textbox', { name: 'The subject' }).fill('The cheapest cart');
  await variant.getByRole('button', { name: 'Save' }).click();
  await expect(variant.getByRole('list', { name: 'What the claims guard finds' })).toContainText(
    'Your brand forbids it.',
  );
  await expect(variant.getByRole('button', { name: 'Approve' })).toBeDisabled();
  await variant.getByRole('button', { name: 'Edit' }).click();
  await variant.getByRole('textbox', { name: 'The subject' }).fill('Shall we keep your cart?');
  await variant.getByRole('button', { name: 'Save' }).click();
  await variant.getByRole('button', { name: 'Approve' }).click();
  await expect(variant).toContainText('Question, approved');
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await picture(page, `variants-${theme}`);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await picture(page, 'variants-phone');
  await page.setViewportSize({ width: 1_280, height: 800 });

  await dialog.getByRole('button', { name: 'Test 1 variant' }).click();
  await expect(dialog).toHaveCount(0);
  await editor(page).says('Test As it is / Question');
  await picture(page, 'variants-test');
  await expect
    .poll(async () => {
      const { graph } = await rest<FlowAnswer>('GET', `/flows/${flow.id}`);
      return graph.nodes
        .flatMap(({ config }) => (config['content'] as { subject?: string } | undefined)?.subject ?? [])
        .toSorted();
    })
    .toEqual(['Shall we keep your cart?', SUBJECT].toSorted());
  const { items } = await rest<Listed<{ action: string; summary: string }>>('GET', '/audit?limit=20');
  expect(items.find(({ action }) => action === 'variants-used')?.summary).toBe(
    'Put 1 variant of a message into a test in Variants',
  );
  await editor(page).undo();
  await expect(page.locator('[data-step]')).toHaveCount(3);
});

test('the model tells a report in words, and what is no figure of the report is not shown', async ({
  page,
}) => {
  await page.goto('/reports?period=week');
  const part = page.getByRole('region', { name: 'What stands out' });
  const plain = await part.getByRole('paragraph').first().textContent();
  model.say({ sentences: ['Revenue was $123,456,789.12.'] });
  await part.getByRole('button', { name: 'Write it with a language model' }).click();
  await expect(part.getByRole('status')).toContainText('not what the report says, twice');
  await expect(part).toContainText(plain!);

  model.say({ sentences: ['The store was open all week.', 'Orders came in.'] });
  await part.getByRole('button', { name: 'Write it with a language model' }).click();
  await expect(part).toContainText('The store was open all week.');
  await expect(part).toContainText('Written by fake-2026, ');
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await picture(page, `report-in-words-${theme}`);
  }
  await part.getByRole('button', { name: 'Show the plain summary' }).click();
  await expect(part).toContainText(plain!);
  expect(model.faults).toEqual([]);
});
