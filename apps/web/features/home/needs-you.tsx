'use client';
import type { NeedsYou as Need } from '@millrace/services/home';
import { classes, Icon } from '@millrace/ui';
import NextLink from 'next/link';
import { Part } from './part.tsx';

const LOOKS: Readonly<Record<Need['kind'], { readonly icon: string; readonly tone: string }>> = {
  work: { icon: 'inbox', tone: 'text-river' },
  'emergency-stop': { icon: 'stop', tone: 'text-broken' },
  'unknown-messages': { icon: 'help', tone: 'text-waiting' },
  'unknown-calls': { icon: 'help', tone: 'text-waiting' },
  'failed-messages': { icon: 'warning', tone: 'text-broken' },
  'connection-error': { icon: 'plug', tone: 'text-broken' },
  'privacy-request': { icon: 'shield', tone: 'text-waiting' },
  anomaly: { icon: 'pulse', tone: 'text-waiting' },
  'sample-ratio': { icon: 'scale', tone: 'text-waiting' },
  'paused-flow': { icon: 'pause', tone: 'text-waiting' },
  'model-drift': { icon: 'trend-down', tone: 'text-waiting' },
  returns: { icon: 'return', tone: 'text-waiting' },
  'review-due': { icon: 'calendar', tone: 'text-soft' },
  'no-flow': { icon: 'gallery', tone: 'text-river' },
};

/** What needs attention, most urgent first. Each line links to where it can be solved. */
export function NeedsYou({ needs }: { needs: readonly Need[] }) {
  return (
    <Part
      title="Needs you"
      aside={
        needs.length > 0 ? <span className="text-12 text-faint tabular">{needs.length}</span> : undefined
      }
    >
      {needs.length === 0 ? (
        <p className="flex items-center gap-2 text-13 text-soft">
          <Icon name="check" size={14} className="text-good" />
          Nothing. Everything runs by itself.
        </p>
      ) : (
        <ul className="-mx-2">
          {needs.map((need) => {
            const look = LOOKS[need.kind];
            return (
              <li key={`${need.href} ${need.sentence}`}>
                <NextLink
                  href={need.href}
                  className="group flex items-start gap-2.5 rounded-md px-2 py-1.5 text-13 hover:bg-sunken/60"
                >
                  <Icon name={look.icon} size={14} className={classes('mt-0.5', look.tone)} />
                  <span className="min-w-0 flex-1 text-pretty">{need.sentence}</span>
                  <Icon
                    name="chevron-right"
                    size={14}
                    className="mt-0.5 text-faint opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100"
                  />
                </NextLink>
              </li>
            );
          })}
        </ul>
      )}
    </Part>
  );
}
