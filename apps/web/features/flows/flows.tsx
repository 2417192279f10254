'use client';
import { Button, buttonLooks, EmptyState, Icon, Input, Select, Table, type Sort } from '@millrace/ui';
import { useQuery } from '@tanstack/react-query';
import NextLink from 'next/link';
import { useRouter } from 'next/navigation';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useState } from 'react';
import { ExportButton } from '../lists/export-button.tsx';
import { ProblemNote } from '../lists/problem-note.tsx';
import { NameDialog } from '../lists/name-dialog.tsx';
import { useSlow } from '../lists/use-slow.ts';
import { SAVE_TEMPLATE } from '../lists/save-template.ts';
import { Screen, useCommands, useMay, useTRPC, useViewer } from '../shell/index.ts';
import { FlowDialogs, type Asked } from './actions/flow-dialogs.tsx';
import { useFlowActions } from './actions/use-flow-actions.ts';
import { commonDomain } from './caused.ts';
import { LIVE } from './live.ts';
import { arranged, flowsSentence, SORTABLE, type FlowRow } from './table/arrange.ts';
import { useSaveTemplate } from '../gallery/own/use-own-templates.ts';
import { useExportFile } from './file/use-export-file.ts';
import { flowColumns } from './table/columns.tsx';
import { rowEntries } from './table/row-entries.ts';

const STATES = ['all', 'live', 'paused', 'draft', 'stopped'] as const;

const asked = {
  search: parseAsString.withDefault(''),
  state: parseAsStringLiteral(STATES).withDefault('all'),
  sort: parseAsStringLiteral(SORTABLE).withDefault('changed'),
  direction: parseAsStringLiteral(['up', 'down'] as const).withDefault('down'),
};

/** The list of all flows. */
export function Flows() {
  const trpc = useTRPC();
  const router = useRouter();
  const { workspace } = useViewer();
  const mayEdit = useMay('flows:write');
  const mayPublish = useMay('flows:publish');
  const [view, setView] = useQueryStates(asked, { history: 'replace' });
  const [question, setQuestion] = useState<Asked | null>(null);
  const actions = useFlowActions();
  const exportFile = useExportFile();
  const saveTemplate = useSaveTemplate();
  const [saving, setSaving] = useState<FlowRow | null>(null);
  const search = useSlow(view.search.trim());
  const list = useQuery(
    trpc.flows.list.queryOptions(
      { limit: 200, ...(search ? { search } : {}), ...(view.state === 'all' ? {} : { state: view.state }) },
      { ...LIVE, placeholderData: (before) => before },
    ),
  );
  const home = useQuery(trpc.home.read.queryOptions(undefined, LIVE));
  const create = () => actions.create.mutate({});
  useCommands(
    mayEdit
      ? [
          { id: 'new-flow', title: 'New flow', group: 'Flows', icon: 'plus', run: create },
          {
            id: 'import-flow',
            title: 'Import a flow',
            group: 'Flows',
            icon: 'upload',
            about: 'From a file',
            href: '/flows/import',
          },
        ]
      : [],
  );

  const rows: FlowRow[] = (list.data?.items ?? []).map((flow) => ({
    ...flow,
    caused: home.data?.caused.find((entry) => entry.flowId === flow.id),
  }));
  const filtered = search !== '' || view.state !== 'all';
  const none = list.isSuccess && rows.length === 0 && !filtered;
  const columns = flowColumns({
    currency: workspace.currency,
    zone: workspace.timeZone,
    rows,
    domain: commonDomain(rows.map((row) => row.caused)),
    entriesFor: (row) =>
      rowEntries(row, {
        mayEdit,
        mayPublish,
        go: (path) => router.push(path),
        duplicate: (id) => actions.duplicate.mutate({ id }),
        exportFile: (id) => void exportFile(id),
        saveAsTemplate: setSaving,
        ask: setQuestion,
      }),
  });
  return (
    <Screen
      title="Flows"
      sentence={
        list.data && !none && !filtered
          ? flowsSentence(rows)
          : 'All flows, what they brought in, and how many are inside.'
      }
      actions={
        <>
          {none ? null : <ExportButton list="flows" />}
          {mayEdit && !none ? (
            <NextLink href="/flows/import" className={buttonLooks({ look: 'quiet' })}>
              <Icon name="upload" size={14} />
              Import a flow
            </NextLink>
          ) : null}
          <NextLink href="/gallery" className={buttonLooks({})}>
            <Icon name="gallery" size={14} />
            From the gallery
          </NextLink>
          {mayEdit ? (
            <Button look="primary" icon="plus" busy={actions.create.isPending} onClick={create}>
              New flow
            </Button>
          ) : null}
        </>
      }
      tools={
        none ? undefined : (
          <>
            <Input
              icon="search"
              type="search"
              aria-label="Search flows by name"
              placeholder="Search by name"
              value={view.search}
              onValueChange={(text) => void setView({ search: text })}
              className="w-full sm:w-64"
            />
            <Select
              aria-label="State"
              className="w-36"
              value={view.state}
              onValueChange={(state) => void setView({ state })}
              options={STATES.map((state) => ({
                value: state,
                label: state === 'all' ? 'All states' : state[0]!.toUpperCase() + state.slice(1),
              }))}
            />
          </>
        )
      }
    >
      {list.isError && !list.data ? (
        <ProblemNote error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <Table
          label="Flows"
          columns={columns}
          rows={arranged(rows, view.sort, view.direction)}
          rowKey={(row) => row.id}
          loading={list.isPending}
          expected={5}
          onOpen={(row) => router.push(`/flows/${row.id}`)}
          sort={{ column: view.sort, direction: view.direction }}
          onSort={(sort: Sort) =>
            void setView({ sort: sort.column as (typeof SORTABLE)[number], direction: sort.direction })
          }
          empty={
            filtered ? (
              <NothingFound onClear={() => void setView({ search: null, state: null })} />
            ) : (
              <FirstFlow mayEdit={mayEdit} />
            )
          }
        />
      )}
      {list.data?.next ? (
        <p className="pt-3 text-13 text-faint">
          Only the 200 flows changed last are shown. Search to find the others.
        </p>
      ) : null}
      {saving ? (
        <NameDialog
          {...SAVE_TEMPLATE}
          given={{ name: saving.name, purpose: '' }}
          onConfirm={(entered) => saveTemplate(saving.id, entered)}
          onClose={() => setSaving(null)}
        />
      ) : null}
      <FlowDialogs asked={question} onClose={() => setQuestion(null)} actions={actions} />
    </Screen>
  );
}

function NothingFound({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      icon="search"
      title="No flow matches this name and state."
      action={<Button onClick={onClear}>Show all flows</Button>}
    />
  );
}

function FirstFlow({ mayEdit }: { mayEdit: boolean }) {
  return (
    <EmptyState
      icon="flows"
      title="Your flows will be listed here"
      action={
        <span className="flex flex-wrap justify-center gap-2">
          <NextLink href="/gallery" className={buttonLooks({ look: 'primary' })}>
            <Icon name="gallery" size={14} />
            Choose one in the gallery
          </NextLink>
          {mayEdit ? (
            <NextLink href="/flows/import" className={buttonLooks({})}>
              <Icon name="upload" size={14} />
              Import a flow
            </NextLink>
          ) : null}
        </span>
      }
    >
      A flow says what happens after an event: a cart was abandoned, an order was placed, a customer stayed
      away. Begin with a template. It comes with its messages, and nothing is sent before you publish.
    </EmptyState>
  );
}
