import { createHash } from 'node:crypto';
import type { Template } from '../template.ts';

/**
 * What the pictures of the docs show of each template, as the beginning of a SHA-256, by the id of the template:
 * its title and its steps with their messages. With another value the pictures are of an older state.
 */
export function shownOf(templates: readonly Template[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    templates.map(({ id, title, summary, goal, graph: { nodes, edges } }) => [
      id,
      createHash('sha256')
        .update(JSON.stringify([title, summary, goal, nodes, edges]))
        .digest('hex')
        .slice(0, 16),
    ]),
  );
}
