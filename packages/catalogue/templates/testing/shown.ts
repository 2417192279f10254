import { hash53 } from '@millrace/base';
import type { Template } from '../template.ts';

/**
 * What the pictures of the docs show of each template, as a hash by the id of the template: its title and its steps with
 * their messages. With another value the pictures are of an older state.
 */
export function shownOf(templates: readonly Template[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    templates.map(({ id, title, summary, goal, graph: { nodes, edges } }) => [
      id,
      hash53(JSON.stringify([title, summary, goal, nodes, edges])).toString(36),
    ]),
  );
}
