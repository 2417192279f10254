import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { channelById, CHANNELS } from '@millrace/channels';
import { checkFlow, createFlow, deleteFlow, getFlow, publishFlow } from '../flows/index.ts';
import {
  createConnection,
  deleteConnection,
  listAudit,
  listConnections,
  testConnection,
} from '../settings/index.ts';
import { callerWith } from '../testing/callers.ts';
import { fakeModel, saying, type FakeModel } from '../testing/fake-model.ts';
import { cartTrigger, email, graphOf, node } from '../testing/index.ts';
import { storeForEach, type Here } from '../testing/store-for-each.ts';
import {
  changeVariant,
  dropVariant,
  proposeVariants,
  readBrand,
  readVariants,
  updateBrand,
  useVariants,
} from './index.ts';

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

const connect = (change: object = {}) =>
  createConnection(here.store.context, {
    connector: 'openai-compatible',
    name: 'Our model',
    config: { address: model.address, apiKey: model.key, model: 'fake', ...change },
  });

const flowWith = async (change: object = {}) => {
  const { context } = here.store;
  const step = email('mail');
  const content = { ...(step.config['content'] as object), ...change };
  const graph = graphOf([
    cartTrigger(),
    { ...step, config: { ...step.config, content } },
    node('end', 'end'),
  ]);
  const { id } = await createFlow(context, { name: 'Carts', graph: { ...graph, subject: 'cart' } });
  return { flow: id, node: 'mail' };
};

