'use client';
import type { AccessView } from '@millrace/services/settings';
import { Checkbox, Skeleton, toast } from '@millrace/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { useTRPC } from '../../shell/index.ts';
import { ABILITIES, OTHER_ROLES } from './access-words.ts';

/** Owners choose which roles besides them may export customers and read the audit log. */
export function AccessSection({ may }: { may: boolean }) {
  const trpc = useTRPC();
  const access = useQuery(trpc.team.access.queryOptions());
  return (
    <section aria-labelledby="who-may" className="mt-10">
      <h2 id="who-may" className="text-16 font-semibold">
        Who may see all data
      </h2>
      <p className="mt-1 text-13 text-pretty text-soft">
        Owners always may. All other permissions follow from the role.
      </p>
      {access.error ? <ProblemNote error={access.error} onRetry={() => void access.refetch()} /> : null}
      {access.isPending ? <Skeleton className="mt-4 h-28 w-full rounded-lg" /> : null}
      <ul className="mt-4 divide-y divide-line border-y border-line empty:hidden">
        {access.data?.map((view) => (
          <Ability key={view.permission} view={view} may={may} />
        ))}
      </ul>
    </section>
  );
}

function Ability({ view, may }: { view: AccessView; may: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { title, help } = ABILITIES[view.permission];
  const change = useMutation(
    trpc.team.updateAccess.mutationOptions({
      onSuccess: async () => {
        toast.done('Saved. It takes effect with their next click.');
        await queries.invalidateQueries(trpc.team.access.queryFilter());
      },
    }),
  );
  return (
    <li className="flex flex-wrap items-start gap-x-6 gap-y-3 py-3">
      <div className="min-w-60 flex-1">
        <p className="text-14 font-medium">{title}</p>
        <p className="text-13 text-pretty text-faint">{help}</p>
      </div>
      <fieldset className="flex flex-wrap gap-x-5 gap-y-2">
        <legend className="sr-only">{title}</legend>
        {OTHER_ROLES.map(({ value, label }) => (
          <Checkbox
            key={value}
            label={label}
            checked={view.roles.includes(value)}
            disabled={!may || change.isPending}
            onCheckedChange={(on) =>
              change.mutate({
                permission: view.permission,
                roles: on ? [...view.roles, value] : view.roles.filter((role) => role !== value),
              })
            }
          />
        ))}
      </fieldset>
    </li>
  );
}
