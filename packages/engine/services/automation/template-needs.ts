import { own } from '@millrace/base';
import { CONNECTORS } from '@millrace/connectors';
import { actCapability } from '@millrace/connectors/acts';
import { kinds } from '@millrace/core/plans';
import type { Template, TemplateNeed } from '@millrace/templates';

/** What Millrace does itself, without a connection. */
const OF_MILLRACE: ReadonlySet<string> = new Set(
  CONNECTORS.flatMap(({ builtIn, acts }) => (builtIn ? Object.keys(acts ?? {}) : [])),
);

/** What a store has to have for a template: what it says itself, and the capabilities its steps need. */
export const templateNeeds = ({ needs, graph }: Pick<Template, 'needs' | 'graph'>): TemplateNeed[] => [
  ...needs,
  ...asked(graph),
];

/** The capabilities its steps need from connected systems, read from the steps themselves. */
function asked({ nodes }: Template['graph']): TemplateNeed[] {
  const found = new Map<string, boolean>();
  for (const { kind: name, config } of nodes) {
    const kind = own(kinds, name);
    const parsed = kind?.config.safeParse(config ?? {});
    for (const { capability, orPerson = false } of parsed?.success ? (kind?.asks?.(parsed.data) ?? []) : [])
      if (!OF_MILLRACE.has(capability)) found.set(capability, (found.get(capability) ?? true) && orPerson);
  }
  return [...found].map(([name, orPerson]) => {
    const words = actCapability(name)?.words ?? name;
    return orPerson
      ? {
          what: 'capability' as const,
          name,
          sentence: `A connected system that can ${words}. Without one, your team gets a task.`,
          isOptional: true,
        }
      : { what: 'capability' as const, name, sentence: `A connected system that can ${words}.` };
  });
}
