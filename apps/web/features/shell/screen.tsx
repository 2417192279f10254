'use client';
import { classes } from '@millrace/ui';
import { useEffect, type ReactNode } from 'react';

/** Sets the title of the browser tab: "Win-back · Millrace". */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Millrace`;
  }, [title]);
}

export interface ScreenProps {
  /** The title; also that of the browser tab. */
  title: string;
  /** A sentence under the title with live numbers: "3 flows are live; 120 people are inside now." */
  sentence?: ReactNode;
  /** A link above the title, back to the parent screen. */
  back?: ReactNode;
  /** Buttons on the right; at most one is primary. */
  actions?: ReactNode;
  /** Below the title: search, filters, tabs. */
  tools?: ReactNode;
  /** `reading` keeps lines short; `full` is for tables; `bare` leaves all space to the screen. */
  width?: 'reading' | 'full' | 'bare';
  children?: ReactNode;
}

/** The frame of every screen: title, sentence, actions and content. */
export function Screen({ title, sentence, back, actions, tools, width = 'full', children }: ScreenProps) {
  useDocumentTitle(title);
  return (
    <div
      className={classes(
        'mx-auto flex min-h-full flex-col px-4 pt-5 pb-10 sm:px-8',
        width === 'reading' && 'max-w-220',
        width === 'full' && 'max-w-360',
        width === 'bare' && 'max-w-none px-0 pb-0 sm:px-0',
      )}
    >
      <header
        className={classes('flex flex-wrap items-start gap-x-6 gap-y-3', width === 'bare' && 'px-4 sm:px-8')}
      >
        <div className="min-w-0 flex-[1_1_20rem]">
          {back ? <div className="mb-1 text-13 text-faint">{back}</div> : null}
          <h1 className="text-20 font-semibold text-balance">{title}</h1>
          {sentence ? <p className="mt-1 max-w-180 text-14 text-pretty text-soft">{sentence}</p> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </header>
      {tools ? (
        <div
          className={classes('mt-5 flex flex-wrap items-center gap-2', width === 'bare' && 'px-4 sm:px-8')}
        >
          {tools}
        </div>
      ) : null}
      <div className="mt-5 min-h-0 flex-1">{children}</div>
    </div>
  );
}
