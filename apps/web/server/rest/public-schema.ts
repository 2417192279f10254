import { partOf } from '@millrace/core/verb';
import type { ZodOpenApiOverride } from 'zod-openapi';

/**
 * The parts of an answer as the API writes them (`present.ts`). Objects are not said to be closed: a field may be added, and
 * whoever made a client before should go on reading.
 */
export const asPublic: ZodOpenApiOverride = ({ zodSchema, jsonSchema, io }) => {
  if (io !== 'output') return;
  const part = partOf(zodSchema);
  if (part === 'instant') rewrite(jsonSchema, { type: 'string', format: 'date-time' });
  else if (part === 'free') rewrite(jsonSchema, {});
  else if (part === 'free-fields') rewrite(jsonSchema, { type: 'object', additionalProperties: {} });
  else if (part === 'unbounded') rewrite(jsonSchema, { type: ['number', 'null'] });
  else if (jsonSchema['additionalProperties'] === false) delete jsonSchema['additionalProperties'];
};

/** What it is changes; what it is called and described as stays. */
function rewrite(jsonSchema: Record<string, unknown>, as: Record<string, unknown>): void {
  for (const name of Object.keys(jsonSchema)) if (!STAYS.has(name)) delete jsonSchema[name];
  Object.assign(jsonSchema, as);
}

const STAYS = new Set(['$ref', 'id', 'title', 'description', 'example', 'examples', 'deprecated']);
