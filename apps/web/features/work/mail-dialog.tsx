'use client';
import { Button, Dialog, Field, Input, RadioGroup, Skeleton, toast } from '@millrace/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { zoneName } from '@millrace/base/words';
import type { MailChoice } from '@millrace/services/work';
import { useState, type FormEvent } from 'react';
import { ProblemNote } from '../lists/problem-note.tsx';
import { problemOf, useKeepAnswer, useTRPC, useViewer } from '../shell/index.ts';
import { asMinute, asTime } from './times-of-day.ts';

/** Chooses which e-mails about work the signed-in member gets. */
export function MailDialog({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const choice = useQuery(trpc.work.mail.queryOptions({}));
  return (
    <Dialog
      open
      width="narrow"
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="E-mails to you"
      description="They go through the store’s own e-mail connection. Their links lead to the page; an answer is given there."
      {...(choice.data
        ? {}
        : {
            actions: <Button onClick={onClose}>Close</Button>,
          })}
    >
      {choice.data ? (
        <Choosing choice={choice.data} onClose={onClose} />
      ) : choice.error ? (
        <ProblemNote error={choice.error} onRetry={() => void choice.refetch()} />
      ) : (
        <Skeleton className="h-24 w-full" />
      )}
    </Dialog>
  );
}

function Choosing({ choice, onClose }: { choice: MailChoice; onClose: () => void }) {
  const trpc = useTRPC();
  const keepAnswer = useKeepAnswer();
  const { timeZone } = useViewer().workspace;
  const [wants, setWants] = useState<MailChoice['wants']>(choice.wants);
  const [time, setTime] = useState(asTime(choice.minute));
  const minute = asMinute(time);
  const save = useMutation(
    trpc.work.chooseMail.mutationOptions({
      meta: { quiet: true },
      onSuccess: (kept) => {
        keepAnswer(trpc.work.mail.queryKey({}), kept);
        toast.done('Saved. It counts from the next e-mail on.');
        onClose();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (minute !== null) save.mutate({ wants, minute });
  };
  const problem = save.error ? problemOf(save.error) : null;
  return (
    <form onSubmit={submit} className="space-y-4">
      <RadioGroup
        aria-label="Which e-mails"
        value={wants}
        onValueChange={(next) => setWants(next)}
        options={[
          {
            value: 'each',
            label: 'One for each',
            help: 'When something is given to you or your role, or its deadline passed on to you',
          },
          { value: 'daily', label: 'One a day', help: 'All that waits for you, with the deadlines' },
          { value: 'off', label: 'None' },
        ]}
      />
      {wants === 'daily' ? (
        <Field
          label="At"
          help={`In the time zone of the store, ${zoneName(timeZone)}`}
          error={minute === null ? 'Enter a time, such as 08:00.' : undefined}
        >
          <Input type="time" value={time} onValueChange={setTime} className="w-32" />
        </Field>
      ) : null}
      {problem ? (
        <p role="alert" className="rounded-md bg-broken-tint px-3 py-2 text-13 text-broken">
          {problem.sentence} {problem.next}
        </p>
      ) : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button look="primary" type="submit" busy={save.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}
