import { currentVersion, graphSchema } from '@millrace/flow';
import { NODE_KINDS } from '@millrace/nodes';
import { z } from 'zod';
import { configSchemaOf } from './node-kinds.ts';

type Schema = Record<string, unknown>;

let made: Schema | undefined;

/**
 * JSON Schema of a graph as the editor saves it: each node is of one of the catalogue's kinds, with the settings of that kind.
 * Settings may be incomplete in a draft; `required` lists what publishing needs.
 */
export function flowJsonSchema(): Schema {
  return (made ??= makeSchema());
}

function makeSchema(): Schema {
  const schema = z.toJSONSchema(graphSchema, { io: 'input', unrepresentable: 'any' }) as unknown as Schema & {
    properties: Schema & { nodes: Schema & { items: Schema } };
  };
  const node = schema.properties.nodes.items as Schema & { properties: Schema };
  const definitions = Object.fromEntries(
    NODE_KINDS.map((kind) => [
      `node-${kind.kind}`,
      {
        ...node,
        title: kind.title,
        description: kind.summary,
        properties: {
          ...node.properties,
          kind: { const: kind.kind },
          version: { type: 'integer', minimum: 0, maximum: currentVersion(kind), default: 0 },
          config: {
            ...withoutDraft(configSchemaOf(kind)),
            $id: `millrace-node-${kind.kind}`,
            default: kind.initial,
          },
        },
      },
    ]),
  );
  schema.properties.nodes.items = {
    oneOf: Object.keys(definitions).map((name) => ({ $ref: `#/$defs/${name}` })),
  };
  return {
    ...schema,
    $id: 'millrace-flow',
    title: 'A flow',
    $defs: { ...(schema['$defs'] as Schema | undefined), ...definitions },
  };
}

/** A nested schema without `$schema`. Its `$id` keeps its references local. */
function withoutDraft({ $schema: _draft, ...schema }: Schema): Schema {
  return schema;
}
