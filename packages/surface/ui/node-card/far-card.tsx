import type { ReactNode } from 'react';
import { classes } from '../class-names.ts';
import type { FamilyName } from './families.ts';
import { FamilyMark } from './family-mark.tsx';
import { OUTLINE, SHAPES } from './shapes.ts';
import { TONES, type Tone } from './told.tsx';

interface FarCardProps {
  family: FamilyName;
  icon: string | undefined;
  name: string;
  tone: Tone | null;
  selected: boolean;
  children: ReactNode;
}

/**
 * The card when the canvas is zoomed out: its mark and its name at a readable size. It covers the card and may extend a
 * little beyond it. Shown when an ancestor has `data-zoom="far"` or `"tiny"`, which also sets `--far-text`, the size of the
 * name in canvas units.
 */
export function FarCard({ family, icon, name, tone, selected, children }: FarCardProps) {
  return (
    <div
      aria-hidden
      className={classes(
        'pointer-events-none absolute -inset-x-1.5 top-1/2 hidden min-h-[calc(100%+2px)] -translate-y-1/2 items-center gap-[0.4em] overflow-hidden border bg-surface px-[0.4em] py-[0.15em] text-(length:--far-text) leading-[1.12] font-semibold in-data-[zoom=far]:flex in-data-[zoom=tiny]:flex in-data-[zoom=tiny]:justify-center',
        SHAPES[family],
        OUTLINE[family],
        family === 'end' && 'right-auto left-1/2 w-max! max-w-66! min-w-0! -translate-x-1/2',
        selected ? 'border-river' : tone === 'broken' ? 'border-broken' : 'border-line',
      )}
    >
      <span className="flex size-[1.7em] shrink-0 items-center justify-center in-data-[zoom=tiny]:size-[2.4em]">
        <FamilyMark family={family} {...(icon ? { icon } : {})} size="relative" />
      </span>
      <span className="min-w-0 flex-1 in-data-[zoom=tiny]:hidden">
        {/* CSS content, since the text is on the page once already. */}
        <span
          data-words={name}
          className={classes(
            'before:content-[attr(data-words)]',
            family === 'wait' || family === 'end' ? 'line-clamp-2' : 'line-clamp-3',
          )}
        />
        {children ? (
          <span className="block truncate text-[0.9em] font-medium text-soft tabular">{children}</span>
        ) : null}
      </span>
      {tone && tone !== 'to-do' ? (
        <span
          className={classes(
            'absolute top-[0.25em] right-[0.25em] size-[0.55em] rounded-full',
            TONES[tone].solid,
          )}
        />
      ) : null}
    </div>
  );
}
