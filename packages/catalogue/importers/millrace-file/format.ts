import { z } from 'zod';
import { THINGS } from '../references.ts';

/** The word in every file of a flow. */
export const FORMAT = 'millrace-flow';
/** The version of the file; the graph in it has its own. */
export const FORMAT_VERSION = 1;

/** The keys that stand in a graph for things of its store. */
export const KEY = /^ref:[a-z]+-\d{1,4}$/;

const named = z.strictObject({
  key: z.string().regex(KEY),
  thing: z.enum(THINGS),
  name: z.string().max(200),
  connector: z.string().max(60).optional(),
});

/** A flow as a file. */
export const flowFileSchema = z
  .strictObject({
    format: z.literal(FORMAT),
    version: z.literal(FORMAT_VERSION),
    name: z.string().trim().min(1).max(120),
    /** What the flow names in its store, by the key that stands in the graph in its place. */
    named: z.array(named).max(5_000).default([]),
    /** Settings, steps, connections, notes and texts. */
    graph: z.looseObject({ nodes: z.array(z.unknown()), edges: z.array(z.unknown()) }),
  })
  .meta({ id: 'FlowFile' });
export type FlowFile = z.infer<typeof flowFileSchema>;
