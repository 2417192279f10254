import { currentVersion, graphSchema } from '@millrace/flow';
import { NODE_KINDS } from '@millrace/nodes';
import { z } from 'zod';
import { configSchemaOf } from './node-kinds.ts';

type Schema = Record<string, unknown>;

let made: Schema | undefined;

/**
 * JSON Schema of a graph as the editor saves it: each node is one of the catalogue's kinds, with the settings that kind
 * has. Settings may be unfinished in a draft; what must be there to publish is what their `required` says.
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

/** A schema inside another names no draft; by its `$id` its references stay within it. */
function withoutDraft({ $schema: _draft, ...schema }: Schema): Schema {
  return schema;
}