describe('variants by a model', () => {
  test('are asked for without any data of people, pass the guard, and wait for somebody', async () => {
    const { context } = here.store;
    await here.shop.send('checkout-started', here.shop.person('maya', { firstName: 'Mayaword' }), {
      cartId: 'c1',
      currency: 'USD',
      lines: [{ productId: 'p', title: 'Secretword', price: '80.00' }],
    });
    await connect();
    const at = await flowWith();
    model.say({
      variants: [
        saying({ subject: 'Do you still like {{ cart.firstTitle | default: "your cart" }}?' }),
        saying({ subject: 'Your cart at {{ store.name }} is still here' }, 'Plain'),
      ],
    });
    const proposed = await proposeVariants(context, { ...at, count: 2 });
    expect(proposed).toMatchObject({ by: 'fake-2026, Our model', leftOut: 0, leftOutWhy: [], problem: null });
    expect(proposed.proposals.map(({ angle, facts, findings }) => ({ angle, facts, findings }))).toEqual([
      { angle: 'Question', facts: ['First product in the cart'], findings: [] },
      { angle: 'Plain', facts: ['Name of the shop'], findings: [] },
    ]);
    const before = (await getFlow(context, { id: at.flow })).graph.nodes.find(({ id }) => id === 'mail');
    expect(proposed.proposals[0]!.content).toEqual({
      ...(before!.config['content'] as object),
      subject: 'Do you still like {{ cart.firstTitle | default: "your cart" }}?',
    });
    expect(proposed.proposals[0]).toMatchObject({ approvedAt: null, proposedBy: context.actor.name });
    expect(model.asked).toHaveLength(1);
    expect(JSON.stringify(model.asked)).not.toMatch(/Mayaword|Secretword|maya@/);
    expect((await readVariants(context, at)).proposals).toHaveLength(2);
  });

  test('that the guard refuses are written again once, then left out and counted', async () => {
    const { context } = here.store;
    await connect();
    const at = await flowWith();
    const bad = saying({ subject: 'Hurry, only 3 left' });
    model.say(
      { variants: [bad, saying({ subject: 'Your cart is still here' })] },
      { variants: [saying({ subject: 'We kept your cart' }, 'Benefit')] },
    );
    const once = await proposeVariants(context, { ...at, count: 2 });
    expect(once.leftOut).toBe(0);
    expect(once.proposals).toHaveLength(2);
    expect(model.asked[1]!.messages[1]!.content).toMatch(/refused[^]*Hurry, only 3 left[^]*urges people/);

    model.say({ variants: [bad] });
    const twice = await proposeVariants(context, { ...at, count: 2 });
    expect(twice).toMatchObject({ leftOut: 1, added: [] });
    expect(twice.leftOutWhy[0]).toMatch(/“Hurry”/);
    expect(model.asked).toHaveLength(4);
  });

  test('may state the facts that the person names and the claims that were approved, and nothing else', async () => {
    const { context } = here.store;
    await connect();
    await updateBrand(context, {
      voice: 'Calm and short.',
      forbidden: ['cheap*'],
      claims: ['Made to last, guaranteed'],
      facts: ['Returns within 30 days are free'],
    });
    const at = await flowWith();
    model.say({
      variants: [
        saying({ subject: '10% off until Sunday' }, 'Offer', ['10% off until Sunday']),
        saying({ subject: 'Made to last, guaranteed' }, 'Claim'),
        saying({ subject: 'Returns within 30 days are free' }, 'Returns', [
          'Returns within 30 days are free',
        ]),
        saying({ subject: '15% off until Sunday' }),
        saying({ subject: 'Cheaper than you think' }),
      ],
    });
    const { proposals, leftOut } = await proposeVariants(context, {
      ...at,
      count: 5,
      facts: ['10% off until Sunday'],
    });
    expect(proposals.map(({ angle, facts }) => [angle, facts])).toEqual([
      ['Offer', ['10% off until Sunday']],
      ['Claim', []],
      ['Returns', ['Returns within 30 days are free']],
    ]);
    expect(leftOut).toBe(2);
    const [system] = model.asked[0]!.messages;
    expect(system!.content).toMatch(
      /Calm and short\.[^]*Never write:\n- cheap\*[^]*Made to last, guaranteed/,
    );
  });

  test('that lose a link, break a placeholder or repeat another one are left out', async () => {
    const { context } = here.store;
    await connect();
    const { id } = await createFlow(context, {
      name: 'Texts',
      graph: graphOf([
        cartTrigger(),
        node('text', 'send-sms', { content: { text: 'Your cart waits: {{ cart.recoveryUrl }}' } }),
        node('end', 'end'),
      ]),
    });
    model.say({
      variants: [
        saying({ text: 'Your cart is still here.' }),
        saying({ text: 'Your cart {{ cart.recoveryUrl }} {{ cart.firstTitle' }),
        saying({ text: 'See your cart: {{ cart.recoveryUrl }}' }, 'Good'),
        saying({ text: 'see your cart: {{ cart.recoveryUrl }}' }),
        saying({ text: 'Your cart waits: {{ cart.recoveryUrl }}' }),
      ],
    });
    const { proposals, leftOut, leftOutWhy } = await proposeVariants(context, {
      flow: id,
      node: 'text',
      count: 5,
    });
    expect(proposals.map(({ angle }) => angle)).toEqual(['Good']);
    expect(leftOut).toBe(4);
    expect(leftOutWhy.join()).toMatch(/lost it/);
  });

  test.each([
    [401, /key is not accepted/, 'sign-in'],
    [404, /no model called “fake”/, 'settings'],
    [503, /answered 503/, 'busy'],
    ['No JSON at all', /not in the form/, null],
    [{ variants: 'none' }, /not in the form/, null],
  ])('without an answer that can be used say why and what to do: %o', async (answer, reason, failure) => {
    const { context } = here.store;
    const connection = await connect();
    const at = await flowWith();
    model.say(answer as never);
    const { problem, proposals } = await proposeVariants(context, at);
    expect(proposals).toEqual([]);
    expect(problem!.reason).toMatch(reason);
    expect(problem!.next).toMatch(/\.$/);
    const listed = (await listConnections(context, {})).find(({ id }) => id === connection.id)!;
    expect(listed.failure?.kind ?? null).toBe(failure);
  });

  test('come from no internal address unless whoever runs Millrace allows it', async () => {
    const { context } = here.store;
    await connect({ address: 'http://127.0.0.2:9/v1' });
    const { problem } = await proposeVariants(context, await flowWith());
    expect(problem!.next).toMatch(/MILLRACE_ALLOW_INTERNAL/);
  });

  test('come from a connection that can be tested, and is not asked once it is removed', async () => {
    const { context } = here.store;
    const { id } = await connect();
    expect(await testConnection(context, { id })).toMatchObject({ works: true });
    const at = await flowWith();
    expect((await readVariants(context, at)).models).toEqual([{ id, name: 'Our model', model: 'fake' }]);
    model.say({ variants: [saying({ subject: 'Your cart is still here' })] });
    await proposeVariants(context, at);
    await deleteConnection(context, { id });
    const after = await readVariants(context, at);
    expect(after).toMatchObject({ models: [], proposals: [{ writtenBy: 'fake-2026, Our model' }] });
    await expect(proposeVariants(context, { ...at, writer: id })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('variants by patterns', () => {
  test.each(CHANNELS.map(({ id }) => id))('are there without a model, for %s', async (channel) => {
    const { context } = here.store;
    const { id: flow } = await createFlow(context, {
      name: 'Carts',
      graph: graphOf([
        cartTrigger(),
        node('send', `send-${channel}`, { content: channelById(channel)!.example as object }),
        node('end', 'end'),
      ]),
    });
    for (const language of ['en', 'de', 'fr', 'es']) {
      for (const differs of ['first', 'all'] as const) {
        const found = await proposeVariants(context, { flow, node: 'send', count: 2, language, differs });
        const added = found.proposals.filter(({ id }) => found.added.includes(id));
        expect([channel, language, differs, added.length]).toEqual([channel, language, differs, 2]);
        expect(added.flatMap(({ findings }) => findings)).toEqual([]);
        expect(found).toMatchObject({ by: null, problem: null });
      }
    }
    expect((await readVariants(context, { flow, node: 'send' })).proposals.length).toBeLessThanOrEqual(20);
  });

  test('say what to do in a language without patterns', async () => {
    const { problem } = await proposeVariants(here.store.context, { ...(await flowWith()), language: 'pl' });
    expect(problem!.next).toMatch(/Connect a language model/);
  });
});

describe('a proposed variant', () => {
  const propose = async () => {
    const { context } = here.store;
    const at = await flowWith();
    const { proposals } = await proposeVariants(context, { ...at, count: 2, writer: 'patterns' });
    return { at, first: proposals[0]!.id, second: proposals[1]!.id };
  };

  test('is changed, approved, used once and then in the audit log', async () => {
    const { context } = here.store;
    const { at, first, second } = await propose();
    const changed = await changeVariant(context, {
      proposal: first,
      texts: { subject: 'Hurry to your cart' },
    });
    expect(changed).toMatchObject({ changedBy: context.actor.name, approvedAt: null });
    expect(changed.findings).toMatchObject([
      { rule: 'urgency', words: 'Hurry', blocks: false, field: 'subject' },
    ]);
    expect((await changeVariant(context, { proposal: first, approved: true })).approvedBy).toBe(
      context.actor.name,
    );
    await expect(useVariants(context, { ...at, proposals: [first, second] })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect((await readVariants(context, at)).proposals).toHaveLength(2);
    expect(await useVariants(context, { ...at, proposals: [first] })).toMatchObject({
      flowName: 'Carts',
      used: [{ writtenBy: null }],
    });
    expect((await readVariants(context, at)).proposals.map(({ id }) => id)).toEqual([second]);
    const [entry] = (await listAudit(context, {})).items;
    expect(entry).toMatchObject({
      action: 'variants-used',
      summary: 'Put 1 variant of a message into a test in Carts',
    });
  });

  test('loses its approval when it is changed, and cannot be approved with a forbidden phrase', async () => {
    const { context } = here.store;
    const { first } = await propose();
    await changeVariant(context, { proposal: first, approved: true });
    expect(
      (await changeVariant(context, { proposal: first, texts: { subject: 'So cheap' } })).approvedAt,
    ).toBeNull();
    await updateBrand(context, { forbidden: ['cheap'] });
    await expect(changeVariant(context, { proposal: first, approved: true })).rejects.toMatchObject({
      code: 'input-invalid',
    });
    await expect(changeVariant(context, { proposal: first, texts: { nothing: 'x' } })).rejects.toMatchObject({
      code: 'input-invalid',
    });
    await expect(
      changeVariant(context, { proposal: first, texts: { subject: 'x'.repeat(300) } }),
    ).rejects.toMatchObject({ code: 'input-invalid' });
  });

  test('is dropped, and goes with its flow', async () => {
    const { context } = here.store;
    const { at, first } = await propose();
    await dropVariant(context, { proposal: first });
    await expect(dropVariant(context, { proposal: first })).rejects.toMatchObject({ code: 'not-found' });
    await deleteFlow(context, { id: at.flow });
    await expect(readVariants(context, at)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('is for those who may edit flows', async () => {
    const { at, first } = await propose();
    const viewer = callerWith(here.store.context, 'flows:read');
    expect((await readVariants(viewer, at)).proposals).toHaveLength(2);
    for (const refused of [
      proposeVariants(viewer, at),
      changeVariant(viewer, { proposal: first, approved: true }),
      dropVariant(viewer, { proposal: first }),
      useVariants(viewer, { ...at, proposals: [first] }),
      updateBrand(viewer, { voice: 'x' }),
    ])
      await expect(refused).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

describe('the rules of the brand', () => {
  test('are kept as given, without empty and repeated lines', async () => {
    const { context } = here.store;
    expect(await readBrand(context, {})).toMatchObject({ voice: '', forbidden: [], saved: null });
    await updateBrand(context, { forbidden: [' best ', '', 'best'], categories: ['alcohol'] });
    await updateBrand(context, { voice: 'Calm.' });
    expect(await readBrand(context, {})).toMatchObject({
      voice: 'Calm.',
      forbidden: ['best'],
      categories: ['alcohol'],
      saved: { by: context.actor.name },
    });
    await expect(updateBrand(context, { forbidden: ['***'] })).rejects.toMatchObject({
      code: 'input-invalid',
    });
  });

  test('advise on texts that people write once they are saved, and a forbidden phrase hinders publishing', async () => {
    const { context } = here.store;
    const at = await flowWith({ subject: 'Hurry, the cheapest shirts' });
    const found = async () =>
      (
        await checkFlow(context, { id: at.flow, graph: (await getFlow(context, { id: at.flow })).graph })
      ).problems
        .filter(({ field }) => field === 'content.subject')
        .map(({ severity, sentence }) => `${severity}: ${sentence}`);
    expect(await found()).toEqual([]);
    await updateBrand(context, { voice: 'Calm.' });
    expect(await found()).toEqual([
      'warning: The subject says “Hurry”. It urges people, and no fact says that something ends or is scarce. Leave it out, or name the fact.',
      'warning: The subject says “cheapest”. It says that something is the best of all, or more than can be shown. Leave it out, or have the claim approved and use it word for word.',
    ]);
    await updateBrand(context, { forbidden: ['cheap*'] });
    expect((await found()).filter((one) => one.startsWith('error'))).toEqual([
      'error: The subject says “cheapest”. Your brand forbids it. Remove it.',
    ]);
    await expect(publishFlow(context, { id: at.flow })).rejects.toMatchObject({ code: 'flow-has-problems' });
  });
});
