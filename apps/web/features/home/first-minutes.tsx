'use client';
import type { HomeView } from '@millrace/services/home';
import { classes, Icon, IconButton } from '@millrace/ui';
import { useQuery } from '@tanstack/react-query';
import NextLink from 'next/link';
import { LIVE } from '../flows/live.ts';
import { useTRPC } from '../shell/index.ts';
import { firstSteps, type Step } from './checklist.ts';
import { Part } from './part.tsx';
import { useRemembered } from './use-remembered.ts';

/** The checklist of the first ten minutes. Each step is ticked when it is really done; hidden once all are. */
export function FirstMinutes({ home }: { home: HomeView }) {
  const trpc = useTRPC();
  const flows = useQuery(trpc.flows.list.queryOptions({ limit: 50 }, LIVE));
  const connections = useQuery(trpc.settings.connections.queryOptions(undefined, { staleTime: 30_000 }));
  const [read, setRead] = useRemembered('millrace-read-a-message');
  const [hidden, setHidden] = useRemembered('millrace-first-steps-hidden');
  if (hidden || !flows.data || connections.isPending) return null;
  const steps = firstSteps({
    demo: home.demo,
    alive: home.stream.length > 0,
    flows: flows.data.items,
    sent: flows.data.items.some((flow) => flow.sent > 0) || home.today.sent > 0,
    readMessage: read,
    ownStore: (connections.data ?? []).some(
      (connection) => !connection.demo && connection.lastEventAt !== null,
    ),
  });
  const done = steps.filter((step) => step.done).length;
  if (done === steps.length) return null;
  const next = steps.find((step) => !step.done);
  return (
    <Part
      title="Your first ten minutes"
      aside={
        <span className="flex items-center gap-1 text-12 text-faint tabular">
          {done} of {steps.length}
          <IconButton icon="x" size="small" label="Hide these steps" onClick={() => setHidden(true)} />
        </span>
      }
    >
      <ol className="-mx-2 flex flex-col">
        {steps.map((step) => (
          <StepLine
            key={step.id}
            step={step}
            next={step === next}
            {...(step.id === 'read' ? { onGo: () => setRead(true) } : {})}
          />
        ))}
      </ol>
    </Part>
  );
}

function StepLine({ step, next, onGo }: { step: Step; next: boolean; onGo?: () => void }) {
  return (
    <li>
      <NextLink
        href={step.href}
        onClick={onGo}
        className="flex items-start gap-2.5 rounded-md px-2 py-1.5 text-13 hover:bg-sunken/60"
      >
        <span
          className={classes(
            'mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border',
            step.done
              ? 'border-transparent bg-good-tint text-good'
              : next
                ? 'border-river'
                : 'border-control',
          )}
        >
          {step.done ? <Icon name="check" size={12} /> : null}
        </span>
        <span className="min-w-0 flex-1">
          <span
            className={classes(
              'block',
              step.done ? 'text-faint' : next ? 'font-medium text-ink' : 'text-soft',
            )}
          >
            {step.title}
            <span className="sr-only">{step.done ? ', done' : ''}</span>
          </span>
          {next ? <span className="block text-12 text-pretty text-soft">{step.help}</span> : null}
        </span>
        {next ? <Icon name="arrow-right" size={14} className="mt-0.5 text-river" /> : null}
      </NextLink>
    </li>
  );
}
