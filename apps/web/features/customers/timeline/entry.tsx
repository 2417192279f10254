'use client';
import type { TimelineItem } from '@millrace/services/customers';
import { Badge, classes, FamilyMark, Icon, IconButton, Link, Tooltip, absoluteTime } from '@millrace/ui';
import NextLink from 'next/link';
import { useId, useState } from 'react';
import { visitedByMachines } from '../../message-log/message/visit-words.ts';
import { NotShown } from '../../lists/not-shown.tsx';
import { wallTime } from '../names.ts';
import { consentSource, consentTitle, OPT_IN_WORDS } from '../consent-words.ts';
import { DecisionDetail } from './decision-detail.tsx';
import { eventDetail } from './event-detail.ts';
import { markOf, type Mark } from './item-looks.ts';
import { Steps, StepsButton } from './steps.tsx';

interface EntryProps {
  readonly item: TimelineItem;
  /** Smaller steps folded into this entry. */
  readonly steps: readonly TimelineItem[];
  /** Whether to name the flow: only on the first of consecutive entries of one flow. */
  readonly showFlow: boolean;
  readonly zone: string;
  readonly currency: string;
  readonly onMessage: (id: string) => void;
}

const TONES = {
  ink: 'text-faint',
  good: 'text-good',
  waiting: 'text-waiting',
  blocked: 'text-blocked',
  broken: 'text-broken',
} as const;

/** One entry of the timeline: time in the customer's zone, what happened, why, and a link to more. */
export function Entry({ item, steps, showFlow, zone, currency, onMessage }: EntryProps) {
  const [open, setOpen] = useState(false);
  const details = useId();
  const mark = markOf(item);
  const loud = mark.family !== null || item.type === 'refusal';
  return (
    <li className="group relative flex gap-3">
      <Tooltip content={absoluteTime(item.at, zone)}>
        <time
          dateTime={new Date(item.at).toISOString()}
          className="w-9 shrink-0 pt-1.5 text-12 text-faint tabular"
        >
          {wallTime(item.at, zone)}
        </time>
      </Tooltip>
      <span className="relative flex w-7 shrink-0 justify-center before:absolute before:inset-y-0 before:left-1/2 before:w-px before:bg-line group-first:before:top-3.5 group-last:before:bottom-auto group-last:before:h-3.5">
        <RailMark mark={mark} />
      </span>
      <div className={classes('min-w-0 flex-1', loud ? 'pt-1 pb-3' : 'pt-1.5 pb-1')}>
        <div className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5">
          {steps.length > 0 ? (
            <StepsButton title={item.title} open={open} controls={details} onPress={() => setOpen(!open)} />
          ) : (
            <Title item={item} loud={loud} onMessage={onMessage} />
          )}
          <Facts item={item} currency={currency} />
          {item.type === 'decision' && item.refers ? (
            <IconButton
              icon={open ? 'chevron-up' : 'chevron-down'}
              label={open ? 'Hide why' : 'Show why'}
              size="small"
              aria-expanded={open}
              aria-controls={open ? details : undefined}
              onClick={() => setOpen(!open)}
              className="-my-1.5"
            />
          ) : null}
          {showFlow ? <Where item={item} /> : null}
          <NotShown row={item} />
        </div>
        {saysMore(item) ? (
          <p className="mt-0.5 max-w-160 text-13 text-pretty text-soft">{item.reason}</p>
        ) : null}
        {open && steps.length > 0 ? <Steps id={details} steps={steps} /> : null}
        {open && item.type === 'decision' && item.refers ? (
          <div id={details}>
            <DecisionDetail id={item.refers} currency={currency} />
          </div>
        ) : null}
      </div>
    </li>
  );
}

/** Whether to show the reason: the source of a consent is shown elsewhere, and a refusal's reason is its title. */
const saysMore = ({ type, title, reason }: TimelineItem): boolean =>
  type !== 'consent' && Boolean(reason) && reason !== title;

function RailMark({ mark }: { mark: Mark }) {
  if (mark.family)
    return (
      <span className="relative z-1 mt-px h-fit bg-surface py-1">
        <FamilyMark family={mark.family} icon={mark.icon} size="small" />
      </span>
    );
  return (
    <span className="relative z-1 mt-1 h-fit bg-surface py-1">
      <Icon name={mark.icon} size={14} className={TONES[mark.tone]} />
    </span>
  );
}

function Title({
  item,
  loud,
  onMessage,
}: {
  item: TimelineItem;
  loud: boolean;
  onMessage: (id: string) => void;
}) {
  const { refers } = item;
  if (item.type === 'message' && refers)
    return (
      <Link
        plain
        className="text-left text-13 font-medium"
        render={<button type="button" onClick={() => onMessage(refers)} />}
      >
        {item.title}
      </Link>
    );
  return (
    <span
      className={classes(
        'text-13',
        loud ? 'font-medium text-ink' : item.type === 'enrolment' ? 'text-soft' : 'text-ink',
      )}
    >
      {item.type === 'consent' ? consentTitle(item.data) : item.title}
    </span>
  );
}

function Facts({ item, currency }: { item: TimelineItem; currency: string }) {
  const { data } = item;
  const detail = eventDetail(item, currency);
  if (detail) return <span className="min-w-0 truncate text-13 text-faint">{detail}</span>;
  if (item.type === 'consent') {
    const asked = data['state'] !== 'never-asked';
    const words = [asked ? consentSource(item.reason) : null, OPT_IN_WORDS[String(data['optIn'])]].filter(
      Boolean,
    );
    return <span className="text-13 text-faint">{words.join(' · ')}</span>;
  }
  if (item.type !== 'message') return null;
  return (
    <>
      {data['openedAt'] ? <Badge icon="envelope-open">Opened</Badge> : null}
      {data['clickedAt'] ? <Badge icon="link">Clicked</Badge> : null}
      {Number(data['machineVisits'] ?? 0) > 0 ? (
        <span className="text-12 text-faint">{visitedByMachines(Number(data['machineVisits']))}</span>
      ) : null}
    </>
  );
}

/** The entry's flow, at the right. */
function Where({ item }: { item: TimelineItem }) {
  if (!item.flowName || !item.flowId) return null;
  const href = item.enrolmentId ? `/enrolments/${item.enrolmentId}` : `/flows/${item.flowId}`;
  return (
    <Link
      plain
      className="ml-auto max-w-50 truncate text-12 text-faint max-md:hidden"
      render={<NextLink href={href} />}
    >
      {item.flowName}
    </Link>
  );
}
