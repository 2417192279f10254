'use client';
import type { Condition } from '@millrace/flow';
import type { UsedSegment } from '@millrace/services/segments';
import { toast } from '@millrace/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { SaveBar } from '../../settings/forms/save-bar.tsx';
import { problemOf, Screen, useKeepAnswer, useMay, useTRPC } from '../../shell/index.ts';
import { peopleWords } from '../segment-words.ts';
import { useRefreshSegments } from '../use-refresh.ts';
import { ChangedSinceDialog } from './changed-since-dialog.tsx';
import { Members } from './members.tsx';
import { SegmentActions } from './segment-actions.tsx';
import { isSameCondition, unfinished, type SegmentDraft } from './segment-draft.ts';
import { SegmentForm } from './segment-form.tsx';
import { UsedBy } from './used-by.tsx';
import { useKeptDraft } from './use-kept-draft.ts';

/** The page of a segment that was loaded. Its draft is saved only by the button. */
export function SegmentView({ segment, back }: { segment: UsedSegment; back: ReactNode }) {
  const { id, name, description, updatedAt } = segment;
  const isList = segment.condition === null;
  const trpc = useTRPC();
  const queries = useQueryClient();
  const keepAnswer = useKeepAnswer();
  const refresh = useRefreshSegments();
  const mayEdit = useMay('flows:write');
  const maySeePeople = useMay('customers:read');
  const [tried, setTried] = useState(false);
  const saved: SegmentDraft = {
    name,
    description,
    condition: segment.condition as Condition | null,
    basedOn: updatedAt,
  };
  const draft = useKeptDraft(id, saved);
  const update = useMutation(
    trpc.segments.update.mutationOptions({
      meta: { quiet: true },
      onSuccess: (kept) => {
        keepAnswer(trpc.segments.get.queryKey({ id }), kept);
        draft.discard();
        setTried(false);
        refresh();
        toast.done('Saved. It applies from now on.');
      },
      // What somebody else saved is read before it can be saved over.
      onError: () => void queries.invalidateQueries({ queryKey: trpc.segments.get.queryKey({ id }) }),
    }),
  );
  const save = () => {
    setTried(true);
    const { value } = draft;
    if (Object.keys(unfinished(value, isList)).length > 0) return;
    update.mutate({
      id,
      name: value.name,
      description: value.description,
      ...(value.condition === null || isSameCondition(value, saved) ? {} : { condition: value.condition }),
      basedOn: new Date(value.basedOn ?? updatedAt).toISOString(),
    });
  };
  const discard = () => {
    update.reset();
    setTried(false);
    draft.discard();
  };
  return (
    <Screen
      title={name}
      back={back}
      sentence={<span role="status">{peopleWords(segment)}</span>}
      actions={mayEdit ? <SegmentActions segment={segment} /> : undefined}
    >
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <SegmentForm
          own={id}
          saved={saved}
          value={draft.value}
          onChange={(part) => {
            update.reset();
            draft.set(part);
          }}
          tried={tried}
          error={update.error}
          disabled={!mayEdit}
          isList={isList}
        />
        <UsedBy use={segment.usedBy} />
      </div>
      {maySeePeople ? <Members segment={segment} /> : null}
      <SaveBar
        changed={mayEdit && draft.changed}
        busy={update.isPending}
        error={update.error}
        onDiscard={discard}
        onSave={save}
      />
      {update.error && problemOf(update.error).code === 'segment-changed-since' ? (
        <ChangedSinceDialog
          name={name}
          onTheirs={discard}
          onMine={() => {
            update.reset();
            draft.set({ basedOn: updatedAt });
          }}
        />
      ) : null}
    </Screen>
  );
}
