import { editor } from './editor.ts';
import { picture } from './picture.ts';
import { rest, type FlowAnswer, type Listed } from './rest.ts';
import { settled } from './screens.ts';
import { expect, test } from './test.ts';

const [HOUR, DAY] = [3_600_000, 86_400_000];
const TICKETS = 420;

/** What customers of a Swedish shop write, and the tag that its help desk gives it. */
const SAID = [
  ['order/status', ['var är', 'spårning', 'försenad', 'leverans']],
  ['return/request', ['skicka tillbaka', 'ångra', 'retur', 'byta']],
  ['order/damaged', ['trasig', 'sprucken', 'fel vara', 'skadad']],
] as const;

async function tickets(): Promise<void> {
  const start = Date.now() - 80 * DAY;
  const events = Array.from({ length: TICKETS }, (_, index) => {
    // One in fifteen is tagged wrongly, as people do.
    const [tag] = SAID[(index + (index % 15 === 0 ? 1 : 0)) % 3]!;
    const [, words] = SAID[index % 3]!;
    const filler = ['snälla', 'idag', 'gärna', 'hälsningar'][(index * 11) % 4]!;
    const about = {
      customer: { email: `ticket-${index}@example.com`, firstName: 'Maja' },
      properties: { ticketId: `past-${index}` },
    };
    return [
      {
        ...about,
        id: `opened-${index}`,
        type: 'ticket-opened',
        occurredAt: new Date(start + index * 4 * HOUR).toISOString(),
        properties: {
          ...about.properties,
          text: `Hej ${words[(index * 7) % 4]!} och ${words[(index * 5 + 1) % 4]!} tack ${filler}`,
        },
      },
      {
        ...about,
        id: `closed-${index}`,
        type: 'ticket-closed',
        occurredAt: new Date(start + (index * 4 + 1) * HOUR).toISOString(),
        properties: { ...about.properties, tags: ['vip', tag] },
      },
    ];
  }).flat();
  for (let from = 0; from < events.length; from += 100)
    expect(await rest('POST', '/events', events.slice(from, from + 100))).toMatchObject({ refused: [] });
}

const ask = async (ticket: string, text: string): Promise<void> => {
  const event = {
    id: `asked-${ticket}`,
    type: 'ticket-opened',
    occurredAt: new Date().toISOString(),
    customer: { email: `${ticket}@example.com`, firstName: ticket },
    properties: { ticketId: ticket, text },
  };
  expect(await rest('POST', '/events', [event])).toMatchObject({ refused: [] });
};

