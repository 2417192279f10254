import type { ComponentProps, ReactNode } from 'react';
import { classes } from '../class-names.ts';
import { FAMILY_CLASSES, FAMILY_LOOKS, type FamilyName } from './families.ts';
import { FamilyMark } from './family-mark.tsx';
import { FarCard } from './far-card.tsx';
import { OUTLINE, SHAPES } from './shapes.ts';
import { Told, type Tone } from './told.tsx';

export interface NodeCardProps extends Omit<ComponentProps<'div'>, 'title'> {
  family: FamilyName;
  /** The kind's own icon; the family's when left out. */
  icon?: string;
  /** The name the marketer gave, or the kind's title. */
  title: ReactNode;
  /** What it does, with its live values, as one sentence. */
  sentence?: ReactNode;
  /** At the right of the title: a menu, a badge. */
  aside?: ReactNode;
  /** Under a line at the foot: people in numbers. */
  counts?: ReactNode;
  /** Sentences of what is wrong; the first is shown, the rest counted. */
  problems?: readonly string[];
  /** The same for what is merely left to do: told quietly, and only while nothing is wrong. */
  toDo?: readonly string[];
  /** The same for what is only worth a word. */
  remarks?: readonly string[];
  /** What makes the card something to press: its role, its name, its keys. Numbers at the foot stay outside, as they lead elsewhere. */
  press?: ComponentProps<'div'> & { readonly [data: `data-${string}`]: string | undefined };
  /** What it is called from afar; the title when left out. */
  farName?: string;
  /** A number worth seeing from afar. */
  far?: ReactNode;
  selected?: boolean;
  /** For what a search or a trace leaves out. */
  dimmed?: boolean;
}

/** How a node looks: 264 px wide, family told by hue, icon and outline. It knows nothing of flows. */
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

/** The small sign in the corner of paths and actions that makes their outline theirs. */
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
