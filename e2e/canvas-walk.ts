import { expect, type Locator, type Page } from '@playwright/test';
import { rest, type FlowAnswer } from './rest.ts';

/** A flow as stored. */
export interface Drawn {
  readonly nodes: readonly {
    readonly id: string;
    readonly kind: string;
    readonly config?: Record<string, unknown>;
    readonly name?: string;
  }[];
  /** `from.port>to` */
  readonly ways: readonly string[];
  readonly notes?: readonly unknown[];
}

const TRIGGER = { id: 'start', kind: 'event-trigger', config: { event: 'made-a-wish' } } as const;
const wait = (id: string, hours: number) => ({
  id,
  kind: 'wait',
  config: { duration: { amount: hours, unit: 'hours' } },
});
const mail = (id: string, subject: string) => ({
  id,
  kind: 'send-email',
  name: subject,
  config: {
    content: {
      subject,
      preheader: '',
      blocks: [
        { id: 'a', type: 'text', text: 'First words.' },
        { id: 'b', type: 'heading', text: 'A heading' },
        { id: 'c', type: 'footer' },
      ],
    },
  },
});
const split = (id: string) => ({
  id,
  kind: 'random-split',
  name: 'Two ways',
  config: {
    paths: [
      { id: 'left', name: 'Left', weight: 1 },
      { id: 'right', name: 'Right', weight: 1 },
    ],
  },
});

/** Trigger, wait, e-mail, wait, end: the start of most tests. */
export const ROW: Drawn = {
  nodes: [
    TRIGGER,
    wait('first', 1),
    mail('mail', 'Hello again'),
    wait('second', 2),
    { id: 'end', kind: 'end' },
  ],
  ways: ['start.next>first', 'first.next>mail', 'mail.next>second', 'second.next>end'],
};

/** A split whose branches end separately, the left one with two steps. */
export const FORK: Drawn = {
  nodes: [
    TRIGGER,
    split('split'),
    wait('a', 1),
    mail('b', 'To the left'),
    wait('c', 3),
    { id: 'x', kind: 'end' },
    { id: 'y', kind: 'end' },
  ],
  ways: ['start.next>split', 'split.left>a', 'split.right>c', 'a.next>b', 'b.next>x', 'c.next>y'],
};

export function graphOf({ nodes, ways, notes }: Drawn) {
  return {
    schemaVersion: 1,
    subject: 'customer',
    nodes: nodes.map((node) => ({ version: 0, config: {}, ...node })),
    edges: ways.map((way) => {
      const [place = '', to = ''] = way.split('>');
      const [from = '', port = ''] = place.split('.');
      return { id: place, from, port, to };
    }),
    ...(notes ? { notes } : {}),
  };
}

/** Creates a flow, opens its canvas and waits until it is drawn. */
export async function openFlow(page: Page, drawn: Drawn, name = 'A walk on the canvas'): Promise<string> {
  const { id } = await rest<FlowAnswer>('POST', '/flows', { name, graph: graphOf(drawn) });
  await page.goto(`/flows/${id}`);
  await expect(page.locator('[data-step]').first()).toBeVisible();
  return id;
}

export const canvas = (page: Page): Locator => page.locator('[data-canvas]');
export const step = (page: Page, id: string): Locator => page.locator(`[data-step="${id}"]`);
export const node = (page: Page, id: string): Locator => page.locator(`.react-flow__node[data-id="${id}"]`);
export const chosen = (page: Page) => page.locator('[data-step][aria-current="true"]');

export async function middleOf(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error(`${locator.toString()} is not on the screen.`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** A point of the canvas with nothing on it. */
export async function emptySpot(page: Page): Promise<{ x: number; y: number }> {
  const box = await canvas(page).boundingBox();
  if (!box) throw new Error('There is no canvas.');
  return { x: box.x + box.width - 120, y: box.y + box.height - 140 };
}

export async function clickGround(page: Page): Promise<void> {
  const { x, y } = await emptySpot(page);
  await page.mouse.click(x, y);
}

/** A point on a line, a little above the step that it leads to. */
export async function onWay(page: Page, id: string): Promise<{ x: number; y: number }> {
  return page.locator(`.react-flow__edge[data-id="${id}"] .react-flow__edge-path`).evaluate((path) => {
    const line = path as SVGPathElement;
    const at = line.getPointAtLength(line.getTotalLength() * 0.2);
    const screen = line.getScreenCTM();
    if (!screen) throw new Error('Not drawn.');
    const spot = new DOMPoint(at.x, at.y).matrixTransform(screen);
    return { x: spot.x, y: spot.y };
  });
}

/**
 * Shows the whole flow, and waits until the canvas stands still, because positions read during a move are
 * wrong.
 */
export async function showWhole(page: Page): Promise<void> {
  await page.keyboard.press('f');
  const transform = () =>
    page.locator('.react-flow__viewport').evaluate((element) => element.style.transform);
  let before = '';
  await expect
    .poll(
      async () => {
        const now = await transform();
        const still = now === before;
        before = now;
        return still;
      },
      { intervals: [150] },
    )
    .toBe(true);
}

/** Presses at one point, moves like a hand, and releases at another. */
export async function drag(
  page: Page,
  from: { x: number; y: number },
  to: { x: number; y: number },
): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 12 });
  await page.mouse.up();
}

/** The stored flow, once the draft is saved. */
export async function stored(
  page: Page,
  id: string,
): Promise<
  FlowAnswer['graph'] & { notes: readonly { id: string; text: string; position: { x: number; y: number } }[] }
> {
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  return (await rest<FlowAnswer>('GET', `/flows/${id}`)).graph as never;
}

/** Edges of the stored flow, by the kinds of their ends when the ids are new. */
export async function waysOf(page: Page, id: string): Promise<readonly string[]> {
  const { edges } = await stored(page, id);
  return edges.map((edge) => `${edge.from}.${edge.port}>${edge.to}`).sort();
}
