import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { channelById } from '@millrace/channels';
import { compile, createStep, eventType, parseGraph, planText, validate, type Plan } from '@millrace/flow';
import { kinds } from '@millrace/nodes';
import { sampleShares } from '@millrace/channels';
import { rehearse, samplePeople, type Rehearsal, type RehearsedEnrolment } from '@millrace/rehearsal';
import { TEMPLATES, templates } from './kinds.ts';
import { FROM, HOUR, opening, STORE, UNTIL } from './testing/people.ts';

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
  let plan: Plan;
  let crowd: Rehearsal;
  const enrolments: RehearsedEnrolment[] = [];

  beforeAll(() => {
    plan = compile(graph, kinds);
    crowd = rehearse({
      plan,
      step,
      store: STORE,
      from: FROM,
      until: UNTIL,
      salt: id,
      people: samplePeople({
        count: 1_500,
        seed: id,
        from: FROM,
        until: UNTIL - 10 * 24 * HOUR,
        carts: 1.5,
        channels: sampleShares(),
      }),
      host: {
        react: (send) =>
          Number.parseInt(send.message.messageId.slice(0, 1), 16) < 6 ? opening(HOUR)(send) : [],
      },
      onEnrolment: (enrolment) => enrolments.push(enrolment),
    });
  });

  test('has no problems, not even a warning', () => {
    expect(validate(graph, kinds)).toEqual([]);
  });

  test('says what it is for, what happens, and the expected result with a source', () => {
    expect(template.title).toMatch(/^[A-Z]/);
    for (const text of [template.summary, template.goal, template.story, template.result.text])
      expect(text).toMatch(/^[A-Z].{20,}\.$/s);
    expect(template.result.source).toMatch(/\d{4}/);
    for (const { sentence } of template.needs) expect(sentence).toMatch(/\.$/);
    for (const { what, name } of template.needs) if (what === 'event') expect(eventType(name)).toBeDefined();
  });

  test('its folder has its content, its promises and a test of them', () => {
    const files = readdirSync(join(HERE, id));
    expect(files).toEqual(
      expect.arrayContaining([
        'content',
        'expected-path.ts',
        'graph.ts',
        'story.md',
        'template.ts',
        `${id}.test.ts`,
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

  test('every text that shows a name or a code also works without it', () => {
    const text = JSON.stringify(graph.nodes.map(({ config }) => config));
    for (const [placeholder] of text.matchAll(
      /\{\{ (customer|cart\.recoveryUrl|cart\.firstTitle|discount\.label)[^}]*\}\}/g,
    ))
      expect(placeholder).toContain('default:');
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

  test('everybody reaches an end, and people who buy leave by buying', () => {
    expect(crowd.running).toBe(0);
    expect(crowd.ended['exit:order-placed']).toBeGreaterThan(50);
    expect(Object.keys(crowd.ended).sort()).toEqual(['completed', 'exit:order-placed']);
  });

  test('nobody gets a message after they bought the cart it is about', () => {
    const late = enrolments.filter(
      ({ endReason, endedAt, messages }) =>
        endReason === 'exit:order-placed' && messages.some(({ at }) => at > endedAt!),
    );
    expect(late).toEqual([]);
  });

  test('about one person in ten is in the holdout, walks the same plan and is sent nothing', () => {
    const held = enrolments.filter(({ heldOut }) => heldOut);
    expect(held.length / enrolments.length).toBeGreaterThan(0.06);
    expect(held.length / enrolments.length).toBeLessThan(0.14);
    expect(new Set(held.flatMap(({ messages }) => messages.map(({ outcome }) => outcome)))).toEqual(
      new Set(['silent']),
    );
    expect(held.some(({ messages }) => messages.length > 0)).toBe(true);
  });

  test('every decision is explained, and every code is one person’s alone', () => {
    for (const { trace } of enrolments.slice(0, 200))
      for (const { what, sentence } of trace)
        if (what === 'decided') expect(sentence).toMatch(/^[A-Z].{10,}\.$/);
    const codes = enrolments.flatMap(({ variables }) =>
      variables['code'] ? [(variables['code'] as { code: string }).code] : [],
    );
    expect(codes.length).toBeGreaterThan(0);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
