import type { GraphNode } from '@millrace/flow';

/** The field of a step's config that has its message. */
export const MESSAGE_FIELD = 'content';

export const holdsMessage = (node: GraphNode | undefined): boolean =>
  node !== undefined && MESSAGE_FIELD in node.config;
