import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { rest } from './rest.ts';
import { expect, test } from './test.ts';

const give = (name: string, text: string) => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(text),
});

test('a flow is exported, shown before it is imported, and opens as a draft', async ({ page }) => {
  test.setTimeout(120_000);
  const name = `Exported ${Date.now()}`;
  await rest('POST', '/templates/post-purchase/clone', { name });
  await page.goto(`/flows?search=${encodeURIComponent(name)}`);
  await page.getByRole('button', { name: `What to do with ${name}` }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Export as a file' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`${name.toLowerCase().replace(' ', '-')}.json`);
  const text = readFileSync(await download.path(), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ format: 'millrace-flow', version: 1, name });

  await page.goto('/flows');
  await page.getByRole('link', { name: 'Import a flow' }).click();
  await page.getByLabel('File of a flow').setInputFiles(give('notes.txt', 'not a flow'));
  await expect(page.getByText('This file cannot be imported as a flow: It is not JSON.')).toBeVisible();
  await page.getByLabel('File of a flow').setInputFiles(give(download.suggestedFilename(), text));
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue(`${name} (2)`);
  await expect(page.getByRole('group', { name: `Steps of ${name} (2)` })).toBeVisible();
  await expect(page.getByText('Not carried over')).toBeHidden();
  await page.getByRole('textbox', { name: 'Name' }).fill('');
  await expect(page.getByText('A flow needs a name.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Name' }).fill(`${name} again`);
  await page.getByRole('button', { name: 'Make a draft' }).click();
  await expect(page).toHaveURL(/\/flows\/[\da-f-]{36}$/);
  await expect(
    page
      .getByRole('textbox', { name: 'Name of the flow' })
      .or(page.getByText(`${name} again`))
      .first(),
  ).toBeVisible();
});

test('what a file names and the store lacks is listed before, and is a problem on the canvas', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const name = `Names ${Date.now()}`;
  const file = {
    format: 'millrace-flow',
    version: 1,
    name,
    named: [
      { key: 'ref:segment-1', thing: 'segment', name: 'People of another store' },
      { key: 'ref:list-1', thing: 'list', name: 'A list of another store' },
    ],
    graph: {
      schemaVersion: 2,
      subject: 'customer',
      nodes: [
        {
          id: 'trigger',
          kind: 'segment-trigger',
          config: { condition: { fact: 'customer.segments', operator: 'contains', value: 'ref:segment-1' } },
        },
        {
          id: 'list',
          kind: 'list-membership',
          name: 'Remember them',
          config: { do: 'put-on', list: { id: 'ref:list-1', name: 'A list of another store' } },
        },
      ],
      edges: [{ id: 'e', from: 'trigger', port: 'next', to: 'list' }],
    },
  };
  await page.goto('/flows/import');
  await page.getByLabel('File of a flow').setInputFiles(give('names.json', JSON.stringify(file)));
  await expect(page.getByText('To choose: 2')).toBeVisible();
  await expect(page.getByText('Segment or list “People of another store”')).toBeVisible();
  await expect(page.getByText('In 1 step: Remember them')).toBeVisible();
  await page.getByRole('button', { name: 'Make a draft' }).click();
  await expect(page).toHaveURL(/\/flows\/[\da-f-]{36}$/);
  await page.getByRole('button', { name: /problems?$/ }).click();
  await expect(page.getByRole('button', { name: 'Problem Choose the list.' })).toBeVisible();
});

test('the canvas exports what is on it', async ({ page }) => {
  const name = `On the canvas ${Date.now()}`;
  const { id } = await rest<{ id: string }>('POST', '/flows', { name });
  await page.goto(`/flows/${id}`);
  await page.getByRole('button', { name: 'More about this flow' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Export as a file' }).click(),
  ]);
  expect(JSON.parse(readFileSync(await download.path(), 'utf8'))).toMatchObject({ name });
});

const KLAVIYO = {
  data: {
    type: 'flow',
    id: 'F1',
    attributes: {
      name: 'Second thoughts',
      definition: {
        triggers: [{ type: 'metric', id: 'M1' }],
        entry_action_id: '1',
        actions: [
          { id: '1', type: 'time-delay', links: { next: '2' }, data: { unit: 'hours', value: 4 } },
          { id: '2', type: 'send-whatsapp', links: { next: '3' }, data: { message: { name: 'Last call' } } },
          {
            id: '3',
            type: 'send-sms',
            links: { next: null },
            data: { message: { body: "Hi {{ first_name|default:'there' }}" } },
          },
        ],
      },
    },
  },
  included: [{ type: 'metric', id: 'M1', attributes: { name: 'Viewed Product' } }],
};
const SHOPIFY = {
  __metadata: { version: 0.1 },
  root: {
    workflow_name: 'Tag large orders',
    steps: [
      {
        step_id: '1',
        task_type: 'TRIGGER',
        task_id: 'shopify::admin::order_created',
        config_field_values: [],
      },
      {
        step_id: '2',
        task_type: 'CONDITION',
        task_id: 'shopify::flow::condition',
        config_field_values: [{ config_field_id: 'condition', value: '(order.totalPrice > 500)' }],
      },
      {
        step_id: '3',
        task_type: 'ACTION',
        task_id: 'shopify::admin::add_order_tags',
        config_field_values: [{ config_field_id: 'tags', value: '["Large"]' }],
      },
    ],
    links: [
      { from_step_id: '1', from_port_id: 'output', to_step_id: '2', to_port_id: 'input' },
      { from_step_id: '2', from_port_id: 'true', to_step_id: '3', to_port_id: 'input' },
    ],
    patched_fields: [],
  },
};

test('flows of other systems come in with a list of what has no equal, which stays on the canvas', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await page.goto('/flows/import');
  await page.getByLabel('File of a flow').setInputFiles(give('klaviyo.json', JSON.stringify(KLAVIYO)));
  await expect(page.getByText('Not carried over: 1')).toBeVisible();
  await expect(page.getByText('Send WhatsApp “Last call”')).toBeVisible();
  await expect(page.getByText('WhatsApp messages cannot be sent here.')).toBeVisible();

  await page.getByRole('button', { name: 'Choose another file' }).click();
  const text = JSON.stringify(SHOPIFY);
  const checksum = createHash('sha256').update(text).digest('hex');
  await page.getByLabel('File of a flow').setInputFiles(give('large.flow', `${checksum}:${text}`));
  await expect(page.getByText('It asks: (order.totalPrice > 500). That cannot be read.')).toBeVisible();
  await page.getByRole('button', { name: 'Make a draft' }).click();
  await expect(page).toHaveURL(/\/flows\/[\da-f-]{36}$/);
  await expect(page.getByText('Not carried over from Shopify Flow')).toBeVisible();
});
