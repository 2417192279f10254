import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isIconName } from '@millrace/ui';
import { z } from 'zod';
import { TOUCH_KINDS } from '@millrace/measure';
import {
  ADDRESSES,
  channelById,
  channelIds,
  CHANNELS,
  channelTo,
  CONTENT_VARIABLES,
  type ChannelKind,
} from './index.ts';
import { pigeonChannel } from './testing/index.ts';

const here = import.meta.dirname;
const folders = readdirSync(here, { withFileTypes: true })
  .filter(
    (entry) =>
      entry.isDirectory() &&
      !entry.name.startsWith('.') &&
      !['_template', 'node_modules', 'testing'].includes(entry.name),
  )
  .map((entry) => entry.name);

interface FieldNode {
  readonly title?: string;
  readonly properties?: Record<string, FieldNode>;
  readonly items?: { readonly oneOf?: readonly FieldNode[]; readonly anyOf?: readonly FieldNode[] };
}

/** Paths of fields without a title. */
function untitled(node: FieldNode, path = ''): string[] {
  return Object.entries(node.properties ?? {}).flatMap(([name, field]) => [
    ...(field.title === undefined && !['type', 'id'].includes(name) ? [`${path}${name}`] : []),
    ...untitled(field, `${path}${name}.`),
    ...(field.items?.oneOf ?? field.items?.anyOf ?? []).flatMap((one) => untitled(one, `${path}${name}[].`)),
  ]);
}

describe('the list of channels', () => {
  it('names every folder and nothing else', () => {
    expect(CHANNELS.map((channel) => channel.id).toSorted()).toEqual(folders.toSorted());
    expect(new Set(CHANNELS.map((channel) => channel.id)).size).toBe(CHANNELS.length);
    expect(channelById('no-such')).toBeUndefined();
    expect(channelIds()).toEqual(CHANNELS.map((channel) => channel.id));
    expect(channelTo('email')?.address).toBe('email');
  });

  it('offers each placeholder once', () => {
    expect(new Set(CONTENT_VARIABLES.map((variable) => variable.path)).size).toBe(CONTENT_VARIABLES.length);
  });
});

/** The channels of the catalogue, and one that only tests have. */
const all: readonly (readonly [id: string, channel: ChannelKind, folder: string])[] = [
  ...CHANNELS.map((channel) => [channel.id, channel, join(here, channel.id)] as const),
  [pigeonChannel.id, pigeonChannel, join(here, 'testing', pigeonChannel.id)],
];
const shares = (value: number) => value >= 0 && value <= 1;

