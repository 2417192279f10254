'use client';
import { plural } from '@millrace/base/words';
import { Button, Dialog, Field, Input, NumberField, RadioGroup, toast } from '@millrace/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { useTRPC } from '../../shell/index.ts';

/** Gives or takes points by hand, with the reason that the history shows. */
export function PointsDialog({ id, balance, onClose }: { id: string; balance: number; onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [what, setWhat] = useState<'give' | 'take'>('give');
  const [points, setPoints] = useState<number | null>(null);
  const [reason, setReason] = useState('');
  const change = useMutation(
    trpc.customers.changePoints.mutationOptions({
      meta: { quiet: true },
      onSuccess: async ({ balance: now }) => {
        toast.done(`They have ${plural(now, 'point')} now.`);
        onClose();
        await Promise.all([
          queries.invalidateQueries(trpc.customers.points.pathFilter()),
          queries.invalidateQueries(trpc.customers.get.queryFilter({ id })),
          queries.invalidateQueries(trpc.customers.timeline.pathFilter()),
        ]);
      },
    }),
  );
  const tooMany = what === 'take' && points !== null && points > balance;
  return (
    <Dialog
      open
      width="narrow"
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Change loyalty points"
      description={`They have ${plural(balance, 'point')}.`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary"
            busy={change.isPending}
            disabled={points === null || points < 1 || tooMany || reason.trim() === ''}
            onClick={() =>
              change.mutate({ id, points: what === 'give' ? points! : -points!, reason: reason.trim() })
            }
          >
            {what === 'give' ? 'Give points' : 'Take points'}
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        {change.error ? <ProblemNote error={change.error} /> : null}
        <RadioGroup
          aria-label="What changes"
          value={what}
          onValueChange={setWhat}
          options={[
            { value: 'give', label: 'Give points' },
            { value: 'take', label: 'Take points', help: 'Those that expire first' },
          ]}
        />
        <Field label="Points" error={tooMany ? `They have ${plural(balance, 'point')}.` : undefined}>
          <NumberField aria-label="Points" value={points} min={1} max={1_000_000} onValueChange={setPoints} />
        </Field>
        <Field label="Reason" help="Shown in their history here, and kept in the audit log.">
          <Input
            value={reason}
            onValueChange={setReason}
            placeholder="Sorry for the late parcel"
            maxLength={200}
          />
        </Field>
      </div>
    </Dialog>
  );
}
