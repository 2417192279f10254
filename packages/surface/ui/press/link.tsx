import type { ComponentProps, ReactElement } from 'react';
import { cloneElement } from 'react';
import { classes } from '../class-names.ts';
import { Icon } from '../icons/icon.tsx';

export const linkLooks =
  'cursor-pointer rounded-sm text-river underline decoration-river/35 underline-offset-[3px] transition-colors hover:text-river-deep hover:decoration-current';

export interface LinkProps extends ComponentProps<'a'> {
  /** The framework's link element, for navigation without a page load: `render={<NextLink href="/flows" />}`. */
  render?: ReactElement<{ className?: string; children?: unknown }>;
  /** Opens another site; marked with an arrow. */
  external?: boolean;
  /** No underline until hovered, for rows and lists where everything is a link. */
  plain?: boolean;
}

export function Link({ render, external = false, plain = false, className, children, ...rest }: LinkProps) {
  const looks = classes(
    linkLooks,
    plain && 'text-ink no-underline hover:text-river hover:underline hover:decoration-river/50',
    className,
  );
  if (render) return cloneElement(render, { className: classes(looks, render.props.className), children });
  return (
    <a {...rest} className={looks} {...(external ? { target: '_blank', rel: 'noreferrer' } : {})}>
      {children}
      {external ? <Icon name="external" size={12} className="ml-1 inline-block align-baseline" /> : null}
    </a>
  );
}
