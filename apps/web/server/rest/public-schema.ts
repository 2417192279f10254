import { partOf } from '@millrace/core/verb';
import type { ZodOpenApiOverride } from 'zod-openapi';

/**
 * Rewrites schemas to what the API sends (`present.ts`). Objects are left open, because fields may be added and existing
 * clients have to accept them.
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

/** Replaces the type of a schema. Its name and description stay. */
function rewrite(jsonSchema: Record<string, unknown>, as: Record<string, unknown>): void {
  for (const name of Object.keys(jsonSchema)) if (!STAYS.has(name)) delete jsonSchema[name];
  Object.assign(jsonSchema, as);
}

const STAYS = new Set(['$ref', 'id', 'title', 'description', 'example', 'examples', 'deprecated']);
