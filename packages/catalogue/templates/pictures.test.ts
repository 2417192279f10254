import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { channelById } from '@millrace/channels';
import { kinds } from '@millrace/nodes';
import { TEMPLATES } from './kinds.ts';
import { shownOf } from './testing/shown.ts';

const DOCS = join(dirname(fileURLToPath(import.meta.url)), '../../../docs/gallery');
const RENEW = 'make them anew: MILLRACE_PICTURES=1 npm test -- browser pictures';

test('the pictures of the docs are of the templates as they are now', () => {
  expect(JSON.parse(readFileSync(join(DOCS, 'shown.json'), 'utf8')), RENEW).toEqual(shownOf(TEMPLATES));
});

test.each(TEMPLATES.map((template) => [template.id, template] as const))(
  '%s has pictures of its steps and of each message',
  (id, { graph }) => {
    const messages = graph.nodes.filter(({ kind }) => channelById(kinds[kind]?.channel ?? '') !== undefined);
    const pictures = [
      'steps-light.webp',
      'steps-dark.webp',
      ...messages.map((_, index) => `message-${index + 1}.webp`),
    ];
    expect(
      pictures.filter((picture) => !existsSync(join(DOCS, id, picture))),
      RENEW,
    ).toEqual([]);
  },
);
