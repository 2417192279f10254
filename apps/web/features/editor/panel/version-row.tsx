'use client';
import type { ReactNode } from 'react';
import { Icon, RelativeTime, StatePill, type StateName } from '@millrace/ui';
import type { FlowState, FlowVersion } from '../actions.ts';
import { insideWords } from '../publish/inside-words.ts';
import { useEditorState } from '../store/hooks.ts';

/** The mark on the newest version, by the state of the flow. */
const NEWEST: Readonly<Record<FlowState, { readonly state: StateName; readonly words: string }>> = {
  draft: { state: 'draft', words: 'Newest' },
  live: { state: 'live', words: 'Live' },
  paused: { state: 'paused', words: 'Paused' },
  stopped: { state: 'ended', words: 'Stopped' },
};

/** One line of the list of versions. Pressing it shows the version on the canvas. */
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
  /** State of the flow; set only for the version published last. */
  state?: FlowState | null;
  shown: boolean;
  busy: boolean;
  onShow: () => void;
}) {
  const subject = useEditorState((state) => state.document.subject);
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
              {insideWords(subject, version.inside)}
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
