'use client';
import { Button, Dialog, Field, NumberField, RadioGroup } from '@millrace/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '../../shell/index.ts';
import { overdueSentence } from './overdue.ts';
import type { useFlowActions } from './use-flow-actions.ts';

type How = 'send-now' | 'spread' | 'skip-older';

/** Going on after a pause: nothing was dropped meanwhile, so somebody says what happens to what is late. */
export function ResumeDialog({
  flow,
  onClose,
  resume,
}: {
  flow: { id: string; name: string };
  onClose: () => void;
  resume: ReturnType<typeof useFlowActions>['resume'];
}) {
  const trpc = useTRPC();
  const late = useQuery(trpc.flows.overdue.queryOptions({ id: flow.id }, { staleTime: 0 }));
  const [how, setHow] = useState<How>('spread');
  const [hours, setHours] = useState<number | null>(4);
  const nobody = late.data?.people === 0;
  const ready = nobody || how === 'send-now' || (hours !== null && hours > 0);
  const go = () =>
    resume.mutate(nobody ? { id: flow.id } : { id: flow.id, overdue: how, ...(how === 'send-now' || hours === null ? {} : { hours }) }, {
      onSuccess: onClose,
    });
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Resume ${flow.name}`}
      description={overdueSentence(late.data)}
      width="narrow"
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            Stay paused
          </Button>
          <Button look="primary" busy={resume.isPending} disabled={!ready} onClick={go}>
            Resume
          </Button>
        </>
      }
    >
      {nobody ? null : (
        <div className="flex flex-col gap-4">
          <Field label="People who are overdue" group>
            <RadioGroup
              aria-label="People who are overdue"
              value={how}
              onValueChange={(next) => {
                setHow(next);
                setHours(next === 'skip-older' ? 24 : 4);
              }}
              options={[
                { value: 'spread', label: 'Spread them out', help: 'Evenly over some hours, so that nobody notices the pause.' },
                { value: 'send-now', label: 'Let them go on now', help: 'Caps and quiet hours still apply.' },
                {
                  value: 'skip-older',
                  label: 'Skip what is too old',
                  help: 'Messages older than a limit are left out; people go on to the next step.',
                },
              ]}
            />
          </Field>
          {how === 'send-now' ? null : (
            <Field label={how === 'spread' ? 'Over' : 'Older than'} error={ready ? undefined : 'Give a number of hours above zero.'}>
              <NumberField value={hours} onValueChange={setHours} min={1} max={720} unit="hours" />
            </Field>
          )}
        </div>
      )}
    </Dialog>
  );
}
