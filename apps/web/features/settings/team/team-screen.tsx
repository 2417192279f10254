'use client';
import {
  AlertDialog,
  Badge,
  Button,
  IconButton,
  Menu,
  RelativeTime,
  Select,
  Skeleton,
  toast,
} from '@millrace/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { Screen, useMay, useTRPC } from '../../shell/index.ts';
import { OnlyOwners } from '../forms/only-owners.tsx';
import { AccessSection } from './access-section.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { LinkDialog, type OneTimeLink } from './link-dialog.tsx';
import { ROLE_CHOICES, roleTitle, type RoleName } from './roles.ts';

interface Member {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly since: number;
  readonly pending: boolean;
  readonly you: boolean;
}

/** The team: its members and their roles. */
export function TeamScreen() {
  const trpc = useTRPC();
  const may = useMay('team:write');
  const team = useQuery(trpc.team.list.queryOptions());
  const [inviting, setInviting] = useState(false);
  const [link, setLink] = useState<OneTimeLink | null>(null);
  return (
    <Screen
      title="Team"
      width="reading"
      sentence="The people who use Millrace, and their roles."
      actions={
        may ? (
          <Button look="primary" icon="user-plus" onClick={() => setInviting(true)}>
            Invite a team member
          </Button>
        ) : undefined
      }
    >
      <OnlyOwners may={may} what="Owners invite members and change roles." />
      {team.error ? <ProblemNote error={team.error} onRetry={() => void team.refetch()} /> : null}
      {team.isPending ? <Skeleton className="h-24 w-full rounded-lg" /> : null}
      <ul className="divide-y divide-line border-y border-line empty:hidden">
        {team.data?.map((member) => (
          <MemberRow key={member.id} member={member} may={may} onLink={setLink} />
        ))}
      </ul>
      <AccessSection may={may} />
      {inviting ? <InviteDialog onClose={() => setInviting(false)} onInvited={setLink} /> : null}
      {link ? <LinkDialog link={link} onClose={() => setLink(null)} /> : null}
    </Screen>
  );
}

function MemberRow({
  member,
  may,
  onLink,
}: {
  member: Member;
  may: boolean;
  onLink: (link: OneTimeLink) => void;
}) {
  const [removing, setRemoving] = useState(false);
  const { changeRole, remove, newLink } = useTeamChanges();
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <span
        aria-hidden
        className="flex size-8 shrink-0 items-center justify-center rounded-full bg-sunken text-13 font-semibold text-soft"
      >
        {[...member.name][0]?.toLocaleUpperCase() ?? '·'}
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2 text-14 font-medium">
          {member.name}
          {member.you ? <Badge>You</Badge> : null}
          {member.pending ? (
            <Badge tone="waiting" icon="clock">
              Invited
            </Badge>
          ) : null}
        </p>
        <p className="truncate text-13 text-faint">
          {member.email} · since <RelativeTime instant={member.since} />
        </p>
      </div>
      {may ? (
        <>
          <Select<RoleName>
            aria-label={`Role of ${member.name}`}
            className="w-36"
            value={member.role as RoleName}
            onValueChange={(role) => changeRole.mutate({ id: member.id, role })}
            options={ROLE_CHOICES}
            disabled={changeRole.isPending}
          />
          <Menu
            align="end"
            trigger={<IconButton icon="more" label={`More actions for ${member.name}`} />}
            entries={[
              {
                label: 'New one-time link',
                icon: 'link',
                help: 'To choose a password, if the first link or the password is lost',
                onSelect: () =>
                  newLink.mutate(
                    { id: member.id },
                    { onSuccess: (made) => onLink({ name: member.name, ...made }) },
                  ),
              },
              null,
              {
                label: 'Remove from the team',
                icon: 'user-x',
                danger: true,
                onSelect: () => setRemoving(true),
              },
            ]}
          />
        </>
      ) : (
        <span className="text-13 text-soft">{roleTitle(member.role)}</span>
      )}
      <AlertDialog
        open={removing}
        onOpenChange={setRemoving}
        title={`Remove ${member.name} from the team?`}
        description={`${member.you ? 'You are' : `${member.name} is`} signed out everywhere at once. What ${member.you ? 'you' : 'they'} built stays.`}
        confirm="Remove"
        busy={remove.isPending}
        onConfirm={() => remove.mutate({ id: member.id }, { onSuccess: () => setRemoving(false) })}
      />
    </li>
  );
}

function useTeamChanges() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries(trpc.team.list.queryFilter());
  return {
    changeRole: useMutation(
      trpc.team.changeRole.mutationOptions({
        onSuccess: async (_result, { role }) => {
          toast.done(`The role is ${roleTitle(role).toLowerCase()} now.`);
          await refresh();
        },
      }),
    ),
    remove: useMutation(
      trpc.team.remove.mutationOptions({
        onSuccess: async () => {
          toast.done('Removed from the team.');
          await refresh();
        },
      }),
    ),
    newLink: useMutation(trpc.team.newLink.mutationOptions()),
  };
}
