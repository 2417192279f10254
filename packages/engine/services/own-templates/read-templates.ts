import { fail, type Instant } from '@millrace/base';
import { readGraph } from '@millrace/core/plans';
import { defineVerb } from '@millrace/core/verb';
import type { Fragment, Tx } from '@millrace/db';
import type { Graph } from '@millrace/flow';
import { z } from 'zod';
import { channelsOf } from '../flows/flow-problems.ts';
import { pictureOf } from './picture.ts';
import { ownTemplateSchema, ownTemplateWithGraphSchema, type OwnTemplate } from './shapes.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
  readonly graph: unknown;
  readonly created_by: string | null;
  readonly created_at: Instant;
  readonly updated_at: Instant;
}

const rowsOf = (tx: Tx, which: Fragment) => tx<Row[]>`
  select id, name, purpose, graph, created_by, created_at, updated_at from own_templates
    where ${which} order by lower(name), id`;

function view(row: Row): OwnTemplate & { readonly graph: Graph } {
  const graph = readGraph(row.graph);
  return {
    id: row.id,
    name: row.name,
    purpose: row.purpose,
    subject: graph.subject,
    channels: [...channelsOf(graph)],
    nodes: graph.nodes.length,
    picture: pictureOf(graph),
    createdBy: row.created_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    graph,
  };
}

/**
 * One template of the store.
 * @throws MillraceError not-found
 */
export async function readOwnTemplate(tx: Tx, id: string): Promise<ReturnType<typeof view>> {
  const [row] = await rowsOf(tx, tx`id = ${id}`);
  return row ? view(row) : fail('not-found', { what: 'template' });
}

function cardOf(template: ReturnType<typeof view>): OwnTemplate {
  const { graph: _, ...card } = template;
  return card;
}

/** The same without its graph. */
export const readOwnCard = async (tx: Tx, id: string): Promise<OwnTemplate> =>
  cardOf(await readOwnTemplate(tx, id));

/** All templates of the store, by name. There are at most 100. */
export const listOwnTemplates = defineVerb({
  name: 'templates-read',
  permission: 'flows:read',
  input: z.strictObject({}),
  output: z.strictObject({ items: z.array(ownTemplateSchema) }),
  run: async (tx) => ({
    items: (await rowsOf(tx, tx`true`)).map((row) => cardOf(view(row))),
  }),
});

export const getOwnTemplate = defineVerb({
  name: 'template-read',
  permission: 'flows:read',
  input: z.strictObject({ id: z.uuid() }),
  output: ownTemplateWithGraphSchema,
  run: (tx, { id }) => readOwnTemplate(tx, id),
});
