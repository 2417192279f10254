import { classes } from '../class-names.ts';
import { DRAWINGS } from './drawings.tsx';
import { isIconName } from './names.ts';

export interface IconProps {
  /** One of `ICON_NAMES`. An unknown name shows a plain circle, so that a new kind never breaks a screen. */
  name: string;
  /** Width and height in pixels. 16 fits the 20 px line of body text. */
  size?: 12 | 14 | 16 | 20 | 24;
  /** Text for screen readers. Leave it out beside a text that says the same. */
  label?: string;
  className?: string;
}

export function Icon({ name, size = 16, label, className }: IconProps) {
  const Drawing = DRAWINGS[isIconName(name) ? name : 'circle'];
  return (
    <Drawing
      size={size}
      strokeWidth={size <= 14 ? 2 : 1.75}
      className={classes('shrink-0', className)}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    />
  );
}
