import { fail } from '@millrace/base';
import type { Shape } from '@millrace/core/verb';
import { TEMPLATES, templates, type Template } from '@millrace/templates';
import { z } from 'zod';

/** A template without its graph, for the gallery's cards. */
export const templateSchema = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    summary: z.string(),
    goal: z.string().describe('What it is for, in the words of who asks for it'),
    category: z.enum(['recover', 'welcome', 'grow', 'keep', 'win-back', 'service', 'operate']),
    channels: z.array(z.string()),
    needs: z
      .array(z.strictObject({ what: z.enum(['event', 'channel', 'consent', 'cost']), name: z.string(), sentence: z.string() }))
      .describe('What the store has to have for it to work'),
    story: z.string(),
    result: z.strictObject({ text: z.string(), source: z.string() }).describe('What others see with flows like it, and who says so'),
    nodes: z.int().describe('How many steps it has'),
  })
  .meta({ id: 'Template' });
export type TemplateCard = Shape<typeof templateSchema>;

export function templateCards(): TemplateCard[] {
  return TEMPLATES.map(({ graph, ...card }) => ({ ...card, nodes: graph.nodes.length }));
}

/** @throws MillraceError template-unknown */
export function readTemplate(id: string): Template {
  const template = Object.hasOwn(templates, id) ? templates[id] : undefined;
  return template ?? fail('template-unknown', { id });
}
