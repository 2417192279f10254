import { flowJsonSchema } from '../../catalogue/flow-schema.ts';
import { freeRecord, pageShape } from '@millrace/core/verb';
import { templateCards, templateSchema } from '../../catalogue/gallery.ts';
import { nodeKindSchema, nodeKindViews } from '../../catalogue/node-kinds.ts';
import { ok, type Operation } from '../operation.ts';
import { cloneOperation } from './flows.ts';

export const catalogueOperations: readonly Operation[] = [
  {
    id: 'listTemplates',
    method: 'GET',
    path: '/templates',
    tag: 'Templates',
    summary: 'The gallery',
    scope: 'flows:read',
    answer: { status: 200, description: 'All templates', schema: pageShape(templateSchema) },
    run: () => Promise.resolve(ok({ items: templateCards(), next: null })),
  },
  cloneOperation,
  {
    id: 'listNodeKinds',
    method: 'GET',
    path: '/node-kinds',
    tag: 'Catalogue',
    summary: 'Kinds of nodes, as the palette shows them',
    scope: 'flows:read',
    answer: {
      status: 200,
      description: 'All kinds with the schemas of their settings',
      schema: pageShape(nodeKindSchema),
    },
    run: () => Promise.resolve(ok({ items: nodeKindViews(), next: null })),
  },
  {
    id: 'flowSchema',
    method: 'GET',
    path: '/schema/flow',
    tag: 'Catalogue',
    summary: 'JSON Schema of a graph with all kinds of nodes',
    scope: 'flows:read',
    answer: { status: 200, description: 'A JSON Schema, draft 2020-12', schema: freeRecord },
    run: () =>
      Promise.resolve({ ...ok(flowJsonSchema()), contentType: 'application/schema+json', raw: true }),
  },
];
