'use client';
import { WORK_ROLE_LABELS, WORK_ROLES } from '@millrace/connectors/acts';
import type { WorkWithHistory } from '@millrace/services/work';
import { Select, toast } from '@millrace/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { problemOf, useKeepAnswer, useMay, useTRPC } from '../../shell/index.ts';
import { useRefreshWork } from '../use-refresh-work.ts';

const ANYONE = 'anyone';

/** Gives open work to somebody else. */
export function HandOn({ work }: { work: WorkWithHistory }) {
  const trpc = useTRPC();
  const keepAnswer = useKeepAnswer();
  const refresh = useRefreshWork();
  const may = useMay('work:answer');
  const team = useQuery(trpc.work.team.queryOptions({}, { enabled: may }));
  const assign = useMutation(
    trpc.work.assign.mutationOptions({
      meta: { quiet: true },
      onSuccess: (kept) => {
        keepAnswer(trpc.work.get.queryKey({ id: work.id }), kept);
        refresh();
        toast.done(`Now for ${kept.who}.`);
      },
      onError: (error) => {
        const { sentence, next } = problemOf(error);
        toast.problem(sentence, { description: next });
        refresh();
      },
    }),
  );
  if (!may || !team.data) return null;
  const able = team.data.items.filter(({ kinds }) => kinds.includes(work.kind));
  const roles = WORK_ROLES.filter((role) => able.some((member) => member.role === role));
  const { role, person } = work.for;
  return (
    <div className="flex flex-wrap items-center gap-2 text-13">
      <span aria-hidden className="text-faint">
        Give it to
      </span>
      <Select
        aria-label="Give it to"
        className="w-auto min-w-48"
        value={person ?? role ?? ANYONE}
        disabled={assign.isPending}
        onValueChange={(next) => {
          const member = able.find(({ id }) => id === next);
          const chosen = roles.find((one) => one === next) ?? null;
          assign.mutate({
            id: work.id,
            for: { role: chosen, person: member?.id ?? null },
            revision: work.revision,
          });
        }}
        options={[
          { value: ANYONE, label: 'Anyone who may answer' },
          ...roles.map((one) => ({ value: one, label: WORK_ROLE_LABELS[one] })),
          ...able.map(({ id, name, you }) => ({ value: id, label: you ? `${name} (you)` : name })),
          ...(person !== null && !able.some(({ id }) => id === person)
            ? [{ value: person, label: 'Somebody who has left the team' }]
            : []),
        ]}
      />
    </div>
  );
}
