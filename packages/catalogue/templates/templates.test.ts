import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { channelById } from '@millrace/channels';
import {
  compile,
  createStep,
  entryEvents,
  eventType,
  parseGraph,
  planText,
  validate,
  type Plan,
} from '@millrace/flow';
import { kinds } from '@millrace/nodes';
import { sampleShares } from '@millrace/channels';
import {
  rehearse,
  samplePeople,
  takenAsDone,
  type Rehearsal,
  type RehearsedEnrolment,
} from '@millrace/rehearsal';
import { castHost } from './answering-cast.ts';
import { castBegins, copiesOf } from './cast.ts';
import { TEMPLATES, templates } from './kinds.ts';
import { DAY, FROM, HOUR, opening, STORE, untilOf } from './testing/people.ts';

const HERE = dirname(fileURLToPath(import.meta.url));
const step = createStep(kinds);
const each = TEMPLATES.map((template) => [template.id, template] as const);

test('the folders and the list of templates are the same', () => {
  const folders = readdirSync(HERE, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^[._]|^node_modules$|^testing$/.test(entry.name))
    .map(({ name }) => name);
  expect(folders.sort()).toEqual(TEMPLATES.map(({ id }) => id).sort());
  expect(Object.keys(templates)).toHaveLength(TEMPLATES.length);
});

