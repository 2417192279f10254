'use client';
import { Button, Dialog, Field, Input, RadioGroup } from '@millrace/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { problemOf, useTRPC } from '../../shell/index.ts';
import { fieldProblems } from '../forms/field-problems.ts';
import type { OneTimeLink } from './link-dialog.tsx';
import { ROLE_CHOICES, type RoleName } from './roles.ts';

/** Creates an account. Its link is passed on by hand, since there may be no mail server to send it. */
export function InviteDialog({
  onClose,
  onInvited,
}: {
  onClose: () => void;
  onInvited: (link: OneTimeLink) => void;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<RoleName>('marketer');
  const invite = useMutation(
    trpc.team.invite.mutationOptions({
      meta: { quiet: true },
      onSuccess: async (made) => {
        onClose();
        onInvited({ name: email, ...made });
        await queries.invalidateQueries(trpc.team.list.queryFilter());
      },
    }),
  );
  const problems = fieldProblems(invite.error);
  return (
    <Dialog
      open
      width="narrow"
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Invite a team member"
      description="You get a link to pass on. It works once, to choose a password."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary"
            disabled={!email.includes('@')}
            busy={invite.isPending}
            onClick={() => invite.mutate({ email: email.trim(), role })}
          >
            Create link
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        <Field
          label="E-mail address"
          error={problems['email'] ?? (invite.error ? problemOf(invite.error).sentence : undefined)}
        >
          <Input type="email" value={email} onValueChange={(next) => setEmail(next)} autoComplete="off" />
        </Field>
        <Field label="Role" group>
          <RadioGroup aria-label="Role" value={role} onValueChange={setRole} options={ROLE_CHOICES} />
        </Field>
      </div>
    </Dialog>
  );
}
