'use client';
import { EmptyState, Icon } from '@millrace/ui';
import NextLink from 'next/link';
import { useViewer } from '../../shell/index.ts';
import { segmentWords } from '../segment-words.ts';
import { STARTING_POINTS } from '../starting-points.ts';

const NO_NAMES: ReadonlyMap<string, string> = new Map();

/** Shown while no segment is saved: what one is, and drafts to begin with. */
export function FirstSegments({ mayEdit }: { mayEdit: boolean }) {
  const { currency } = useViewer().workspace;
  return (
    <EmptyState
      icon="target"
      title="Your segments will be listed here"
      action={
        mayEdit ? (
          <section aria-label="Begin with" className="w-full max-w-160">
            <h2 className="mb-2 text-13 font-medium">Begin with one of these</h2>
            <ul className="divide-y divide-line rounded-lg border border-line">
              {STARTING_POINTS.map(({ id, name, condition }) => (
                <li key={id}>
                  <NextLink
                    href={`/segments/new?from=${id}`}
                    className="flex items-center gap-3 px-3 py-2.5 hover:bg-sunken/60"
                  >
                    <span className="min-w-0 flex-1">
                      <span className="block text-13 font-medium text-ink">{name}</span>
                      <span className="block text-12 text-faint">
                        {segmentWords(condition, currency, NO_NAMES)}
                      </span>
                    </span>
                    <Icon name="chevron-right" size={14} className="text-faint" />
                  </NextLink>
                </li>
              ))}
            </ul>
          </section>
        ) : undefined
      }
    >
      A segment is a condition with a name, such as “Lapsed”. Millrace keeps who is in it up to date as people
      change and as time passes. Use it in the conditions of flows, or start a flow when somebody joins or
      leaves.
    </EmptyState>
  );
}
