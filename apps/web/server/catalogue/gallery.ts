import { fail } from '@millrace/base';
import { actCapability } from '@millrace/connectors/acts';
import type { Shape } from '@millrace/core/verb';
import { kinds } from '@millrace/nodes';
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
      .array(
        z.strictObject({
          what: z.enum(['event', 'channel', 'consent', 'cost', 'capability']),
          name: z.string(),
          sentence: z.string(),
        }),
      )
      .describe('What the store has to have for it to work'),
    story: z.string(),
    result: z
      .strictObject({ text: z.string(), source: z.string() })
      .describe('What others see with flows like it, and who says so'),
    nodes: z.int().describe('How many steps it has'),
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

/** What its steps ask connected systems for: read from the steps, so that no template forgets to say so. */
function asked({ nodes }: Template['graph']): TemplateCard['needs'] {
  const capabilities = nodes.flatMap(({ kind: name, config }) => {
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
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
  const template = Object.hasOwn(templates, id) ? templates[id] : undefined;
  return template ?? fail('template-unknown', { id });
}
