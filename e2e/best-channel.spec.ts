import { editor } from './editor.ts';
import { picture } from './picture.ts';
import { rest, type FlowAnswer, type Listed } from './rest.ts';
import { settled } from './screens.ts';
import { expect, test } from './test.ts';

/** People who may be reached by e-mail, by text, by both and by neither. */
const PEOPLE = [
  { name: 'Mailena', channels: ['email'] },
  { name: 'Textor', channels: ['sms'] },
  { name: 'Nonia', channels: [] },
] as const;

async function ask(again = ''): Promise<void> {
  const events = PEOPLE.map(({ name, channels }, index) => ({
    id: `channel-${name}${again}`,
    type: 'asked-for-channel',
    occurredAt: new Date().toISOString(),
    customer: {
      email: `${name.toLowerCase()}@example.com`,
      firstName: name,
      country: 'DE',
      zone: 'UTC',
      ...(channels.some((id) => id === 'sms') ? { phone: `+491511234560${index}` } : {}),
      consent: Object.fromEntries(channels.map((id) => [id, { state: 'subscribed', optIn: 'double' }])),
    },
    properties: {},
  }));
  expect(await rest('POST', '/events', events)).toMatchObject({ refused: [] });
}

test('a message is sent by the best channel with one press, published, and people go down the branches they can be reached by', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await ask();
  const { id } = await rest<FlowAnswer>('POST', '/flows', {
    name: 'By their channel',
    graph: {
      schemaVersion: 2,
      subject: 'customer',
      nodes: [
        { id: 'start', kind: 'event-trigger', config: { events: ['asked-for-channel'] } },
        {
          id: 'mail',
          kind: 'send-email',
          config: {
            content: {
              subject: 'Your cart is saved',
              blocks: [
                { type: 'text', text: 'Everything is still here. Have a look when it suits you.' },
                { type: 'button', label: 'Back', link: 'https://shop.example/cart' },
              ],
            },
          },
        },
        { id: 'end', kind: 'end', config: {} },
      ],
      edges: [
        { id: 'a', from: 'start', port: 'next', to: 'mail' },
        { id: 'b', from: 'mail', port: 'next', to: 'end' },
      ],
      settings: { holdout: 0 },
    },
  });
  const graph = async () => (await rest<FlowAnswer>('GET', `/flows/${id}`)).graph;
  const kinds = async () => (await graph()).nodes.map(({ kind }) => kind).sort();
  const cards = page.locator('[data-step]');

  await test.step('one press adds the decision and a step for each other channel; one undo takes them away', async () => {
    await page.goto(`/flows/${id}`);
    await cards.filter({ hasText: 'Your cart is saved' }).first().click();
    const { settings, button, undo, redo } = editor(page);
    await expect(settings).toContainText('Send e-mail');
    await button('Send by the best channel').click();
    await expect(settings).toContainText('Decide: channel');
    await expect(cards).toHaveCount(6);
    await undo();
    await expect(cards).toHaveCount(3);
    await redo();
    await expect(cards).toHaveCount(6);
    await expect
      .poll(kinds)
      .toEqual(['decide-channel', 'end', 'event-trigger', 'send-email', 'send-push', 'send-sms']);
    // The words are carried over.
    await expect
      .poll(async () => (await graph()).nodes.find(({ kind }) => kind === 'send-sms')?.config['content'])
      .toMatchObject({
        text: '{{ store.name }}: Your cart is saved. Everything is still here. Have a look when it suits you. https://shop.example/cart',
      });
  });

  await test.step('the channels have an order, and can be fewer', async () => {
    await cards
      .filter({ hasText: /^Decide: channel/ })
      .or(cards.filter({ hasText: 'Decide between' }))
      .first()
      .click();
    const { settings, button, says, undo } = editor(page);
    await says('Decide between e-mail, text message and push notification');
    await expect(settings.getByRole('textbox', { name: 'Exploration share' })).toHaveValue('20');
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await settled(page);
      await picture(page, `${theme}-best-channel`);
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await button('Move Text message up').click();
    await says('Decide between text message, e-mail and push notification');
    await button('Remove Push notification').click();
    await says('Decide between text message and e-mail');
    await undo();
    await says('Decide between text message, e-mail and push notification');
    await settings.getByRole('textbox', { name: 'Exploration share' }).fill('0');
    await settings.getByRole('textbox', { name: 'Exploration share' }).blur();
    await expect
      .poll(async () => (await graph()).nodes.find(({ kind }) => kind === 'decide-channel')?.config)
      .toMatchObject({ channels: ['sms', 'email', 'push'], exploration: 0 });
    await page.setViewportSize({ width: 390, height: 844 });
    await settled(page);
    await picture(page, 'phone-best-channel');
    await page.setViewportSize({ width: 1_280, height: 800 });
  });

  await test.step('a rehearsal says for each person which channel, and why', async () => {
    await page.getByRole('radio', { name: 'Rehearse' }).click();
    const step = page.locator('.react-flow__node').filter({ hasText: 'Decide between' });
    await expect(step.getByText('3 came here')).toBeVisible({ timeout: 60_000 });
    await step.getByText('3 came here').click();
    const list = page.getByRole('complementary', { name: 'Rehearsed people' });
    const story = page.getByRole('complementary', { name: 'Rehearsed person' });
    for (const [name, why] of [
      ['Mailena', 'E-mail, the only channel of the step that may be used for them.'],
      ['Textor', 'Text message, the only channel of the step that may be used for them.'],
      ['Nonia', 'None of the channels may be used for them.'],
    ] as const) {
      await list
        .getByRole('button', { name: new RegExp(`^${name}`) })
        .first()
        .click();
      await expect(story.getByText(why)).toBeVisible();
      await story.getByRole('button', { name: 'Back to the list' }).click();
    }
    await page.getByRole('radio', { name: 'Build' }).click();
  });

  await test.step('the owner says what messages and subscribers cost', async () => {
    await page.goto('/settings/store');
    const part = page.getByRole('region', { name: 'Messages' });
    await part.getByRole('textbox', { name: 'Text message' }).fill('15');
    await part.getByRole('textbox', { name: 'What a lost subscriber costs you' }).fill('4');
    await part.getByRole('textbox', { name: 'What a lost subscriber costs you' }).blur();
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await picture(part, `${theme}-message-costs`);
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 390, height: 844 });
    await picture(part, 'phone-message-costs');
    await page.setViewportSize({ width: 1_280, height: 800 });
    await page.getByRole('button', { name: /^Save/ }).click();
    await expect(page.getByRole('button', { name: /^Save/ })).toBeHidden();
    await page.reload();
    await expect(part.getByRole('textbox', { name: 'Text message' })).toHaveValue(/15\.00/);
    await expect(part.getByRole('textbox', { name: 'What a lost subscriber costs you' })).toHaveValue(
      /4\.00/,
    );
    await page.goto(`/flows/${id}`);
  });

  await test.step('it is published, and each person goes down their branch', async () => {
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Publish flow' }).click();
    await expect(page.getByText('Version 1 is live.')).toBeVisible({ timeout: 60_000 });
    await ask('-again');
    for (const [name, told] of [
      ['Mailena', 'E-mail, the only channel of the step that may be used for them.'],
      ['Textor', 'Text message, the only channel of the step that may be used for them.'],
      ['Nonia', 'None of the channels may be used for them.'],
    ] as const) {
      const entry = async () =>
        (
          await rest<Listed<{ id: string; customerEmail: string | null }>>('GET', `/flows/${id}/enrolments`)
        ).items.find(({ customerEmail }) => customerEmail === `${name.toLowerCase()}@example.com`)?.id;
      await expect.poll(entry, { timeout: 60_000 }).toBeTruthy();
      await page.goto(`/enrolments/${await entry()}`);
      await expect(page.getByText(told).first()).toBeVisible({ timeout: 30_000 });
      if (name !== 'Textor') continue;
      await page.getByRole('button', { name: 'Why' }).first().click();
      await expect(
        page.getByText('Not sent: they never agreed to marketing by e-mail.').first(),
      ).toBeVisible();
      await picture(page, 'light-best-channel-entry', { fullPage: true });
    }
  });
});
