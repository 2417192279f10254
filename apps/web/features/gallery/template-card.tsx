'use client';
import { Button, classes, Icon, Link, Skeleton } from '@millrace/ui';
import NextLink from 'next/link';
import type { TemplateCard as Card } from '../../server/catalogue/gallery.ts';
import { MiniGraph } from '../flows/drawing/mini-graph.tsx';
import { TemplateBadges } from './template-badges.tsx';
import { sourceOf } from './template-words.ts';
import type { TemplateFit } from '@millrace/services/automation';
import { FitLines } from './fit-lines.tsx';
import { readinessLine, type StoreHas } from './readiness.ts';

export interface TemplateCardProps {
  template: Card;
  store: StoreHas | undefined;
  /** Its place in this store; undefined until it is worked out. */
  fit: TemplateFit | undefined;
  onPreview: () => void;
  /** Undefined for users who may not create flows. */
  onUse: (() => void) | undefined;
  busy: boolean;
}

export function TemplateCard({ template, store, fit, onPreview, onUse, busy }: TemplateCardProps) {
  const ready = readinessLine(template.needs, store);
  return (
    <article className="group flex [contain-intrinsic-size:auto_40rem] [content-visibility:auto] flex-col overflow-hidden rounded-lg border border-line bg-raised transition-colors focus-within:border-control hover:border-control">
      <button
        type="button"
        onClick={onPreview}
        aria-label={`Preview ${template.title}`}
        className="flex h-60 w-full cursor-pointer items-center justify-center border-b border-line bg-ground px-6 py-5 -outline-offset-2"
      >
        <MiniGraph
          picture={template.picture}
          label={`${template.title}: ${template.nodes} steps`}
          className="h-full w-full"
        />
      </button>
      <div className="flex flex-1 flex-col gap-3 p-4">
        <div>
          <h2 className="text-16 font-semibold">{template.title}</h2>
          <p className="mt-0.5 text-13 text-pretty text-soft">{template.goal}</p>
        </div>
        {fit ? <FitLines fit={fit} /> : null}
        <TemplateBadges channels={template.channels} nodes={template.nodes} subject={template.subject} />
        <p className="line-clamp-3 text-12 text-pretty text-faint" title={sourceOf(template.result.source)}>
          {template.result.text}
          {template.result.source === null ? null : (
            <span className="whitespace-nowrap"> ({template.result.source.split(',')[0]})</span>
          )}
        </p>
        <p
          className={classes(
            'flex items-start gap-1.5 text-12 text-pretty',
            ready?.ready ? 'text-good' : 'text-waiting',
          )}
        >
          {ready ? (
            <>
              <Icon name={ready.ready ? 'check' : 'info'} size={12} className="mt-0.5" />
              <span>
                {ready.words}
                {ready.href ? (
                  <>
                    {'. '}
                    <Link className="whitespace-nowrap" render={<NextLink href={ready.href} />}>
                      Connect one
                    </Link>
                  </>
                ) : null}
              </span>
            </>
          ) : (
            <Skeleton className="h-3 w-40" />
          )}
        </p>
        <div className="mt-auto flex gap-2 pt-1">
          {onUse ? (
            <Button look="primary" busy={busy} onClick={onUse}>
              Use this flow
            </Button>
          ) : null}
          <Button onClick={onPreview}>Preview</Button>
        </div>
      </div>
    </article>
  );
}
