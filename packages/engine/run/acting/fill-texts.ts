import { contentView } from '@millrace/content';
import { fillTextsApart } from '@millrace/content/pool';
import type { LoadedFacts } from '@millrace/core/facts';
import type { EnrolmentRow } from '@millrace/core/rows';
import { localeOf } from '@millrace/core/store';
import { codeOf } from '../attempts/code-of.ts';
import { notRendered, type NotRendered } from '../sending/render-message.ts';
import type { Renderings } from '../sending/renderings.ts';

type Texts = Readonly<Record<string, string>>;

/**
 * The texts of a call, filled in for this person, or the problem that prevents it.
 * @param fixed texts that are already filled in, by an earlier attempt or by a person who checked them
 */
export async function fillTexts(
  enrolment: EnrolmentRow,
  templates: Texts,
  fixed: Texts | null,
  { facts, settings }: LoadedFacts,
  renderings: Renderings,
): Promise<{ readonly filled: Texts } | NotRendered> {
  const texts = Object.fromEntries(Object.entries(templates).filter(([name]) => fixed?.[name] === undefined));
  const made = await filledIn(enrolment, texts, { facts, settings }, renderings);
  return 'filled' in made ? { filled: { ...made.filled, ...fixed } } : made;
}

async function filledIn(
  enrolment: EnrolmentRow,
  texts: Texts,
  { facts, settings }: Pick<LoadedFacts, 'facts' | 'settings'>,
  renderings: Renderings,
): Promise<{ readonly filled: Texts } | NotRendered> {
  if (!Object.values(texts).some((text) => /\{[{%]/.test(text))) return { filled: texts };
  const { variables } = enrolment.cursor;
  const view = contentView({
    customer: facts.customer,
    cart: facts.cart,
    order: facts.order,
    product: facts.product,
    event: facts.enrolment.event,
    store: facts.store,
    code: codeOf(enrolment.cursor),
    decision: variables,
    recommendations: [],
    links: { unsubscribe: '', preferences: '', returns: null, answer: '' },
    locale: localeOf(settings),
  });
  const caller = {
    lane: `${enrolment.workspace_id}/${enrolment.flow_id}`,
    template: `${enrolment.plan_hash}/${enrolment.cursor.node ?? ''}`,
    again: `${enrolment.id}/${enrolment.seq}`,
  };
  try {
    return { filled: await renderings.of([texts, view], () => fillTextsApart(texts, view, caller)) };
  } catch (error) {
    return notRendered(error);
  }
}
