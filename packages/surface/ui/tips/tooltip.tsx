'use client';
import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';
import { Keys } from './kbd.tsx';

export interface TooltipProps {
  content: ReactNode;
  keys?: readonly string[];
  side?: 'top' | 'right' | 'bottom' | 'left';
  /** The element it belongs to; it must be reachable by keyboard, or nobody without a mouse reads the tooltip. */
  children: ReactElement<Record<string, unknown>>;
}

/** A tooltip adds a word to what is already understandable; it never carries what a person must know. */
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

/** Once, near the root: makes the second tooltip in a row open at once. */
export const TooltipProvider = Base.Provider;
