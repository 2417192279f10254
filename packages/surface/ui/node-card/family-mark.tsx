import { classes } from '../class-names.ts';
import { Icon } from '../icons/icon.tsx';
import { FAMILY_CLASSES, FAMILY_LOOKS, type FamilyName } from './families.ts';

export interface FamilyMarkProps {
  family: FamilyName;
  /** The kind's icon; by default the family's. */
  icon?: string;
  /** `relative` scales with the font size around it. */
  size?: 'small' | 'medium' | 'relative';
  className?: string;
}

const OUTLINES: Readonly<Record<FamilyName, string>> = {
  trigger: 'rounded-l-full rounded-r-sm',
  wait: 'rounded-full',
  path: 'rotate-45 scale-80 rounded-sm',
  decision: 'rounded-md outline outline-current outline-offset-2',
  message: 'rounded-sm',
  action: 'rounded-none [clip-path:polygon(0_0,calc(100%-7px)_0,100%_7px,100%_100%,0_100%)]',
  end: 'rounded-full scale-85',
};

/** A family's icon in its outline, for cards, the palette, panels and lists. */
export function FamilyMark({ family, icon, size = 'medium', className }: FamilyMarkProps) {
  const { text, tint } = FAMILY_CLASSES[family];
  return (
    <span
      className={classes(
        'inline-flex shrink-0 items-center justify-center',
        { small: 'size-5', medium: 'size-7', relative: 'size-full' }[size],
        text,
        tint,
        OUTLINES[family],
        className,
      )}
    >
      <Icon
        name={icon ?? FAMILY_LOOKS[family].icon}
        size={size === 'small' ? 12 : 16}
        className={classes(
          family === 'path' ? '-rotate-45 scale-120' : '',
          size === 'relative' ? 'size-3/5!' : '',
        )}
      />
    </span>
  );
}
