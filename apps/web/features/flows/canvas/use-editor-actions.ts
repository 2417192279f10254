'use client';
import { useMemo, useRef } from 'react';
import type { Graph } from '@millrace/flow';
import { problemOf, useTRPCClient } from '../../shell/index.ts';
import type { EditorActions } from '../../editor/actions.ts';
import { asOverdueInput } from '../actions/overdue-input.ts';
import { useRefreshFlows } from '../use-refresh.ts';
import { toPreview } from './landings.ts';
import { toReport } from './rehearsed.ts';
import { toFlowCounts } from './to-counts.ts';

const channelOf = (channel: string) => (channel === 'sms' ? 'sms' : 'email');

/** What the canvas asks of the server, for one flow. */
export function useEditorActions(id: string): EditorActions {
  const client = useTRPCClient();
  const refresh = useRefreshFlows();
  const refreshNow = useRef(refresh);
  refreshNow.current = refresh;
  /** Renaming raises the stored revision too; the editor counts only its own saves. */
  const ahead = useRef(0);
  return useMemo((): EditorActions => {
    const done = <Result>(result: Result): Result => {
      refreshNow.current();
      return result;
    };
    return {
      save: async (graph, revision) => {
        try {
          const flow = await client.flows.save.mutate({ id, graph, revision: revision + ahead.current });
          return done({ revision: flow.revision - ahead.current });
        } catch (error) {
          const { code, details, sentence } = problemOf(error);
          if (code !== 'revision-conflict') throw new Error(sentence);
          const stored = details as { revision: number; graph: Graph; by: string | null };
          return { theirs: stored.graph, revision: stored.revision - ahead.current, by: stored.by ?? 'Somebody' };
        }
      },
      rename: async (name) => {
        await client.flows.save.mutate({ id, name });
        ahead.current += 1;
        done(null);
      },
      loadCounts: async () => toFlowCounts(await client.flows.counts.query({ id })),
      previewPublish: async () => toPreview(await client.flows.previewPublish.query({ id })),
      publish: async ({ revision, inside, note }) =>
        done(await client.flows.publish.mutate({ id, revision: revision + ahead.current, inside, ...(note ? { note } : {}) })),
      pause: async () => void done(await client.flows.pause.mutate({ id })),
      previewResume: () => client.flows.overdue.query({ id }),
      resume: async (choice) => void done(await client.flows.resume.mutate({ id, ...asOverdueInput(choice) })),
      stop: async () => void done(await client.flows.stop.mutate({ id })),
      listVersions: () => client.flows.versions.query({ id }),
      readVersion: async (number) => (await client.flows.version.query({ id, number })).graph,
      renderPreview: (channel, content, purpose, event) =>
        client.content.preview.mutate({ channel: channelOf(channel), content, purpose, ...(event ? { event } : {}) }),
      eventProperties: (event) => client.content.eventProperties.query({ event }),
      testSend: async (channel, content, to, event) =>
        (await client.content.testSend.mutate({ channel: channelOf(channel), content, to, ...(event ? { event } : {}) })).sentence,
      rehearse: async () => toReport(await client.flows.rehearse.query({ id })),
      peopleLink: (node, count) => `/flows/${id}/people?node=${encodeURIComponent(node)}&count=${encodeURIComponent(count)}`,
    };
  }, [client, id]);
}
