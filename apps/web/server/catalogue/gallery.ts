import { fail, own } from '@millrace/base';
import { actCapability } from '@millrace/connectors/acts';
import type { Shape } from '@millrace/core/verb';
import { kinds } from '@millrace/nodes';
import { TEMPLATES, templates, type Template } from '@millrace/templates';
import { z } from 'zod';

/** A template without its graph, for the cards of the gallery. */
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
          what: z.enum(['event', 'channel', 'consent', 'cost', 'capability']),
          name: z.string(),
          sentence: z.string(),
        }),
      )
      .describe('What the store needs for it to work'),
    story: z.string(),
    result: z
      .strictObject({ text: z.string(), source: z.string() })
      .describe('Published results of such flows, with their source'),
    nodes: z.int().describe('Number of steps'),
  })
  .meta({ id: 'Template' });
export type TemplateCard = Shape<typeof templateSchema>;

export function templateCards(): TemplateCard[] {
  return TEMPLATES.map(({ graph, needs, ...card }) => ({
    ...card,
    needs: [...needs, ...asked(graph)],
    nodes: graph.nodes.length,
  }));
}

/** The capabilities its steps need from connected systems, read from the steps themselves. */
function asked({ nodes }: Template['graph']): TemplateCard['needs'] {
  const capabilities = nodes.flatMap(({ kind: name, config }) => {
    const kind = own(kinds, name);
    const parsed = kind?.config.safeParse(config ?? {});
    return parsed?.success ? (kind?.asks?.(parsed.data) ?? []).map(({ capability }) => capability) : [];
  });
  return [...new Set(capabilities)].map((name) => ({
    what: 'capability',
    name,
    sentence: `A connected system that can ${actCapability(name)?.words ?? name}.`,
  }));
}

/** @throws MillraceError template-unknown */
export function readTemplate(id: string): Template {
  const template = own(templates, id);
  return template ?? fail('template-unknown', { id });
}
