'use client';
import { useEffect, useRef, useState } from 'react';
import { Button, EmptyState, Panel, Skeleton } from '@millrace/ui';
import type { FlowVersion } from '../actions.ts';
import { attempt } from '../publish/attempt.ts';
import { differenceOf } from '../store/compare.ts';
import type { FlowDocument } from '../store/document.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { VersionRow } from './version-row.tsx';
import { stepInList } from './list-keys.ts';

/** The list of published versions, with the draft on top. Pressing one shows it on the canvas. */
export function VersionsPanel() {
  const editor = useEditor();
  const flow = useEditorState((state) => state.flow);
  const shown = useEditorState((state) => state.looking?.version.number ?? null);
  const toLookAt = useEditorState((state) => state.toLookAt);
  const { versions, failed, again } = useVersionList(flow.version);
  const [busy, setBusy] = useState<number | null>(null);
  const list = useRef<HTMLOListElement>(null);

  const look = async (version: FlowVersion) => {
    setBusy(version.number);
    const found = await attempt(
      editor.versions.read(version.number),
      `Version ${version.number} cannot be shown.`,
    );
    setBusy(null);
    if (found && editor.store.getState().panel === 'versions')
      editor.choose.lookAt({ version, document: found.result });
  };
  // Focus the list when it opens, for the keyboard.
  const known = versions !== null;
  useEffect(() => {
    if (known) list.current?.querySelector<HTMLElement>('button[aria-current]')?.focus();
  }, [known]);
  const wanted = useRef(look);
  wanted.current = look;
  useEffect(() => {
    const version = versions?.find((entry) => entry.number === toLookAt);
    if (version) void wanted.current(version);
    else if (versions && toLookAt !== null) editor.choose.lookAt(null);
  }, [versions, toLookAt, editor]);

  return (
    <Panel
      title="Versions"
      subtitle="A version is kept each time the flow is published."
      aria-label="Versions"
      onClose={() => editor.choose.closePanel()}
    >
      {failed ? (
        <EmptyState
          icon="warning"
          title="The versions cannot be loaded now."
          action={<Button onClick={again}>Try again</Button>}
        />
      ) : null}
      {!versions && !failed ? <Skeleton className="h-40 w-full" /> : null}
      {versions?.length === 0 ? (
        <EmptyState icon="history" title="No version yet">
          Once you publish the flow, you can always return to that version.
        </EmptyState>
      ) : null}
      {versions && versions.length > 0 ? (
        <ol
          ref={list}
          aria-label="Versions, the newest first"
          className="-mx-2 flex flex-col gap-0.5"
          onKeyDown={(event) => {
            if (event.key === 'Escape') editor.choose.closePanel();
            else if (!list.current || !stepInList(list.current, event.key)) return;
            event.preventDefault();
            event.stopPropagation();
          }}
        >
          <VersionRow
            title="Draft"
            about={<DraftState newest={versions[0]?.number ?? null} />}
            shown={shown === null}
            busy={false}
            onShow={() => editor.choose.lookAt(null)}
          />
          {versions.map((version) => (
            <VersionRow
              key={version.number}
              title={`Version ${version.number}`}
              version={version}
              state={version.number === flow.version ? flow.state : null}
              shown={shown === version.number}
              busy={busy === version.number}
              onShow={() => void look(version)}
            />
          ))}
        </ol>
      ) : null}
    </Panel>
  );
}

/** Says whether the draft has unpublished changes. */
function DraftState({ newest }: { newest: number | null }) {
  const editor = useEditor();
  const document = useEditorState((state) => state.document);
  const [published, setPublished] = useState<FlowDocument | null>(null);
  useEffect(() => {
    let open = true;
    if (newest !== null)
      editor.versions.read(newest).then(
        (found) => open && setPublished(found),
        () => undefined,
      );
    return () => {
      open = false;
    };
  }, [editor, newest]);
  if (!published) return <>Your working copy</>;
  return differenceOf(published, document) ? <>Has unpublished changes</> : <>The same as version {newest}</>;
}

/** Loads the versions when the panel opens and again after publishing. */
function useVersionList(newest: number | null) {
  const editor = useEditor();
  const [versions, setVersions] = useState<readonly FlowVersion[] | null>(null);
  const [failed, setFailed] = useState(false);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let open = true;
    setFailed(false);
    editor.versions.list().then(
      (found) => open && setVersions(found),
      () => open && setFailed(true),
    );
    return () => {
      open = false;
    };
  }, [editor, newest, round]);
  return { versions, failed, again: () => setRound(round + 1) };
}
