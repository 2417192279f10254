'use client';
import { whoseTime } from '../../customers/names.ts';
import type { WholeLoggedMessage } from '@millrace/services/message-log';
import { Badge, Link, RelativeTime } from '@millrace/ui';
import NextLink from 'next/link';
import type { ReactNode } from 'react';
import { StatusPill } from '../status-pill.tsx';
import { channelWords, reasonSentence } from '../status-words.ts';

/** Recipient, flow, time and outcome of a message. */
export function MessageFacts({ message, withPerson }: { message: WholeLoggedMessage; withPerson: boolean }) {
  const reason = reasonSentence(message);
  const zone = message.customerZone;
  const clock = zone ? { zone, whose: whoseTime(zone, zone) } : {};
  return (
    <div>
      <h2 dir="auto" className="mb-2 text-16 font-semibold text-balance">
        {message.subject ??
          `${channelWords(message.channel)} to ${message.customerName ?? message.to ?? 'an unknown visitor'}`}
      </h2>
      <div className="flex flex-wrap items-center gap-2">
        <StatusPill status={message.status} />
        {message.deliveredAt ? <Badge icon="check">Delivered</Badge> : null}
        {message.openedAt ? <Badge icon="envelope-open">Opened</Badge> : null}
        {message.clickedAt ? <Badge icon="link">Clicked</Badge> : null}
        {message.bouncedAt ? (
          <Badge tone="broken" icon="return">
            Bounced
          </Badge>
        ) : null}
        {message.unsubscribedAt ? (
          <Badge tone="blocked" icon="user-x">
            Unsubscribed
          </Badge>
        ) : null}
        {message.purpose === 'transactional' ? <Badge>Order message</Badge> : null}
      </div>
      {reason ? <p className="mt-2 text-13 text-pretty text-ink">{reason}</p> : null}
      <dl className="mt-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-13">
        {/* A test has no customer and no entry in a flow. */}
        {withPerson && message.customerId !== '' ? (
          <Row name="To">
            <Link plain render={<NextLink href={`/customers/${message.customerId}`} />}>
              {message.customerName ?? message.to ?? 'Unknown visitor'}
            </Link>
            {message.to && message.customerName ? (
              <span className="ml-2 break-all text-faint">{message.to}</span>
            ) : null}
          </Row>
        ) : message.to ? (
          <Row name="To">{message.to}</Row>
        ) : null}
        <Row name="From">
          {message.enrolmentId === '' ? (
            <TestOf message={message} />
          ) : (
            <>
              <Link plain render={<NextLink href={`/enrolments/${message.enrolmentId}`} />}>
                {message.flowName ?? 'A deleted flow'}
              </Link>
              <span className="ml-2 text-faint">see the entry</span>
            </>
          )}
        </Row>
        <Row name={message.sentAt ? 'Sent' : message.heldUntil ? 'Held until' : 'Planned'}>
          <RelativeTime instant={message.sentAt ?? message.heldUntil ?? message.plannedAt} {...clock} />
          {message.openedAt ? (
            <span className="text-faint">
              , opened <RelativeTime instant={message.openedAt} {...clock} />
            </span>
          ) : null}
        </Row>
        {message.connection ? <Row name="Through">{message.connection}</Row> : null}
        {message.code ? (
          <Row name="Code">
            <code className="font-mono text-12">{message.code}</code>
          </Row>
        ) : null}
      </dl>
    </div>
  );
}

function TestOf({ message: { flowId, flowName } }: { message: WholeLoggedMessage }) {
  if (flowId === '') return <span className="text-faint">a test</span>;
  return (
    <>
      <Link plain render={<NextLink href={`/flows/${flowId}`} />}>
        {flowName ?? 'A deleted flow'}
      </Link>
      <span className="ml-2 text-faint">a test</span>
    </>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-faint">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
