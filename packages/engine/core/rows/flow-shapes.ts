import type { Graph } from '@millrace/flow';
import { z } from 'zod';
import { freeAs, id, instant, type Shape } from '../verb/shape.ts';

export const flowStateSchema = z.enum(['draft', 'live', 'paused', 'stopped']);
export type FlowState = z.output<typeof flowStateSchema>;

export const graphShape = freeAs<Graph>()
  .describe('As `GET /schema/flow` describes it')
  .meta({ id: 'Graph' });

export const flowFields = {
  id,
  name: z.string(),
  state: flowStateSchema,
  revision: z.int().describe('Rises with each save; send it along so that nobody overwrites another'),
  graph: graphShape,
  liveVersionId: id.nullable(),
  liveVersion: z.int().nullable(),
  templateId: z.string().nullable(),
  updatedAt: instant,
  updatedBy: z.string().nullable(),
  createdAt: instant,
  pausedAt: instant.nullable(),
};

/** A flow as screens and the public API show it. */
export const flowSchema = z.strictObject(flowFields).meta({ id: 'Flow' });
export type FlowView = Shape<typeof flowSchema>;
