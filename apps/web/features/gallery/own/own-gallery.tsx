'use client';
import type { OwnTemplate } from '@millrace/services/own-templates';
import { AlertDialog, buttonLooks, EmptyState, Icon, Skeleton } from '@millrace/ui';
import NextLink from 'next/link';
import { useState } from 'react';
import { NameDialog } from '../../lists/name-dialog.tsx';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { OwnCard } from './own-card.tsx';
import { OwnPreview } from './own-preview.tsx';
import type { useOwnTemplates } from './use-own-templates.ts';

/** The templates that the store saved itself. */
export function OwnGallery({
  own: { list, clone, remove, rename },
  templates,
  filtered,
  mayEdit,
  look,
  onLook,
}: {
  own: ReturnType<typeof useOwnTemplates>;
  /** Those that fit what is searched. */
  templates: readonly OwnTemplate[];
  /** Whether a search leaves some out. */
  filtered: boolean;
  mayEdit: boolean;
  /** The id of the one that is looked at. */
  look: string | null;
  onLook: (id: string | null) => void;
}) {
  const [asked, setAsked] = useState<{ what: 'rename' | 'remove'; template: OwnTemplate } | null>(null);
  const use = (id: string) => (mayEdit ? () => clone.mutate({ id }) : undefined);
  const busy = (id: string) => clone.isPending && clone.variables.id === id;
  const shown = list.data?.items.find(({ id }) => id === look);
  if (list.isError) return <ProblemNote error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-2 xl:grid-cols-3">
        {list.isPending ? [0, 1, 2].map((place) => <Skeleton key={place} className="h-100 w-full" />) : null}
        {templates.map((template) => (
          <OwnCard
            key={template.id}
            template={template}
            busy={busy(template.id)}
            onPreview={() => onLook(template.id)}
            onUse={use(template.id)}
            onRename={mayEdit ? () => setAsked({ what: 'rename', template }) : undefined}
            onRemove={mayEdit ? () => setAsked({ what: 'remove', template }) : undefined}
          />
        ))}
      </div>
      {list.isSuccess && templates.length === 0 ? (
        filtered ? (
          <EmptyState icon="search" title="No template of yours fits this search." />
        ) : (
          <EmptyState
            icon="gallery"
            title="Your own templates appear here"
            action={
              <NextLink href="/flows" className={buttonLooks({ look: 'primary' })}>
                <Icon name="flows" size={14} />
                To your flows
              </NextLink>
            }
          >
            Save a flow that works well as a template: “Save as a template” in its menu. It then begins new
            flows with the same steps and messages.
          </EmptyState>
        )
      ) : null}
      {shown ? (
        <OwnPreview
          template={shown}
          busy={busy(shown.id)}
          onUse={use(shown.id)}
          onClose={() => onLook(null)}
        />
      ) : null}
      {asked?.what === 'rename' ? (
        <NameDialog
          title={`Rename ${asked.template.name}`}
          description="Flows that were made from it keep their names."
          given={asked.template}
          confirm="Rename"
          onConfirm={(entered) => rename(asked.template, entered)}
          onClose={() => setAsked(null)}
        />
      ) : null}
      {asked?.what === 'remove' ? (
        <AlertDialog
          open
          onOpenChange={(open) => (open ? undefined : setAsked(null))}
          title={`Remove ${asked.template.name}?`}
          description="It disappears from the gallery for the whole team. Flows that were made from it stay as they are."
          confirm="Remove the template"
          danger
          busy={remove.isPending}
          onConfirm={() => remove.mutate({ id: asked.template.id }, { onSettled: () => setAsked(null) })}
        />
      ) : null}
    </>
  );
}
