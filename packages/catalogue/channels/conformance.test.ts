import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isIconName } from '@millrace/ui';
import { z } from 'zod';
import { channelById, CHANNELS, CONTENT_VARIABLES } from './index.ts';

const here = import.meta.dirname;
const folders = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !['_template', 'node_modules'].includes(entry.name))
  .map((entry) => entry.name);

interface FieldNode {
  readonly title?: string;
  readonly properties?: Record<string, FieldNode>;
  readonly items?: { readonly oneOf?: readonly FieldNode[]; readonly anyOf?: readonly FieldNode[] };
}

/** Fields a marketer would meet without a title, by path. */
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
  });

  it('offers each placeholder once', () => {
    expect(new Set(CONTENT_VARIABLES.map((variable) => variable.path)).size).toBe(CONTENT_VARIABLES.length);
  });
});

describe.each(CHANNELS.map((channel) => [channel.id, channel] as const))('the channel %s', (id, channel) => {
  it('has a page in the docs, a look and a test', () => {
    expect(['channel.ts', 'preview.tsx', 'docs.md', `${id}.test.ts`].filter((file) => !existsSync(join(here, id, file)))).toEqual([]);
    expect(readFileSync(join(here, id, 'docs.md'), 'utf8').length).toBeGreaterThan(300);
  });

  it('has an example that is right, and a beginning that only misses words', () => {
    expect(channel.content.safeParse(channel.example).success).toBe(true);
    expect(channel.problems(channel.example)).toEqual([]);
    expect(channel.content.safeParse(channel.initial).success).toBe(true);
    expect(channel.problems(channel.initial).some((problem) => problem.severity === 'error')).toBe(true);
  });

  it('says what is wrong with anything at all, in whole sentences', () => {
    for (const content of [undefined, null, 7, 'x', [], {}, channel.initial]) {
      const problems = channel.problems(content);
      expect(problems.length).toBeGreaterThan(0);
      for (const problem of problems) expect(problem.sentence).toMatch(/^[A-Z“].*[.…]$/s);
      expect(channel.plainSummary(content)).toMatch(/\w/);
    }
  });

  it('has a title for every field a marketer meets, and an icon that is drawn', () => {
    expect(untitled(z.toJSONSchema(channel.content, { io: 'input' }) as FieldNode)).toEqual([]);
    expect(isIconName(channel.icon)).toBe(true);
  });

  it('finds every placeholder of its example where the renderer looks for them', () => {
    const given = JSON.stringify(channel.example).match(/\{\{/g)?.length ?? 0;
    const found = channel
      .texts(channel.content.parse(channel.example))
      .reduce((sum, entry) => sum + (entry.text.match(/\{\{/g)?.length ?? 0), 0);
    expect(found).toBe(given);
  });
});
