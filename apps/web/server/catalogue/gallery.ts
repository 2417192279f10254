import { fail } from '@millrace/base';
import { TEMPLATES, templates, type Template } from '@millrace/templates';

/** A template without its graph, for the gallery's cards. */
export type TemplateCard = Omit<Template, 'graph'> & { readonly nodes: number };

export function templateCards(): TemplateCard[] {
  return TEMPLATES.map(({ graph, ...card }) => ({ ...card, nodes: graph.nodes.length }));
}

/** @throws MillraceError template-unknown */
export function readTemplate(id: string): Template {
  const template = Object.hasOwn(templates, id) ? templates[id] : undefined;
  return template ?? fail('template-unknown', { id });
}
