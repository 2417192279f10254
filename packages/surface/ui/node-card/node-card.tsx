import type { ComponentProps, ReactNode } from 'react';
import { classes } from '../class-names.ts';
import { FAMILY_CLASSES, FAMILY_LOOKS, type FamilyName } from './families.ts';
import { FamilyMark } from './family-mark.tsx';
import { FarCard } from './far-card.tsx';
import { OUTLINE, SHAPES } from './shapes.ts';
import { Told, type Tone } from './told.tsx';

export interface NodeCardProps extends Omit<ComponentProps<'div'>, 'title'> {
  family: FamilyName;
  /** The kind's icon; by default the family's. */
  icon?: string;
  /** The step's own name, or the title of its kind. */
  title: ReactNode;
  /** What the step does, with its current values, in one sentence. */
  sentence?: ReactNode;
  /** Right of the title: a menu or a badge. */
  aside?: ReactNode;
  /** Counts at the bottom, under a line. */
  counts?: ReactNode;
  /** Problems as sentences. The first is shown, the rest are counted. */
  problems?: readonly string[];
  /** Fields still to fill in. Shown faintly, and only if there are no problems. */
  toDo?: readonly string[];
  /** Remarks that do not prevent publishing. */
  remarks?: readonly string[];
  /** Props that make the card a button: role, name, keys. The counts stay outside, as they link elsewhere. */
  press?: ComponentProps<'div'> & { readonly [data: `data-${string}`]: string | undefined };
  /** The name when zoomed out; by default the title. */
  farName?: string;
  /** A number shown when zoomed out. */
  far?: ReactNode;
  selected?: boolean;
  /** Dims a card that a search or a trace leaves out. */
  dimmed?: boolean;
}

/** The card of a node: 264 px wide, with its family's colour, icon and outline. It has no knowledge of flows. */
export function NodeCard({
  family,
  icon,
  title,
  sentence,
  aside,
  counts,
  problems = [],
  toDo = [],
  remarks = [],
  press,
  farName,
  far,
  selected = false,
  dimmed = false,
  className,
  ...rest
}: NodeCardProps) {
  const thin = family === 'wait' || family === 'end';
  const tone: Tone = problems.length > 0 ? 'broken' : toDo.length > 0 ? 'to-do' : 'remark';
  const told = tone === 'broken' ? problems : tone === 'to-do' ? toDo : remarks;
  return (
    <div
      {...rest}
      data-family={family}
      className={classes(
        'group/card relative w-66 border border-line bg-surface text-left text-ink shadow-lift transition-[border-color,outline-color] hover:border-control',
        'has-[[data-press]:focus-visible]:outline-2 has-[[data-press]:focus-visible]:outline-offset-2 has-[[data-press]:focus-visible]:outline-river',
        SHAPES[family],
        OUTLINE[family],
        problems.length > 0 && 'border-broken hover:border-broken',
        selected && 'border-river outline-2 outline-offset-2 outline-river hover:border-river',
        dimmed && 'border-dashed bg-ground text-faint shadow-none grayscale [&_p]:text-faint',
        className,
      )}
    >
      <Corner family={family} />
      <div
        {...press}
        data-press={press ? '' : undefined}
        className={classes('rounded-[inherit] outline-none', press?.className)}
      >
        <div
          className={classes(
            'flex items-start gap-2.5',
            thin ? 'px-3 py-2' : 'p-3',
            family === 'trigger' && 'pl-4',
            family === 'end' && 'items-center py-1 pr-4',
          )}
        >
          <FamilyMark family={family} {...(icon ? { icon } : {})} size={thin ? 'small' : 'medium'} />
          <div className="min-w-0 flex-1">
            <span className="sr-only">{FAMILY_LOOKS[family].title}: </span>
            <p
              className={classes(
                'truncate text-13 font-semibold',
                family === 'wait' && sentence ? 'sr-only' : '',
              )}
            >
              {title}
            </p>
            {sentence && family !== 'end' ? (
              <p
                className={classes(
                  'line-clamp-3 text-13',
                  family === 'wait' ? 'font-medium' : 'mt-0.5 text-soft',
                )}
              >
                {sentence}
              </p>
            ) : null}
          </div>
          {aside}
        </div>
        {told.length > 0 ? <Told tone={tone} sentences={told} /> : null}
      </div>
      {counts ? (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-0.5 border-t border-line px-3 py-1.5 text-12 text-soft tabular in-data-[family=trigger]:pl-5">
          {counts}
        </div>
      ) : null}
      <FarCard
        family={family}
        icon={icon}
        name={farName ?? (typeof title === 'string' ? title : '')}
        tone={told.length > 0 ? tone : null}
        selected={selected}
      >
        {far}
      </FarCard>
    </div>
  );
}

/** The corner mark that completes the outline of paths and actions. */
function Corner({ family }: { family: FamilyName }) {
  const { border, tint } = FAMILY_CLASSES[family];
  if (family === 'path')
    return (
      <span
        aria-hidden
        className={classes('absolute -top-[5px] -left-[5px] size-2.5 rotate-45 border', border, tint)}
      />
    );
  if (family === 'action')
    return (
      <span
        aria-hidden
        className={classes(
          'absolute -top-px -right-px size-2.5 border-b border-l',
          border,
          tint,
          'bg-ground',
        )}
      />
    );
  return null;
}
