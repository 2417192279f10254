'use client';
import { Link, toast } from '@millrace/ui';
import { useMutation } from '@tanstack/react-query';
import NextLink from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { SaveBar } from '../../settings/forms/save-bar.tsx';
import { Screen, useMay, useTRPC } from '../../shell/index.ts';
import { STARTING_POINTS } from '../starting-points.ts';
import { useRefreshSegments } from '../use-refresh.ts';
import { EMPTY_DRAFT, unfinished } from './segment-draft.ts';
import { SegmentForm } from './segment-form.tsx';
import { useKeptDraft } from './use-kept-draft.ts';

/** A new segment. @param from the id of a starting point, or null for an empty form */
export function NewSegmentScreen({ from }: { from: string | null }) {
  const trpc = useTRPC();
  const router = useRouter();
  const mayEdit = useMay('flows:write');
  const refresh = useRefreshSegments();
  const [tried, setTried] = useState(false);
  const point = STARTING_POINTS.find(({ id }) => id === from);
  const start = point
    ? { name: point.name, description: point.description, condition: point.condition }
    : EMPTY_DRAFT;
  const draft = useKeptDraft(point ? `new/${point.id}` : 'new', start);
  const create = useMutation(
    trpc.segments.create.mutationOptions({
      meta: { quiet: true },
      onSuccess: ({ id, name }) => {
        draft.discard();
        refresh();
        toast.done(`${name} is saved. Its people are being found.`);
        router.push(`/segments/${id}`);
      },
    }),
  );
  const save = () => {
    setTried(true);
    const { name, description, condition } = draft.value;
    if (condition === null || Object.keys(unfinished(draft.value)).length > 0) return;
    create.mutate({ name, description, condition });
  };
  return (
    <Screen
      title="New segment"
      back={
        <Link plain className="text-faint" render={<NextLink href="/segments" />}>
          Segments
        </Link>
      }
      sentence="Say who belongs to it. Nothing is saved until you press Save."
    >
      <SegmentForm
        own={null}
        saved={start}
        value={draft.value}
        onChange={(part) => {
          create.reset();
          draft.set(part);
        }}
        tried={tried}
        error={create.error}
        disabled={!mayEdit}
      />
      <SaveBar
        changed={mayEdit && (draft.changed || point !== undefined || tried)}
        busy={create.isPending || create.isSuccess}
        error={create.error}
        saveWords="Save segment"
        onDiscard={() => {
          draft.discard();
          router.push('/segments');
        }}
        onSave={save}
      />
    </Screen>
  );
}
