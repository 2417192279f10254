'use client';
import { graphSchema } from '@millrace/flow';
import type { OwnTemplate } from '@millrace/services/own-templates';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { useTRPC } from '../../shell/index.ts';
import { LookDialog } from '../look-dialog.tsx';
import { FlowLook } from '../flow-look.tsx';

/** A preview of a template of the store: its steps, and its messages as a customer would see them. */
export function OwnPreview({
  template,
  busy,
  onUse,
  onClose,
}: {
  template: OwnTemplate;
  busy: boolean;
  onUse: (() => void) | undefined;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const read = useQuery(trpc.ownTemplates.get.queryOptions({ id: template.id }));
  const graph = useMemo(() => (read.data ? graphSchema.parse(read.data.graph) : undefined), [read.data]);
  return (
    <LookDialog
      title={template.name}
      description={template.purpose || undefined}
      busy={busy}
      onUse={onUse}
      onClose={onClose}
    >
      {read.isError ? (
        <ProblemNote error={read.error} onRetry={() => void read.refetch()} />
      ) : (
        <FlowLook title={template.name} graph={graph} writes={template.channels.length > 0} />
      )}
    </LookDialog>
  );
}
