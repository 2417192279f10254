'use client';
import type { FormView } from '@millrace/services/storefront';
import { drawForm, inColour } from '@millrace/storefront/draw-form';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTRPC } from '../../shell/index.ts';

/** The form as pages draw it, by the same code. It can be looked at only. */
export function FormPreview({ kind, settings }: Pick<FormView, 'kind' | 'settings'>) {
  const trpc = useTRPC();
  const store = useQuery(trpc.settings.store.queryOptions());
  const place = useRef<HTMLDivElement>(null);
  const colour = store.data?.brandColor ?? '#1d1c1a';
  useEffect(() => {
    const host = place.current;
    if (!host) return;
    const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    root.replaceChildren();
    const sending = {
      base: '',
      visitor: () => null,
      product: null,
      variant: null,
      colour,
      onColour: '#ffffff',
    };
    inColour(host, sending);
    drawForm(root, { id: '', kind, ...settings }, sending);
  }, [kind, settings, colour]);
  return (
    <figure className="md:sticky md:top-0 md:self-start">
      <figcaption className="mb-2 text-12 text-faint">
        Preview. In the shop it takes the font of the page.
      </figcaption>
      <div className="rounded-lg border border-line bg-raised p-5">
        <div ref={place} inert />
      </div>
    </figure>
  );
}
