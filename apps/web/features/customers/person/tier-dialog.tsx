'use client';
import { DAY } from '@millrace/base';
import type { Points } from '@millrace/services/loyalty';
import { Button, Dialog, EmptyState, Field, Input, Link, NumberField, Select, toast } from '@millrace/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import NextLink from 'next/link';
import { useState } from 'react';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { useTRPC } from '../../shell/index.ts';

const NONE = '';

/** Whole days until a granted tier ends; null when it is for good. */
const daysLeft = (granted: Points['granted']): number | null =>
  granted === null || granted.until === null
    ? null
    : Math.max(1, Math.ceil((granted.until - Date.now()) / DAY));

/** Grants a tier whatever the points, or takes a granted one back. */
export function TierDialog({
  id,
  granted,
  onClose,
}: {
  id: string;
  granted: Points['granted'];
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const store = useQuery(trpc.settings.store.queryOptions());
  const [tier, setTier] = useState<string>(granted?.tier ?? NONE);
  const [days, setDays] = useState<number | null>(() => daysLeft(granted));
  const [reason, setReason] = useState('');
  const change = useMutation(
    trpc.customers.grantTier.mutationOptions({
      meta: { quiet: true },
      onSuccess: async ({ tier: now }) => {
        toast.done(now === null ? 'They have no tier now.' : `Their tier is ${now}.`);
        onClose();
        await Promise.all([
          queries.invalidateQueries(trpc.customers.points.pathFilter()),
          queries.invalidateQueries(trpc.customers.get.queryFilter({ id })),
        ]);
      },
    }),
  );
  const tiers = store.data?.tiers ?? [];
  const isNone = store.data !== undefined && tiers.length === 0;
  const takesBack = tier === NONE;
  return (
    <Dialog
      open
      width="narrow"
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Grant a tier"
      description="It holds whatever the points, and never lowers a tier that was reached."
      actions={
        isNone ? undefined : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              look="primary"
              busy={change.isPending}
              disabled={reason.trim() === '' || (takesBack && granted === null)}
              onClick={() =>
                change.mutate({
                  id,
                  tier: takesBack ? null : tier,
                  until: takesBack || days === null ? null : new Date(Date.now() + days * DAY).toISOString(),
                  reason: reason.trim(),
                })
              }
            >
              {takesBack ? 'Take it back' : 'Grant the tier'}
            </Button>
          </>
        )
      }
    >
      {isNone ? (
        <EmptyState
          icon="star"
          title="There are no tiers"
          action={<Link render={<NextLink href="/settings/store" />}>Add some in Settings</Link>}
        >
          A tier has a name, and the points from which it is reached.
        </EmptyState>
      ) : (
        <div className="space-y-4">
          {change.error ? <ProblemNote error={change.error} /> : null}
          <Field label="Tier">
            <Select
              aria-label="Tier"
              value={tier}
              onValueChange={(next) => setTier(next ?? NONE)}
              options={[
                { value: NONE, label: 'None, only by points' },
                ...tiers.map(({ name }) => ({ value: name, label: name })),
              ]}
            />
          </Field>
          {takesBack ? null : (
            <Field label="For" help="Empty: for good.">
              <NumberField
                aria-label="For"
                value={days}
                min={1}
                max={3_650}
                unit="days"
                onValueChange={setDays}
              />
            </Field>
          )}
          <Field label="Reason" help="Kept in the audit log.">
            <Input
              value={reason}
              onValueChange={setReason}
              placeholder="Wrote about us in a magazine"
              maxLength={200}
            />
          </Field>
        </div>
      )}
    </Dialog>
  );
}
