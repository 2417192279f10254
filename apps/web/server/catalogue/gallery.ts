import { fail, own } from '@millrace/base';
import type { Shape } from '@millrace/core/verb';
import { graphSchema, subjectSchema } from '@millrace/flow';
import { templateNeeds } from '@millrace/services/automation';
import { pictureOf, pictureSchema } from '@millrace/services/own-templates';
import { TEMPLATES, templates, type Template } from '@millrace/templates';
import { z } from 'zod';

/** A template without its graph and its messages, for the cards of the gallery. */
export const templateSchema = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    summary: z.string(),
    goal: z.string().describe('What it is for, in the words of a marketer'),
    category: z.enum(['recover', 'welcome', 'grow', 'keep', 'win-back', 'service', 'operate']),
    channels: z.array(z.string()),
    needs: z
      .array(
        z.strictObject({
          what: z.enum(['event', 'channel', 'consent', 'cost', 'capability', 'tiers']),
          name: z.string(),
          sentence: z.string(),
          isOptional: z.boolean().optional().describe('Whether it also works without'),
        }),
      )
      .describe('What the store needs for it to work'),
    story: z.string(),
    result: z
      .strictObject({ text: z.string(), source: z.string().nullable() })
      .describe('Published results of such flows, with their source; no source, no figure'),
    guardrails: z.array(z.string()).describe('What keeps it in bounds'),
    owner: z.enum(['founder', 'marketing', 'service', 'operations']).describe('Who should own it'),
    level: z.int().min(2).max(5).describe('Level of automation it takes a store to, of five'),
    reviewAfterDays: z.int().describe('Days after which a flow made from it asks for a review'),
    lastsDays: z.int().describe('Days from entering to the end, at most'),
    subject: subjectSchema.describe('What goes through it'),
    metrics: z
      .strictObject({
        success: z.string(),
        failure: z.string(),
        days: z.number(),
        holdout: z.number().min(0).max(0.5),
      })
      .describe('Event types of the success and failure metric, their days, and the holdout share'),
    nodes: z.int().describe('Number of steps'),
    picture: pictureSchema,
  })
  .meta({ id: 'Template' });
export type TemplateCard = Shape<typeof templateSchema>;

export function templateCards(): TemplateCard[] {
  return (known ??= TEMPLATES.map(cardOf));
}

/** Templates do not change while the process runs. */
let known: TemplateCard[] | undefined;

function cardOf({
  graph: written,
  needs,
  cast: _cast,
  adapt: _adapt,
  earns: _earns,
  ...card
}: Template): TemplateCard {
  const { settings, subject, nodes } = graphSchema.parse(written);
  const { outcome, failure, outcomeDays, holdout } = settings;
  return {
    ...card,
    channels: [...card.channels],
    guardrails: [...card.guardrails],
    needs: templateNeeds({ needs, graph: written }),
    subject,
    metrics: { success: outcome, failure, days: outcomeDays, holdout },
    nodes: nodes.length,
    picture: pictureOf(written),
  };
}

/** @throws MillraceError template-unknown */
export function readTemplate(id: string): Template {
  const template = own(templates, id);
  return template ?? fail('template-unknown', { id });
}
