import type { WritingTask } from '../writing.ts';

/** What a model may be asked to write. */
export const EXAMPLE_TASK: WritingTask = {
  instructions: 'You write for North & Thread.',
  prompt: 'Propose one subject.',
  form: 'variants',
  schema: {
    type: 'object',
    properties: {
      variants: {
        type: 'array',
        items: {
          type: 'object',
          properties: { angle: { type: 'string' }, subject: { type: 'string' } },
          required: ['angle', 'subject'],
          additionalProperties: false,
        },
      },
    },
    required: ['variants'],
    additionalProperties: false,
  },
  mostTokens: 4_000,
};
