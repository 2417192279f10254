import type { GraphNode } from '@millrace/flow';

/** Where a step that sends something keeps what it says, in its config. */
export const MESSAGE_FIELD = 'content';

export const holdsMessage = (node: GraphNode | undefined): boolean =>
  node !== undefined && MESSAGE_FIELD in node.config;
