'use client';
import type { ReactNode } from 'react';
import { Icon, RelativeTime, StatePill, type StateName } from '@millrace/ui';
import type { FlowState, FlowVersion } from '../actions.ts';
import { people } from '../store/words.ts';

/** What the newest version is while the flow is in this state. */
const NEWEST: Readonly<Record<FlowState, { readonly state: StateName; readonly words: string }>> = {
  draft: { state: 'draft', words: 'Newest' },
  live: { state: 'live', words: 'Live' },
  paused: { state: 'paused', words: 'Paused' },
  stopped: { state: 'ended', words: 'Stopped' },
};

/** One line of the list of versions; pressing it puts the version on the canvas. */
export function VersionRow({
  title,
  version,
  about,
  state = null,
  shown,
  busy,
  onShow,
}: {
  title: string;
  version?: FlowVersion;
  about?: ReactNode;
  /** State of the flow, for the version that was published last. */
  state?: FlowState | null;
  shown: boolean;
  busy: boolean;
  onShow: () => void;
}) {
  return (
    <li>
      <button
        type="button"
        aria-current={shown ? 'true' : undefined}
        aria-busy={busy || undefined}
        onClick={onShow}
        className="flex w-full cursor-pointer flex-col gap-0.5 rounded-md px-2 py-2 text-left text-13 hover:bg-sunken/60 aria-[current]:bg-river-tint"
      >
        <span className="flex w-full items-center gap-2">
          <span className="font-medium text-ink">{title}</span>
          {state ? <StatePill state={NEWEST[state].state}>{NEWEST[state].words}</StatePill> : null}
          <span className="flex-1" />
          {busy ? <Icon name="loader" size={14} className="animate-spin text-faint" /> : null}
          {version ? (
            <span className="text-12 text-faint">
              <RelativeTime instant={version.publishedAt} />
            </span>
          ) : null}
        </span>
        {version ? (
          <>
            <span className="text-12 text-soft tabular">
              {version.inside === 0 ? 'Nobody inside' : `${people(version.inside)} inside`}
              {version.publishedBy ? `, published by ${version.publishedBy}` : ''}
            </span>
            {version.note ? <span className="text-12 text-pretty text-soft">“{version.note}”</span> : null}
          </>
        ) : (
          <span className="text-12 text-soft">{about}</span>
        )}
      </button>
    </li>
  );
}
