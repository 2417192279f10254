'use client';
import { Skeleton, Tabs } from '@millrace/ui';
import { useQuery } from '@tanstack/react-query';
import { parseAsString, parseAsStringLiteral, useQueryState } from 'nuqs';
import { useFlowActions } from '../flows/actions/use-flow-actions.ts';
import { ProblemNote } from '../lists/problem-note.tsx';
import { Screen, useCommands, useMay, useTRPC } from '../shell/index.ts';
import { PreviewDialog } from './preview-dialog.tsx';
import { TemplateCard } from './template-card.tsx';
import { CATEGORIES } from './template-words.ts';

const ALL = 'all';
const FOR = [ALL, ...(Object.keys(CATEGORIES) as (keyof typeof CATEGORIES)[])] as const;

/** The gallery of flow templates, complete with steps and messages. */
export function Gallery() {
  const trpc = useTRPC();
  const mayEdit = useMay('flows:write');
  const [open, setOpen] = useQueryState('look', parseAsString);
  const [purpose, setPurpose] = useQueryState('for', parseAsStringLiteral(FOR).withDefault(ALL));
  const list = useQuery(trpc.templates.list.queryOptions(undefined, { staleTime: Infinity }));
  const store = useQuery(trpc.templates.readiness.queryOptions(undefined, { staleTime: 60_000 }));
  const { clone } = useFlowActions();
  const use = (template: string) => () => clone.mutate({ template });
  const busy = (template: string) => clone.isPending && clone.variables.template === template;
  const shown = list.data?.find((template) => template.id === open);
  const categories = FOR.filter((one) => list.data?.some(({ category }) => category === one));
  const listed = (list.data ?? []).filter(({ category }) => purpose === ALL || category === purpose);
  useCommands(
    (list.data ?? []).flatMap((template) => [
      {
        id: `look-${template.id}`,
        title: `Preview ${template.title}`,
        group: 'Gallery',
        icon: 'eye',
        run: () => void setOpen(template.id),
      },
      ...(mayEdit
        ? [
            {
              id: `use-${template.id}`,
              title: `Use ${template.title}`,
              group: 'Gallery',
              icon: 'plus',
              run: use(template.id),
            },
          ]
        : []),
    ]),
  );
  return (
    <Screen
      title="Gallery"
      sentence="Complete flows to start from. Preview one first. Using one makes a draft of your own, and no message is sent before you publish it."
    >
      {list.isError ? <ProblemNote error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.data ? (
        <Tabs
          label="What it is for"
          value={purpose}
          onValueChange={(next) => void setPurpose(next)}
          tabs={[
            { value: ALL, label: `All · ${list.data.length}` },
            ...categories.map((category) => ({
              value: category,
              label: category === ALL ? 'All' : CATEGORIES[category],
            })),
          ]}
          className="mb-5"
        />
      ) : null}
      <div className="grid gap-5 sm:grid-cols-2 xl:grid-cols-3">
        {list.isPending
          ? [0, 1, 2, 3, 4, 5].map((place) => <Skeleton key={place} className="h-110 w-full" />)
          : null}
        {listed.map((template) => (
          <TemplateCard
            key={template.id}
            template={template}
            store={store.data}
            onPreview={() => void setOpen(template.id)}
            onUse={mayEdit ? use(template.id) : undefined}
            busy={busy(template.id)}
          />
        ))}
      </div>
      {shown ? (
        <PreviewDialog
          template={shown}
          store={store.data}
          onClose={() => void setOpen(null)}
          onUse={mayEdit ? use(shown.id) : undefined}
          busy={busy(shown.id)}
        />
      ) : null}
    </Screen>
  );
}
