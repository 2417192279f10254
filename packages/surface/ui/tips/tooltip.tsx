'use client';
import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';
import { Keys } from './kbd.tsx';

export interface TooltipProps {
  content: ReactNode;
  keys?: readonly string[];
  side?: 'top' | 'right' | 'bottom' | 'left';
  /** The element with the tooltip. It must be focusable, so that the tooltip can be read without a mouse. */
  children: ReactElement<Record<string, unknown>>;
}

/** A tooltip with additional information. What a user must know may not be in a tooltip only. */
export function Tooltip({ content, keys, side = 'top', children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="z-50">
          <Base.Popup className="pop-in flex max-w-70 items-center gap-2 rounded-md bg-ink px-2 py-1 text-12 text-ground shadow-pop">
            <span>{content}</span>
            {keys ? <Keys keys={keys} inverted /> : null}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** Place it once, near the root. A second tooltip in a row then opens without delay. */
export const TooltipProvider = Base.Provider;
