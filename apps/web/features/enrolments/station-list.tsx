'use client';
import type { EnrolmentView, TracedEnrolment } from '@millrace/services/enrolments';
import { Button, FamilyMark, RelativeTime } from '@millrace/ui';
import { useState } from 'react';
import { DecisionDetail } from '../customers/timeline/decision-detail.tsx';
import { useViewer } from '../shell/index.ts';
import type { Station } from './stations.ts';

interface StationListProps {
  readonly enrolment: TracedEnrolment;
  readonly stations: readonly Station[];
  readonly onMessage: (id: string) => void;
}

/** The visited steps, from the first to the current one. */
export function StationList({ enrolment, stations, onMessage }: StationListProps) {
  // By step and visit; of a step without its visit the newest.
  const decisions = new Map(
    enrolment.decisions
      .toReversed()
      .flatMap(({ id, node, visit }) => [[`${node}/${visit}`, id] as const, [node, id] as const]),
  );
  return (
    <ol aria-label="Steps visited" className="mt-2">
      {stations.map((station, place) => {
        const last = place === stations.length - 1;
        return (
          <li key={station.key} className="group relative flex gap-4 pb-6">
            {last ? null : <span aria-hidden className="absolute top-8 bottom-0 left-3.5 w-px bg-line" />}
            <FamilyMark
              family={station.family}
              {...(isText(station) ? { icon: 'message' } : {})}
              className="relative z-1"
            />
            <div className="min-w-0 flex-1 pt-0.5">
              <div className="flex flex-wrap items-baseline gap-x-3">
                <h2 className="text-14 font-semibold">{station.title}</h2>
                {station.visit > 1 ? <span className="text-12 text-faint">visit {station.visit}</span> : null}
                <RelativeTime instant={station.at} className="ml-auto text-12 text-faint tabular" />
              </div>
              {station.lines.map((line, index) => (
                <p key={index} className="mt-1 max-w-160 text-13 text-pretty text-soft">
                  {line.sentence}
                </p>
              ))}
              <More
                station={station}
                decision={
                  decisions.get(`${station.node}/${station.visit}`) ??
                  decisions.get(station.node ?? '') ??
                  null
                }
                onMessage={onMessage}
              />
              {last && enrolment.endedAt === null ? <Now enrolment={enrolment} /> : null}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

/** The trace names the channel in its sentence only. */
const isText = (station: Station) =>
  station.family === 'message' && station.lines.some((line) => line.sentence.includes('text message'));

function More({
  station,
  decision,
  onMessage,
}: {
  station: Station;
  decision: string | null;
  onMessage: (id: string) => void;
}) {
  const { workspace } = useViewer();
  const [open, setOpen] = useState(false);
  const { messageId } = station;
  if (!messageId && !(station.decided && decision)) return null;
  return (
    <>
      <div className="mt-2 flex gap-2">
        {messageId ? (
          <Button size="small" icon="envelope-open" onClick={() => onMessage(messageId)}>
            See the message
          </Button>
        ) : null}
        {station.decided && decision ? (
          <Button size="small" icon="spark" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? 'Hide why' : 'Why'}
          </Button>
        ) : null}
      </div>
      {open && decision ? <DecisionDetail id={decision} currency={workspace.currency} /> : null}
    </>
  );
}

/** Says that this is the current step, and until when. */
function Now({ enrolment }: { enrolment: EnrolmentView }) {
  return (
    <p className="mt-2 flex w-fit items-center gap-2 rounded-md bg-waiting-tint px-2.5 py-1 text-13 text-waiting">
      <span aria-hidden className="size-1.5 animate-pulse rounded-full bg-waiting" />
      {enrolment.heldSincePause !== null ? (
        'Held here while the flow is paused'
      ) : enrolment.wakeAt === null ? (
        'Here now'
      ) : (
        <span>
          Here now, goes on <RelativeTime instant={enrolment.wakeAt} />
        </span>
      )}
    </p>
  );
}