test('the class of a ticket is set in the editor, decides in a flow, and is put right by the team', async ({
  page,
}) => {
  test.setTimeout(300_000);
  await tickets();
  const looks = async (name: string, take: (file: string) => Promise<void>): Promise<void> => {
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await settled(page);
      await take(`${theme}-ticket-class-${name}`);
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 390, height: 844 });
    await settled(page);
    await take(`phone-ticket-class-${name}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.setViewportSize({ width: 1_280, height: 800 });
  };

  await test.step('the model learns from the help desk and shows how well it tells each class', async () => {
    await page.goto('/settings/models');
    await page.getByRole('button', { name: 'Train now' }).click();
    await expect(page.getByText('The models are trained.')).toBeVisible({ timeout: 90_000 });
    const card = page
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: 'What is this ticket about?' }) });
    await expect(card.getByText('Better than the rule', { exact: true })).toBeVisible();
    await expect(card.getByText(/^Learned from [\d,]+ past tickets whose class is known\./)).toBeVisible();
    await expect(
      card.getByRole('table', { name: 'How well each class is told' }).getByRole('row'),
    ).toHaveCount(4);
    await expect(card.getByRole('table', { name: /^What tickets were/ })).toBeVisible();
    await looks('card', (file) => picture(card, file));
  });

  const { id } = await rest<FlowAnswer>('POST', '/flows', {
    name: 'Swedish support',
    graph: {
      schemaVersion: 2,
      subject: 'ticket',
      nodes: [
        {
          id: 'start',
          kind: 'event-trigger',
          config: { events: ['ticket-opened'], key: 'ticket', exits: [] },
        },
      ],
      edges: [],
      settings: { holdout: 0 },
    },
  });
  const graph = async () => (await rest<FlowAnswer>('GET', `/flows/${id}`)).graph;

  await test.step('the step has its classes and how sure it has to be', async () => {
    await page.goto(`/flows/${id}`);
    await page.locator('[data-step]').first().click();
    const { add, settings, says } = editor(page);
    await add('Decide: class of a ticket');
    await says('Decide what the ticket is about, if at least 70% sure: 4 classes with a branch');
    await settings.getByRole('textbox', { name: 'Sure if at least' }).fill('60');
    await settings.getByRole('textbox', { name: 'Sure if at least' }).blur();
    await expect
      .poll(async () => (await graph()).nodes.find(({ kind }) => kind === 'decide-ticket-class')?.config)
      .toMatchObject({ sureFrom: 0.6 });
    await expect(page.getByText('Not sure', { exact: true }).first()).toBeVisible();
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await settled(page);
      await picture(page, `${theme}-ticket-class-form`);
    }
    await page.emulateMedia({ colorScheme: 'light' });
  });

  await test.step('a ticket takes the branch of its class, and one that is not sure goes to a person', async () => {
    const drawn = await graph();
    const about = drawn.nodes.find(({ kind }) => kind === 'decide-ticket-class')!.id;
    const ports = [
      'where-is-order',
      'not-received',
      'wrong-or-damaged',
      'return-or-exchange',
      'else',
      'unsure',
    ];
    const edge = (from: string, port: string, to: string) => ({ id: `${from}-${port}`, from, port, to });
    const { revision } = await rest<FlowAnswer>('GET', `/flows/${id}`);
    await rest('PUT', `/flows/${id}`, {
      revision,
      graph: {
        ...drawn,
        nodes: [
          ...drawn.nodes,
          { id: 'person', kind: 'task', config: { title: 'Answer {{ customer.firstName }}' } },
          { id: 'end', kind: 'end', config: {} },
        ],
        edges: [
          edge('start', 'next', about),
          ...ports.map((port) => edge(about, port, port === 'unsure' ? 'person' : 'end')),
          edge('person', 'next', 'end'),
        ],
      },
    });
    await rest('POST', `/flows/${id}/publish`, {});
    await ask('junk', 'qwe rty uiop');
    await ask('svea', 'Hej jag undrar var är min leverans');
    const ended = async () =>
      (await rest<Listed<{ about: string; state: string }>>('GET', `/flows/${id}/enrolments`)).items.length;
    await expect.poll(ended, { timeout: 60_000 }).toBe(2);
  });

  await test.step('whoever has the ticket says what it is about', async () => {
    await page.goto('/work');
    await page.getByText('Answer junk').first().click();
    const region = page.getByRole('region', { name: 'What is the ticket about?' });
    await expect(region.getByText('This is what was decided.')).toBeVisible({ timeout: 30_000 });
    await looks('work', (file) => picture(page, file));
    await region.getByRole('combobox', { name: 'What is the ticket about?' }).click();
    await page.getByRole('option', { name: 'Complaint' }).click();
    await expect(page.getByText('Kept. It learns from this at its next training.')).toBeVisible();
    await expect(region.getByText(/said it is “Complaint”/)).toBeVisible();
    await page.reload();
    await expect(region.getByText(/said it is “Complaint”/)).toBeVisible();
  });

  await test.step('the page of an entry says why, with the words, and takes that it was right', async () => {
    const { items } = await rest<Listed<{ id: string; customerEmail: string }>>(
      'GET',
      `/flows/${id}/enrolments`,
    );
    const entry = items.find(({ customerEmail }) => customerEmail === 'svea@example.com')!;
    await page.goto(`/enrolments/${entry.id}`);
    await page.getByRole('button', { name: 'Why' }).click();
    const region = page.getByRole('region', { name: 'What is the ticket about?' });
    await expect(region.getByText(/What spoke for “Where is my order\?”: .*“leverans”/)).toBeVisible();
    await looks('entry', (file) => picture(page, file, { fullPage: true }));
    await region.getByRole('button', { name: 'It is right' }).click();
    await expect(region.getByText(/said it is right/)).toBeVisible();
    await page.goto('/settings/audit');
    await expect(page.getByText('Confirmed: “Where is my order?”')).toBeVisible();
    await expect(page.getByText('Put right: “Complaint”')).toBeVisible();
  });
});
