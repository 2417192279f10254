'use client';
import { useState } from 'react';
import { Button, Dialog, Field, NumberField, RadioGroup, Skeleton } from '@millrace/ui';
import type { ArrivalChoice, OverdueChoice, ResumeChoice } from '../actions.ts';
import {
  asksAboutArrivals,
  asksAboutOverdue,
  overdueSentence,
  resumeChoice,
  type KnownOverdue,
} from './overdue.ts';

const HOURS = { now: null, spread: 4, skip: 24 } as const;

/** Going on after a pause: nothing was dropped meanwhile, so where people are late or came, somebody says what happens to them. */
export function ResumeQuestion({
  title,
  late,
  busy,
  onResume,
  onClose,
}: {
  title: string;
  late: KnownOverdue;
  busy: boolean;
  onResume: (choice: ResumeChoice) => void;
  onClose: () => void;
}) {
  const [how, setHow] = useState<OverdueChoice['how']>('spread');
  const [hours, setHours] = useState<number | null>(HOURS.spread);
  const [arrivals, setArrivals] = useState<ArrivalChoice>('let-in');
  const choice = resumeChoice(late, { how, hours, arrivals });
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={title}
      description={overdueSentence(late)}
      width="narrow"
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            Stay paused
          </Button>
          <Button look="primary" busy={busy} disabled={!choice} onClick={() => choice && onResume(choice)}>
            Resume
          </Button>
        </>
      }
    >
      {late === 'loading' ? <Skeleton className="h-24 w-full" /> : null}
      {asksAboutOverdue(late) ? (
        <div className="flex flex-col gap-4">
          <Field label="People who are overdue" group>
            <RadioGroup
              aria-label="People who are overdue"
              value={how}
              onValueChange={(next) => {
                setHow(next);
                setHours(HOURS[next]);
              }}
              options={[
                {
                  value: 'spread',
                  label: 'Spread them out',
                  help: 'Evenly over some hours, so that nobody notices the pause.',
                },
                { value: 'now', label: 'Let them go on now', help: 'Caps and quiet hours still apply.' },
                {
                  value: 'skip',
                  label: 'Skip what is too old',
                  help: 'Messages older than a limit are left out; people go on to the next step.',
                },
              ]}
            />
          </Field>
          {how === 'now' ? null : (
            <Field
              label={how === 'spread' ? 'Over' : 'Older than'}
              error={choice ? undefined : 'Give a number of hours above zero.'}
            >
              <NumberField value={hours} onValueChange={setHours} min={1} max={720} unit="hours" />
            </Field>
          )}
        </div>
      ) : null}
      {asksAboutArrivals(late) ? (
        <Field
          label="People who came during the pause"
          group
          className={asksAboutOverdue(late) ? 'mt-4' : undefined}
        >
          <RadioGroup
            aria-label="People who came during the pause"
            value={arrivals}
            onValueChange={setArrivals}
            options={[
              {
                value: 'let-in',
                label: 'Let them in',
                help: 'They begin now. What brought them is less than a day old.',
              },
              {
                value: 'leave-out',
                label: 'Leave them out',
                help: 'They do not enter, and their page says why.',
              },
            ]}
          />
        </Field>
      ) : null}
    </Dialog>
  );
}