describe.each(each)('%s', (id, template) => {
  const graph = parseGraph(template.graph);
  const isAboutPeople = graph.subject === 'customer';
  let plan: Plan;
  let crowd: Rehearsal;
  const enrolments: RehearsedEnrolment[] = [];

  beforeAll(() => {
    plan = compile(graph, kinds);
    const cast = copiesOf(template.cast(FROM), 6);
    const host = castHost(cast);
    crowd = rehearse({
      plan,
      step,
      store: STORE,
      from: FROM,
      until: untilOf(template),
      salt: id,
      people: [
        ...cast,
        ...(isAboutPeople
          ? samplePeople({
              count: 1_000,
              seed: id,
              from: FROM,
              until: FROM + 50 * DAY,
              carts: 1.5,
              channels: sampleShares(),
              triggers: entryEvents(plan.trigger),
            })
          : []),
      ],
      host: {
        act: (call) => host.act(call) ?? takenAsDone(call.call),
        react: (send) =>
          host.react(send) ??
          (Number.parseInt(send.message.messageId.slice(0, 1), 16) < 6 ? opening(HOUR)(send) : []),
      },
      onEnrolment: (enrolment) => enrolments.push(enrolment),
    });
  });

  test('has no problems, not even a warning', () => {
    expect(validate(graph, kinds)).toEqual([]);
  });

  test('says what it is for, what happens, who owns it, and the expected result with a source', () => {
    expect(template.title).toMatch(/^[A-Z]/);
    for (const text of [template.summary, template.goal, template.story, template.result.text])
      expect(text).toMatch(/^[A-Z].{20,}\.$/s);
    if (template.result.source !== null) expect(template.result.source).toMatch(/\d{4}/);
    else expect(template.result.text, 'a figure needs a source').not.toMatch(/\d/);
    for (const { sentence } of template.needs) expect(sentence).toMatch(/\.$/);
    for (const { what, name } of template.needs) if (what === 'event') expect(eventType(name)).toBeDefined();
    expect(template.guardrails.length).toBeGreaterThanOrEqual(2);
    for (const sentence of template.guardrails) expect(sentence).toMatch(/^[A-Z].{15,}\.$/);
    expect(template.reviewAfterDays).toBeGreaterThanOrEqual(7);
    expect(template.reviewAfterDays).toBeLessThanOrEqual(180);
  });

  test('says what to adapt first, in sentences that lead to its own steps', () => {
    expect(template.adapt.length).toBeGreaterThan(0);
    expect(template.adapt.length).toBeLessThanOrEqual(4);
    const ids = graph.nodes.map((node) => node.id);
    for (const { sentence, nodes } of template.adapt) {
      expect(sentence).toMatch(/^[A-Z].{10,110}\.$/);
      expect(nodes.length).toBeGreaterThan(0);
      expect(ids).toEqual(expect.arrayContaining([...nodes]));
    }
  });

  test('says what it should bring as a range with its reason, or what nobody can put into money', () => {
    const { orders, sends, discount, saves, unknown } = template.earns;
    expect(orders !== null || saves !== null || unknown !== null).toBe(true);
    for (const range of [orders, saves])
      if (range) {
        expect(range.low).toBeGreaterThanOrEqual(0);
        expect(range.high).toBeGreaterThan(range.low);
      }
    if (orders) {
      expect(orders.high).toBeLessThanOrEqual(0.25);
      expect(orders.why).toMatch(/^[A-Z].{20,}\.$/s);
      if (orders.source === null) expect(orders.why).toMatch(/^Our cautious assumption/);
      else expect(orders.source).toMatch(/\d{4}/);
    }
    if (saves) expect(saves.what).toMatch(/^[a-z].{10,}[^.]$/);
    if (unknown !== null) expect(unknown).toMatch(/^[A-Z].{20,}\.$/);
    expect(Object.keys(sends).sort()).toEqual([...template.channels].sort());
    for (const [channel, each] of Object.entries(sends)) {
      const steps = graph.nodes.filter(({ kind }) => kind === `send-${channel}`).length;
      expect(each).toBeGreaterThan(0);
      expect(each, `${id} has ${steps} steps of ${channel}`).toBeLessThanOrEqual(steps);
    }
    const percents = graph.nodes.flatMap(({ kind, config }) =>
      kind === 'discount-code' && typeof config['percent'] === 'number' ? [config['percent'] / 100] : [],
    );
    if (percents.length > 0) {
      expect(discount?.depth).toBeLessThanOrEqual(Math.max(...percents));
      expect(discount?.depth).toBeGreaterThanOrEqual(Math.min(...percents));
    }
    if (discount) expect(graph.nodes.some(({ kind }) => kind === 'discount-code')).toBe(true);
  });

  test('needs the events that let people in, and consent for each channel it markets on', () => {
    const needs = new Set(template.needs.map(({ what, name }) => `${what} ${name}`));
    const events = plan.trigger.source === undefined ? entryEvents(plan.trigger) : [];
    const markets = graph.nodes.filter(
      ({ kind, config }) =>
        kind.startsWith('send-') &&
        (config['purpose'] ?? graph.settings.purpose) === 'marketing' &&
        config['purpose'] !== 'transactional',
    );
    const wanted = [
      ...events.map((type) => `event ${type}`),
      ...markets.map(({ kind }) => `consent ${kind.slice(5)}`),
    ];
    expect(wanted.filter((one) => !needs.has(one))).toEqual([]);
  });

  test('its success and failure metric are events that can happen', () => {
    expect(eventType(graph.settings.outcome)).toBeDefined();
    expect(eventType(graph.settings.failure)).toBeDefined();
    expect(graph.settings.outcome).not.toBe(graph.settings.failure);
  });

  test('its folder has its content, its cast, its promises and a test of them', () => {
    const files = readdirSync(join(HERE, id));
    expect(files).toEqual(
      expect.arrayContaining([
        'cast.ts',
        'expected-path.ts',
        'graph.ts',
        'story.md',
        'template.ts',
        `${id}.test.ts`,
        ...(template.channels.length > 0 ? ['content'] : []),
      ]),
    );
  });

  test('its story is told in its folder', () => {
    const story = join(HERE, id, 'story.md');
    expect(existsSync(story)).toBe(true);
    expect(readFileSync(story, 'utf8')).toMatch(new RegExp(`^# ${template.title}`));
  });

  test('lists exactly the channels it sends on', () => {
    const used = new Set(
      graph.nodes.flatMap(({ kind }) => (kind.startsWith('send-') ? [kind.slice(5)] : [])),
    );
    expect([...template.channels].sort()).toEqual([...used].sort());
  });

  test('every message in it can be sent as it is', () => {
    for (const node of graph.nodes.filter(({ kind }) => kind.startsWith('send-'))) {
      const found = channelById(node.kind.slice(5))!.problems(node.config['content']);
      expect([node.id, found]).toEqual([node.id, []]);
    }
  });

  test('every e-mail has a preview line, a heading and one button at least, or a question', () => {
    for (const { id: node, kind, config } of graph.nodes) {
      const { blocks, preheader } = (config['content'] ?? {}) as {
        readonly preheader?: string;
        readonly blocks?: readonly { readonly type: string; readonly note?: string }[];
      };
      if (kind !== 'send-email' || !blocks) continue;
      expect([node, preheader]).not.toEqual([node, undefined]);
      const types = blocks.map(({ type }) => type);
      expect(['heading', 'text'], node).toContain(types[0]);
      expect(
        types.some((type) => ['button', 'survey', 'recommendations'].includes(type)),
        node,
      ).toBe(true);
      expect(blocks.at(-1), node).toMatchObject({
        type: 'footer',
        note: expect.stringMatching(/.{20}/) as string,
      });
    }
  });

  test('every text that shows a name or a code also works without it', () => {
    const text = JSON.stringify(graph.nodes.map(({ config }) => config['content']));
    // What is said only `{% if %}` the value is there needs no other words.
    const open = text.replaceAll(/\{% if ([\w.]+) %\}.*?\{% (?:else|endif) %\}/g, (said, fact: string) =>
      said.replaceAll(`{{ ${fact}`, ''),
    );
    for (const [placeholder] of open.matchAll(
      /\{\{ (customer\.(firstName|tier)|cart\.recoveryUrl|cart\.firstTitle|discount\.label|product\.(title|url)|order\.number)[^}]*\}\}/g,
    ))
      expect(placeholder).toContain('default:');
  });

  test('makes no claim that only the store could prove, and no haste that is not true', () => {
    const text = JSON.stringify(graph.nodes.map(({ config }) => config['content'])).toLowerCase();
    expect(CLAIMS.flatMap((claim) => claim.exec(text)?.[0] ?? [])).toEqual([]);
  });

  test('every step has a name of its own in a marketer’s words', () => {
    const names = graph.nodes.map(({ name }) => name ?? '');
    for (const name of names) expect(name).toMatch(/^[A-Z].{2,40}$/);
  });

  test('compiles to the same plan each time, which can be stored', () => {
    expect(planText(compile(parseGraph(JSON.parse(JSON.stringify(template.graph))), kinds))).toBe(
      planText(plan),
    );
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  });

  test('every branch of every step is taken by somebody', () => {
    const untaken = plan.nodes.flatMap((node) =>
      Object.keys(node.ports)
        .filter((port) => !crowd.nodes[node.id]?.went[port])
        .map((port) => `${node.id}:${port}`),
    );
    expect(untaken).toEqual([]);
    expect(
      plan.nodes.filter(({ id: node }) => crowd.nodes[node]!.entered === 0).map(({ id: node }) => node),
    ).toEqual([]);
  });

  test('the cast takes the same branches whatever the weekday, and at whatever hour its rehearsal is opened', () => {
    const taken = (since: number) => {
      const from = castBegins(since, STORE.zone);
      const host = castHost(copiesOf(template.cast(from), 1));
      const { nodes } = rehearse({
        plan,
        step,
        store: STORE,
        from: since,
        until: since + (template.lastsDays + 60) * DAY,
        salt: id,
        people: copiesOf(template.cast(from), 1),
        host: {
          act: (call) => host.act(call) ?? takenAsDone(call.call),
          react: (send) => host.react(send) ?? [],
        },
      });
      return Object.entries(nodes)
        .flatMap(([node, { went }]) => Object.keys(went).map((port) => `${node}:${port}`))
        .sort();
    };
    const written = taken(FROM);
    for (let day = 0; day < 7; day += 1)
      expect(taken(FROM + day * DAY + ((day * 5) % 24) * HOUR), `${day} days later`).toEqual(written);
  });

  test('every message is sent to somebody', () => {
    const unsent = plan.nodes.filter(
      ({ id: node, kind }) => kind.startsWith('send-') && crowd.nodes[node]!.sent === 0,
    );
    expect(unsent.map(({ id: node }) => node)).toEqual([]);
  });

  test('everybody reaches an end within the days it says, and exits are taken', () => {
    const casts = enrolments.filter(({ customerId }) => !customerId.startsWith('sample-'));
    expect(
      casts.filter(({ endedAt }) => endedAt === null).map(({ customerId, node }) => [customerId, node]),
    ).toEqual([]);
    const exits = [...new Set(plan.trigger.exits.map(({ event }) => `exit:${event}`))];
    for (const exit of exits) expect(crowd.ended[exit] ?? 0, exit).toBeGreaterThan(0);
    for (const reason of Object.keys(crowd.ended)) expect(['completed', ...exits]).toContain(reason);
    const longest = Math.max(...casts.map(({ enteredAt, endedAt }) => endedAt! - enteredAt));
    expect(longest / DAY).toBeLessThanOrEqual(template.lastsDays + 1);
    expect(longest / DAY).toBeGreaterThan(template.lastsDays - 2);
  });

  test('nobody gets a message after an event that ends it', () => {
    const late = enrolments.filter(
      ({ endReason, endedAt, messages }) =>
        endReason?.startsWith('exit:') && messages.some(({ at }) => at > endedAt!),
    );
    expect(late).toEqual([]);
  });

  test('people in the holdout walk the same plan and are sent nothing', () => {
    const held = enrolments.filter(({ heldOut }) => heldOut);
    if (graph.settings.holdout === 0) return expect(held).toEqual([]);
    if (enrolments.length > 500) {
      expect(held.length / enrolments.length).toBeGreaterThan(graph.settings.holdout * 0.6);
      expect(held.length / enrolments.length).toBeLessThan(graph.settings.holdout * 1.4);
    }
    const outcomes = held.flatMap(({ messages }) => messages.map(({ outcome }) => outcome));
    expect(outcomes.filter((outcome) => outcome !== 'silent')).toEqual([]);
  });

  test('every decision is explained, and every code is one person’s alone', () => {
    for (const { trace } of enrolments.slice(0, 200))
      for (const { what, sentence } of trace)
        if (what === 'decided') expect(sentence).toMatch(/^[A-Z].{10,}\.$/);
    const codes = enrolments.flatMap(({ variables }) =>
      variables['code'] ? [(variables['code'] as { code: string }).code] : [],
    );
    if (graph.nodes.some(({ kind }) => kind === 'discount-code')) expect(codes.length).toBeGreaterThan(0);
    expect(new Set(codes).size).toBe(codes.length);
  });
});

/** What a message of a template must not say: nobody here has checked it for the store that sends it. */
const CLAIMS = [
  /\bbest (quality|price|in the|of the|ever)/,
  /\b(guaranteed|clinically|scientifically|proven)\b/,
  /(?<!no )\b(hurry|last chance|act now|don.t miss|only today|while it lasts)\b/,
  /\b(thousands|millions|hundreds) of (happy )?customers/,
  /(?<!to )\bfive[- ]star|5[- ]star|award[- ]winning/,
  /#1\b|number one\b/,
  /most of our customers|customers (come back|love|rave)/,
];
