import { graphShape } from '@millrace/core/rows';
import { id, instant, type Shape } from '@millrace/core/verb';
import { subjectSchema } from '@millrace/flow';
import { z } from 'zod';
import { pictureSchema } from './picture.ts';

const fields = {
  id,
  name: z.string(),
  purpose: z.string().describe('What it is for'),
  subject: subjectSchema.describe('What goes through it'),
  channels: z.array(z.string()),
  nodes: z.int().describe('Number of steps'),
  picture: pictureSchema,
  createdBy: z.string().nullable(),
  createdAt: instant,
  updatedAt: instant,
};

/** A template of the store, for its card. */
export const ownTemplateSchema = z.strictObject(fields).meta({ id: 'OwnTemplate' });
export type OwnTemplate = Shape<typeof ownTemplateSchema>;

export const ownTemplateWithGraphSchema = z
  .strictObject({ ...fields, graph: graphShape })
  .meta({ id: 'OwnTemplateWithGraph' });
