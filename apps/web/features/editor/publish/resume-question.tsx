'use client';
import { subjectNouns, type Subject } from '@millrace/flow';
import { capital } from '@millrace/base/words';
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

/** Asks what happens to those who became due, or met the trigger, while the flow was paused. Nothing was dropped meanwhile. */
export function ResumeQuestion({
  title,
  subject,
  late,
  busy,
  onResume,
  onClose,
}: {
  title: string;
  subject: Subject;
  late: KnownOverdue;
  busy: boolean;
  onResume: (choice: ResumeChoice) => void;
  onClose: () => void;
}) {
  const [how, setHow] = useState<OverdueChoice['how']>('spread');
  const [hours, setHours] = useState<number | null>(HOURS.spread);
  const [arrivals, setArrivals] = useState<ArrivalChoice>('let-in');
  const several = subjectNouns(subject);
  const came = `${capital(several)} that came during the pause`;
  const choice = resumeChoice(late, { how, hours, arrivals });
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={title}
      description={overdueSentence(subject, late)}
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
          <Field label={`Overdue ${several}`} group>
            <RadioGroup
              aria-label={`Overdue ${several}`}
              value={how}
              onValueChange={(next) => {
                setHow(next);
                setHours(HOURS[next]);
              }}
              options={[
                {
                  value: 'spread',
                  label: 'Spread them out',
                  help: 'Evenly over some hours, so that the pause goes unnoticed.',
                },
                { value: 'now', label: 'Let them go on now', help: 'Caps and quiet hours still apply.' },
                {
                  value: 'skip',
                  label: 'Skip what is too old',
                  help: `Messages older than a limit are left out. The ${several} go on to the next step.`,
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
        <Field label={came} group className={asksAboutOverdue(late) ? 'mt-4' : undefined}>
          <RadioGroup
            aria-label={came}
            value={arrivals}
            onValueChange={setArrivals}
            options={[
              {
                value: 'let-in',
                label: 'Let them in',
                help: 'They enter now. Their events are less than a day old.',
              },
              {
                value: 'leave-out',
                label: 'Leave them out',
                help: 'They do not enter. The customer’s page says why.',
              },
            ]}
          />
        </Field>
      ) : null}
    </Dialog>
  );
}