describe.each(all)('the channel %s', (id, channel, folder) => {
  it('has a page in the docs, a preview and a test', () => {
    expect(
      ['channel.ts', 'preview.tsx', 'docs.md', `${id}.test.ts`].filter(
        (file) => !existsSync(join(folder, file)),
      ),
    ).toEqual([]);
    expect(readFileSync(join(folder, 'docs.md'), 'utf8').length).toBeGreaterThan(300);
  });

  it('has an example without problems, and initial content that is only empty', () => {
    expect(channel.content.safeParse(channel.example).success).toBe(true);
    expect(channel.problems(channel.example)).toEqual([]);
    expect(channel.content.safeParse(channel.initial).success).toBe(true);
    expect(channel.problems(channel.initial).some((problem) => problem.severity === 'error')).toBe(true);
  });

  it('reports problems of any content, in whole sentences', () => {
    for (const content of [undefined, null, 7, 'x', [], {}, channel.initial]) {
      const problems = channel.problems(content);
      expect(problems.length).toBeGreaterThan(0);
      for (const problem of problems) expect(problem.sentence).toMatch(/^[A-Z“].*[.…]$/s);
      expect(channel.plainSummary(content)).toMatch(/\w/);
    }
  });

  it('has a title for every field, and an existing icon', () => {
    expect(untitled(z.toJSONSchema(channel.content, { io: 'input' }) as FieldNode)).toEqual([]);
    expect(isIconName(channel.icon)).toBe(true);
  });

  it('lists every text with placeholders of its example', () => {
    const given = JSON.stringify(channel.example).match(/\{\{/g)?.length ?? 0;
    const found = channel
      .texts(channel.content.parse(channel.example))
      .reduce((sum, entry) => sum + (entry.text.match(/\{\{/g)?.length ?? 0), 0);
    expect(found).toBe(given);
  });

  it('has an id that fits into addresses, tables and names of steps', () => {
    expect(id).toMatch(/^[a-z][a-z0-9-]{1,30}$/);
    expect(Object.keys(ADDRESSES)).toContain(channel.address);
    const { missing, testTo, noun } = ADDRESSES[channel.address];
    expect([missing, noun].every((words) => /^[a-z]/.test(words)) && /^[A-Z]/.test(testTo)).toBe(true);
  });

  it('has words that fit into their sentences', () => {
    const { words } = channel;
    expect(words.one).toMatch(/^an? \S/);
    expect(channel.noun).toMatch(/^an? \S/);
    for (const inside of [words.many, words.reached, words.provider]) expect(inside).toMatch(/^[a-z]/);
    for (const first of [channel.title, words.short, words.agreed, channel.purpose])
      expect(first).toMatch(/^[A-Z]/);
    expect(words.use).toMatch(/^[A-Z].*\.$/);
    expect(channel.mention(channel.content.parse(channel.example))).toMatch(/^(an?|the) /);
  });

  it('has at least one touch for which an order counts', () => {
    const touches = Object.entries(channel.attribution);
    expect(touches.length).toBeGreaterThan(0);
    for (const [touch, hours] of touches) {
      expect(TOUCH_KINDS as readonly string[]).toContain(touch);
      expect(hours).toBeGreaterThan(0);
      expect(hours).toBeLessThanOrEqual(24 * 60);
    }
    // An open that is never tracked cannot count.
    if (!channel.tracksOpens) expect(channel.attribution.opened).toBeUndefined();
    expect(channel.usualAnswers.opened > 0).toBe(channel.tracksOpens);
  });

  it('has shares from 0 to 1, and 24 hours', () => {
    const { opened, clicked, bought, byHour } = channel.usualAnswers;
    for (const share of [opened, clicked, bought, channel.sample.agreed, channel.sample.suppressed])
      expect(share).toSatisfy(shares);
    expect(byHour).toHaveLength(24);
    expect(channel.atOnce).toBeGreaterThan(0);
    expect(channel.usualCost).toBeGreaterThanOrEqual(0);
  });

  it('says in a whole sentence why a rule of its own stops a message', () => {
    const sentences = [
      channel.cartRule?.again,
      channel.cartRule?.late(48),
      channel.consentRules.confirmedForCarts?.sentence,
    ];
    for (const sentence of sentences)
      if (sentence !== undefined) expect(sentence).toMatch(/^Not sent: .+\.$/);
    expect(channel.cartRule === null || channel.cartRule.late(48).includes('48')).toBe(true);
  });

  it('carries the words of every channel over, with the link and the code, and without a problem that stops publishing', () => {
    for (const from of [...CHANNELS, pigeonChannel]) {
      const core = from.coreOf(from.content.parse(from.example));
      const content = channel.content.parse(channel.fromCore(core));
      const said = JSON.stringify(content);
      if (core.link !== '') expect(said).toContain(core.link);
      if (core.showsCode && channel !== pigeonChannel) expect(said).toMatch(/discount/);
      expect(channel.problems(content).filter(({ severity }) => severity === 'error')).toEqual([]);
      for (const { text } of channel.texts(content))
        expect(text.replace(/\{\{[^{}]*\}\}|\{%[^{}]*%\}/g, '')).not.toMatch(/[{}]/);
    }
    const nothing = channel.coreOf(channel.content.parse(channel.initial));
    expect(nothing).toEqual({ title: '', text: '', link: '', showsCode: false });
  });

  it('has a look on a phone at least', () => {
    expect(channel.screens[0]).toBe('phone');
    expect(new Set(channel.screens).size).toBe(channel.screens.length);
  });

  it('is billed in parts exactly when it has a limit of parts', () => {
    expect(channel.partsOf('Hello') !== null).toBe(channel.limits.parts !== null);
    expect(['counted', 'short', 'plain']).toContain(
      channel.linkStyle(channel.content.parse(channel.example)),
    );
  });
});

it('no two channels use the same name for a setting', () => {
  const settings = [...CHANNELS, pigeonChannel]
    .flatMap(({ consentRules }) => [consentRules.neverAsked, consentRules.confirmedForCarts])
    .flatMap((rule) => rule?.setting ?? []);
  expect(new Set(settings).size).toBe(settings.length);
});
