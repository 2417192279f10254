'use client';
import { Icon } from '@millrace/ui';
import type { TemplateCard } from '../../server/catalogue/gallery.ts';
import type { TemplateFit } from '@millrace/services/automation';
import { EarningsCalculator } from './earnings/earnings-calculator.tsx';
import { LookDialog } from './look-dialog.tsx';
import { FlowLook } from './flow-look.tsx';
import { NeedsList } from './needs-list.tsx';
import type { StoreHas } from './readiness.ts';
import { factsOf, sourceOf } from './template-words.ts';
import { useTemplateGraph } from './use-template-graph.ts';

/** A preview of a template: what it does, its steps, and its messages as a customer would see them. */
export function PreviewDialog({
  template,
  store,
  fit,
  currency,
  onClose,
  onUse,
  busy,
}: {
  template: TemplateCard;
  store: StoreHas | undefined;
  fit: TemplateFit | undefined;
  currency: string;
  onClose: () => void;
  onUse: (() => void) | undefined;
  busy: boolean;
}) {
  const { graph } = useTemplateGraph(template.id);
  return (
    <LookDialog
      title={template.title}
      description={template.summary}
      busy={busy}
      onUse={onUse}
      onClose={onClose}
    >
      <div className="flex flex-col gap-6">
        <p className="max-w-180 text-14 text-pretty text-soft">{template.story}</p>
        <FlowLook title={template.title} graph={graph ?? undefined} writes={template.channels.length > 0} />
        {fit ? <EarningsCalculator key={fit.template} fit={fit} currency={currency} /> : null}
        <div className="grid gap-x-10 gap-y-5 md:grid-cols-2">
          <section>
            <h3 className="mb-2 text-13 font-semibold">What it needs, and what your store has</h3>
            <NeedsList needs={template.needs} store={store} />
          </section>
          <section>
            <h3 className="mb-2 text-13 font-semibold">What to expect</h3>
            <p className="text-13 text-pretty">{template.result.text}</p>
            {template.result.source === null ? null : (
              <p className="mt-1 text-12 text-pretty text-faint">{sourceOf(template.result.source)}</p>
            )}
          </section>
          <section>
            <h3 className="mb-2 text-13 font-semibold">What keeps it in bounds</h3>
            <ul className="flex flex-col gap-1.5 text-13">
              {template.guardrails.map((sentence) => (
                <li key={sentence} className="flex items-start gap-2">
                  <Icon name="shield" size={14} className="mt-0.5 text-faint" />
                  <span className="min-w-0 flex-1 text-pretty">{sentence}</span>
                </li>
              ))}
            </ul>
          </section>
          <section>
            <h3 className="mb-2 text-13 font-semibold">How it is judged, and by whom</h3>
            <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-13">
              {factsOf(template).map(({ name, words }) => (
                <div key={name} className="contents">
                  <dt className="text-soft">{name}</dt>
                  <dd className="text-pretty">{words}</dd>
                </div>
              ))}
            </dl>
          </section>
        </div>
      </div>
    </LookDialog>
  );
}
