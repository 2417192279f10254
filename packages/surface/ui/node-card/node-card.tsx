import type { ComponentProps, ReactNode } from 'react';
import { classes } from '../class-names.ts';
import { Icon } from '../icons/icon.tsx';
import { FAMILY_CLASSES, FAMILY_LOOKS, type FamilyName } from './families.ts';
import { FamilyMark } from './family-mark.tsx';

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
  selected?: boolean;
  /** For what a search or a trace leaves out. */
  dimmed?: boolean;
}

const SHAPES: Readonly<Record<FamilyName, string>> = {
  trigger: 'rounded-l-[28px] rounded-r-lg',
  wait: 'rounded-lg',
  path: 'rounded-lg rounded-tl-none',
  decision: 'rounded-lg outline-1 outline-offset-2',
  message: 'rounded-lg',
  action: 'rounded-lg rounded-tr-none',
  end: 'w-fit min-w-30 max-w-66 rounded-full',
};

const OUTLINE: Partial<Readonly<Record<FamilyName, string>>> = { decision: 'outline-decision/45' };

/** How a node looks: 264 px wide, family told by hue, icon and outline. It knows nothing of flows. */
export function NodeCard({
  family,
  icon,
  title,
  sentence,
  aside,
  counts,
  problems = [],
  selected = false,
  dimmed = false,
  className,
  ...rest
}: NodeCardProps) {
  const thin = family === 'wait' || family === 'end';
  return (
    <div
      {...rest}
      data-family={family}
      className={classes(
        'relative w-66 border border-line bg-surface text-left text-ink shadow-lift transition-[border-color,outline-color] hover:border-control',
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
          <p className={classes('truncate text-13 font-semibold', family === 'wait' && sentence ? 'sr-only' : '')}>{title}</p>
          {sentence && family !== 'end' ? (
            <p className={classes('line-clamp-3 text-13', family === 'wait' ? 'font-medium' : 'mt-0.5 text-soft')}>{sentence}</p>
          ) : null}
        </div>
        {aside}
      </div>
      {problems.length > 0 ? (
        <p className="mx-3 mb-2 flex gap-1.5 text-12 text-broken">
          <Icon name="warning" size={12} className="mt-0.5" />
          <span className="line-clamp-2">
            {problems[0]}
            {problems.length > 1 ? <b className="font-semibold whitespace-nowrap"> +{problems.length - 1} more</b> : null}
          </span>
        </p>
      ) : null}
      {counts ? (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-3 py-1.5 text-12 text-soft tabular in-data-[family=trigger]:pl-5">
          {counts}
        </div>
      ) : null}
    </div>
  );
}

/** The small sign in the corner of paths and actions that makes their outline theirs. */
function Corner({ family }: { family: FamilyName }) {
  const { border, tint } = FAMILY_CLASSES[family];
  if (family === 'path')
    return <span aria-hidden className={classes('absolute -top-[5px] -left-[5px] size-2.5 rotate-45 border', border, tint)} />;
  if (family === 'action')
    return <span aria-hidden className={classes('absolute -top-px -right-px size-2.5 border-b border-l', border, tint, 'bg-ground')} />;
  return null;
}
