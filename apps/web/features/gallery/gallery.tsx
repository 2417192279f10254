'use client';
import { Button, EmptyState, Skeleton, Tabs } from '@millrace/ui';
import { useQuery } from '@tanstack/react-query';
import { parseAsString, useQueryState, useQueryStates } from 'nuqs';
import { useFlowActions } from '../flows/actions/use-flow-actions.ts';
import { ProblemNote } from '../lists/problem-note.tsx';
import { Screen, useCommands, useMay, useTRPC } from '../shell/index.ts';
import { ALL, chosen, chosenOwn, FILTERS, GOALS, ordered, YOURS } from './filters.ts';
import { ForYourStoreNote } from './for-your-store-note.tsx';
import { GalleryTools } from './gallery-tools.tsx';
import { OwnGallery } from './own/own-gallery.tsx';
import { useOwnTemplates } from './own/use-own-templates.ts';
import { PreviewDialog } from './preview-dialog.tsx';
import { TemplateCard } from './template-card.tsx';
import { CATEGORIES } from './template-words.ts';
import { useForYourStore } from './use-for-your-store.ts';

/** The gallery of flow templates, complete with steps and messages. */
export function Gallery() {
  const trpc = useTRPC();
  const mayEdit = useMay('flows:write');
  const [open, setOpen] = useQueryState('look', parseAsString);
  const [filters, setFilters] = useQueryStates(FILTERS, { history: 'replace' });
  const list = useQuery(trpc.templates.list.queryOptions(undefined, { staleTime: Infinity }));
  const { fits, count, fitOf } = useForYourStore();
  const store = fits.data?.has;
  const { clone } = useFlowActions();
  const use = (template: string) => () => clone.mutate({ template });
  const busy = (template: string) => clone.isPending && clone.variables.template === template;
  const shown = list.data?.find((template) => template.id === open);
  const templates = list.data ?? [];
  const categories = GOALS.filter((one) => one !== ALL && one !== YOURS).filter((one) =>
    templates.some(({ category }) => category === one),
  );
  const own = useOwnTemplates();
  const isOwn = filters.for === YOURS;
  const ownListed = chosenOwn(own.list.data?.items ?? [], filters);
  const listed = ordered(chosen(templates, filters, store), filters.order, fits.data?.templates);
  useCommands([
    ...(mayEdit
      ? (own.list.data?.items ?? []).map(({ id, name }) => ({
          id: `use-own-${id}`,
          title: `Use ${name}`,
          group: 'Gallery',
          icon: 'plus',
          about: 'A template of yours',
          run: () => own.clone.mutate({ id }),
        }))
      : []),
    ...templates.flatMap((template) => [
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
  ]);
  return (
    <Screen
      title="Gallery"
      sentence="Complete flows to start from. Preview one first. Using one makes a draft of your own, and no message is sent before you publish it."
      tools={
        list.data ? (
          <GalleryTools
            searchOnly={isOwn}
            templates={list.data}
            filters={filters}
            onChange={(change) => void setFilters(change)}
          />
        ) : undefined
      }
    >
      {list.isError ? <ProblemNote error={list.error} onRetry={() => void list.refetch()} /> : null}
      {fits.isError && list.data ? (
        <ProblemNote error={fits.error} onRetry={() => void fits.refetch()} />
      ) : null}
      {list.data ? (
        <Tabs
          label="What it is for"
          value={filters.for}
          onValueChange={(next) => void setFilters({ for: next })}
          tabs={[
            { value: ALL, label: `All · ${list.data.length}` },
            {
              value: YOURS,
              label: own.list.data?.items.length ? `Yours · ${own.list.data.items.length}` : 'Yours',
            },
            ...categories.map((category) => ({ value: category, label: CATEGORIES[category] })),
          ]}
          className="mb-5"
        />
      ) : null}
      {isOwn ? (
        <OwnGallery
          own={own}
          templates={ownListed}
          filtered={(filters.search ?? '') !== ''}
          mayEdit={mayEdit}
          look={open}
          onLook={(id) => void setOpen(id)}
        />
      ) : null}
      {filters.order === 'store' && filters.for === ALL && fits.data ? (
        <ForYourStoreNote
          found={fits.data}
          busy={count.isPending}
          onCount={mayEdit ? () => count.mutate() : undefined}
        />
      ) : null}
      <div className={isOwn ? 'hidden' : 'grid gap-5 sm:grid-cols-2 xl:grid-cols-3'}>
        {list.isPending || (filters.order === 'store' && fits.isPending)
          ? [0, 1, 2, 3, 4, 5].map((place) => <Skeleton key={place} className="h-110 w-full" />)
          : null}
        {(filters.order === 'store' && fits.isPending ? [] : listed).map((template) => (
          <TemplateCard
            key={template.id}
            template={template}
            store={store}
            fit={fitOf(template.id)}
            onPreview={() => void setOpen(template.id)}
            onUse={mayEdit ? use(template.id) : undefined}
            busy={busy(template.id)}
          />
        ))}
      </div>
      {list.data && listed.length === 0 && !isOwn ? (
        <EmptyState
          icon="search"
          title="No flow of the gallery fits all of this."
          action={<Button onClick={() => void setFilters(null)}>Show all flows</Button>}
        />
      ) : null}
      {shown ? (
        <PreviewDialog
          template={shown}
          store={store}
          fit={fitOf(shown.id)}
          currency={fits.data?.currency ?? 'USD'}
          onClose={() => void setOpen(null)}
          onUse={mayEdit ? use(shown.id) : undefined}
          busy={busy(shown.id)}
        />
      ) : null}
    </Screen>
  );
}
