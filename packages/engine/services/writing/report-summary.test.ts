import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readReport } from '../reports/read-report.ts';
import { createConnection } from '../settings/index.ts';
import { callerWith } from '../testing/callers.ts';
import { fakeModel, type FakeModel } from '../testing/fake-model.ts';
import { storeForEach, type Here } from '../testing/store-for-each.ts';
import { writeReportSummary } from './index.ts';

vi.hoisted(() => {
  process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';
});

let here: Here;
let model: FakeModel;
storeForEach({}, (given) => {
  here = given;
});
beforeEach(async () => {
  model = await fakeModel();
});
afterEach(async () => {
  await model.close();
  if (model.faults.length > 0) throw new Error(model.faults.join());
});

/** A Friday; the orders are of the day before. */
const NOON = Date.UTC(2026, 10, 27, 12);
const asked = { period: 'day' } as const;
const connect = () =>
  createConnection(here.store.context, {
    connector: 'openai-compatible',
    name: 'Our model',
    config: { address: model.address, apiKey: model.key, model: 'fake' },
  });
async function ordersCameIn() {
  here.store.clock.set(NOON - 24 * 3_600_000);
  for (const [index, who] of ['maya', 'ben', 'cid'].entries())
    await here.shop.send('order-placed', here.shop.person(who, { firstName: 'Secretname' }), {
      orderId: `o-${index}`,
      currency: 'USD',
      lines: [{ productId: 'kettle', title: 'Kettle', quantity: 1, price: '80.00' }],
    });
  here.store.clock.set(NOON);
}
const summary = (more: object = {}) => writeReportSummary(here.store.context, { ...asked, ...more });

describe('a report in words', () => {
  test('states the numbers of the report, and is asked for without any data of people', async () => {
    await ordersCameIn();
    await connect();
    const sentences = [
      'Three orders brought $240.00, with an average order of $80.00.',
      'Kettle sold 3 units.',
    ];
    model.say({ sentences });
    expect(await summary()).toEqual({
      sentences,
      by: 'fake-2026, Our model',
      refused: [],
      problem: null,
    });
    expect(model.asked).toHaveLength(1);
    const prompt = JSON.stringify(model.asked);
    expect(prompt).toContain('Revenue: $240.00');
    expect(prompt).not.toMatch(/Secretname|maya|@example/);
  });

  test.each([
    ['a number that is no figure of the report', 'Revenue was $250.00.', '250'],
    ['a rounded number', 'Revenue was $0.2k.', '0.2'],
    ['a percentage that was worked out', 'Revenue rose by 37%.', '37%'],
    ['a day that is not the day of the report', 'On 3 March 3 orders came in.', '3 March'],
    ['a cause', 'Three orders came in because of the new page.', 'because'],
    ['a link', 'See https://example.com/why for more.', 'example.com'],
  ])('%s is written again once, and then the sentences of the report stay', async (_what, wrong, found) => {
    await ordersCameIn();
    await connect();
    model.say({ sentences: [wrong] }, { sentences: ['Three orders brought $240.00.'] });
    expect(await summary()).toMatchObject({ sentences: ['Three orders brought $240.00.'], problem: null });
    expect(model.asked[1]!.messages[1]!.content).toContain(wrong);

    model.say({ sentences: [wrong] });
    const refused = await summary();
    expect(refused).toMatchObject({
      sentences: (await readReport(here.store.context, asked)).summary,
      by: null,
      problem: { reason: 'What it wrote is not what the report says, twice.' },
    });
    expect(refused.refused.join()).toContain(found);
  });

  test('stays as it is without a model, with one that fails, and with one that does not keep to the form', async () => {
    await ordersCameIn();
    const { summary: rules } = await readReport(here.store.context, asked);
    const without = await summary();
    expect(without).toMatchObject({ sentences: rules, by: null });
    expect(without.problem?.next).toBe('Connect one under Settings, Connections.');
    await connect();
    model.say(500);
    expect(await summary()).toMatchObject({ sentences: rules, problem: { reason: 'It answered 500.' } });
    model.say({ other: true });
    expect((await summary()).problem?.reason).toBe('The answer is not in the form that was asked for.');
  });

  test('is of a report that exists, by a model that is connected, for who may change flows', async () => {
    await expect(summary({ day: '2027-03-01' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(summary({ writer: '01900000-0000-7000-8000-000000000000' })).rejects.toMatchObject({
      code: 'not-found',
    });
    const reader = callerWith(here.store.context, 'flows:read');
    await expect(writeReportSummary(reader, asked)).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
