'use client';
import { Button, Dialog, Field, Input, Textarea, toast } from '@millrace/ui';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { useTRPC } from '../../shell/index.ts';
import { problemsOf } from '../segment/segment-draft.ts';
import { useRefreshSegments } from '../use-refresh.ts';

/** Makes a list, which is empty at first, and opens its page. */
export function NewListDialog({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const refresh = useRefreshSegments();
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const create = useMutation(
    trpc.segments.create.mutationOptions({
      meta: { quiet: true },
      onSuccess: (list) => {
        refresh();
        toast.done(`The list ${list.name} is made. Now put people on it.`);
        router.push(`/segments/${list.id}`);
      },
    }),
  );
  const problems = problemsOf(create.error);
  const ready = name.trim() !== '';
  const save = () =>
    ready
      ? create.mutate({ name: name.trim(), description: description.trim(), condition: null })
      : undefined;
  return (
    <Dialog
      open
      width="narrow"
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="New list"
      description="For people whom no condition describes: you, a flow, an import or the API puts them on it one by one."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" busy={create.isPending || create.isSuccess} disabled={!ready} onClick={save}>
            Make the list
          </Button>
        </>
      }
    >
      <form
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {create.error && Object.keys(problems).length === 0 ? <ProblemNote error={create.error} /> : null}
        <Field label="Name" error={problems.name}>
          <Input
            value={name}
            onValueChange={(next) => {
              create.reset();
              setName(next);
            }}
            maxLength={80}
            placeholder="Wholesale"
            autoComplete="off"
          />
        </Field>
        <Field label="Description" optional error={problems.description}>
          <Textarea value={description} onValueChange={setDescription} maxLength={500} rows={2} />
        </Field>
      </form>
    </Dialog>
  );
}
