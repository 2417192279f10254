'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { channelInSentence } from '@millrace/channels';
import { graphSchema, type Graph } from '@millrace/flow';
import type { RehearsedCount } from '@millrace/services/rehearsal';
import { problemOf, useTRPC, useTRPCClient, useViewer } from '../../shell/index.ts';
import { signInCall } from '../../sign-in/sign-in-call.ts';
import type { EditorActions, OtherFlow } from '../../editor/actions.ts';
import { useSaveTemplate } from '../../gallery/own/use-own-templates.ts';
import { download } from '../file/download.ts';
import { asOverdueInput } from '../actions/overdue-input.ts';
import { useRefreshFlows } from '../use-refresh.ts';
import { toPreview } from './landings.ts';
import { toReport } from './rehearsed.ts';
import { saveFailureOf } from './save-failure-of.ts';
import { toFlowCounts } from './to-counts.ts';

/** Flows offered to lead people into. */
const MOST_FLOWS = 1_000;

/** Turns an error into one whose message is the server's sentence. */
const told = <Result>(work: Promise<Result>): Promise<Result> =>
  work.catch((error: unknown) => {
    throw new Error(problemOf(error).sentence);
  });

/** The server calls of the canvas, for one flow. */
export function useEditorActions(id: string, templateId: string | null): EditorActions {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { email } = useViewer().person;
  const refresh = useRefreshFlows();
  const refreshNow = useRef(refresh);
  refreshNow.current = refresh;
  const save = useSaveTemplate();
  const saveNow = useRef(save);
  saveNow.current = save;
  /** How far the stored revision is ahead of the editor's: renaming raises it too, and the editor counts only its saves. */
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
          const { code, details } = problemOf(error);
          if (code !== 'revision-conflict') throw saveFailureOf(error);
          const stored = details as { revision: number; graph: Graph; by: string | null };
          return {
            theirs: stored.graph,
            revision: stored.revision - ahead.current,
            by: stored.by ?? 'Another user',
          };
        }
      },
      ...(templateId === null
        ? {}
        : {
            readTemplate: async () => {
              // As the gallery has read it: templates do not change while the page is open.
              const { adapt, graph } = await told(
                queries.fetchQuery(
                  trpc.templates.get.queryOptions({ id: templateId }, { staleTime: Infinity }),
                ),
              );
              return { adapt, nodes: graphSchema.parse(graph).nodes };
            },
          }),
      rename: async (name) => {
        await client.flows.save.mutate({ id, name });
        ahead.current += 1;
        done(null);
      },
      check: async (graph) => (await client.flows.check.mutate({ id, graph })).problems,
      signedInAs: email,
      signIn: (password) => signInCall(email, password),
      loadCounts: async () => toFlowCounts(await client.flows.counts.query({ id })),
      previewPublish: async () => {
        const {
          problems: _problems,
          withoutProvider,
          ...preview
        } = await client.flows.previewPublish.query({ id });
        return toPreview({ ...preview, withoutProvider: withoutProvider.map(channelInSentence) });
      },
      planHoldout: () => told(client.flows.planHoldout.query({ id })),
      forecast: async ({ subject, kind, config }) =>
        (await client.flows.previewTrigger.mutate({ subject, kind, config })).sentences,
      enrolAudience: async (condition, spreadMinutes) =>
        done(
          await told(
            client.flows.enrolAudience.mutate({
              flow: id,
              spreadMinutes,
              ...(condition ? { condition } : {}),
            }),
          ),
        ),
      audiences: () => client.flows.audiences.query({ flow: id }),
      publish: async ({ revision, inside, note }) =>
        done(
          await client.flows.publish.mutate({
            id,
            revision: revision + ahead.current,
            inside,
            ...(note ? { note } : {}),
          }),
        ),
      pause: async () => void done(await client.flows.pause.mutate({ id })),
      previewResume: () => client.flows.overdue.query({ id }),
      resume: async (choice) =>
        void done(await client.flows.resume.mutate({ id, ...asOverdueInput(choice) })),
      stop: async () => void done(await client.flows.stop.mutate({ id })),
      listVersions: () => client.flows.versions.query({ id }),
      readVersion: async (number) => (await client.flows.version.query({ id, number })).graph,
      saveAsTemplate: (entered) => saveNow.current(id, entered),
      exportFile: async () => download(await told(client.flows.file.query({ id }))),
      renderPreview: (channel, content, purpose, event) =>
        client.content.preview.mutate({ channel, content, purpose, ...(event ? { event } : {}) }),
      eventProperties: (event) => client.content.eventProperties.query({ event }),
      testSend: async (channel, content, to, event) => {
        const {
          sentence,
          id: test,
          sent,
        } = await client.content.testSend.mutate({
          channel,
          content,
          to,
          flow: id,
          ...(event ? { event } : {}),
        });
        return { sentence, sent, href: `/messages/${test}` };
      },
      rehearse: async (graph, options) =>
        toReport(await told(client.flows.rehearse.mutate({ id, graph, ...options })), graph.subject),
      rehearsed: (graph, options, { count, port, ...behind }) =>
        told(
          client.flows.rehearsed.mutate({
            id,
            graph,
            ...options,
            ...behind,
            count: count as RehearsedCount,
            ...(port === undefined ? {} : { port }),
          }),
        ),
      factValues: (fact, { search, named }) =>
        client.facts.values.query({
          fact,
          ...(search ? { search } : {}),
          ...(named ? { named: [...named] } : {}),
        }),
      knownFacts: () => client.facts.known.query(),
      otherFlows: async () => {
        const found: OtherFlow[] = [];
        let cursor: string | null = null;
        do {
          const page: { items: readonly { id: string; name: string; state: string }[]; next: string | null } =
            await client.flows.list.query({ limit: 100, ...(cursor === null ? {} : { cursor }) });
          for (const { id: other, name, state } of page.items)
            if (other !== id) found.push({ id: other, name, isLive: state === 'live' || state === 'paused' });
          cursor = page.next;
        } while (cursor !== null && found.length < MOST_FLOWS);
        return found;
      },
      carriers: (capability) => client.calls.carriers.query({ capability }),
      team: async () => (await client.work.team.query({})).items,
      matching: (condition, parts) => client.facts.matching.mutate({ condition, parts: [...parts] }),
      rehearsedPerson: (graph, options, person) =>
        told(client.flows.rehearsedPerson.mutate({ id, graph, ...options, ...person })),
      variants: {
        read: (node) => told(client.writing.variants.query({ flow: id, node })),
        propose: (node, { facts, ...wish }) =>
          told(client.writing.propose.mutate({ flow: id, node, ...wish, facts: [...facts] })),
        change: (proposal, { texts, approved }) =>
          told(
            client.writing.changeVariant.mutate({
              proposal,
              ...(texts ? { texts } : {}),
              ...(approved === undefined ? {} : { approved }),
            }),
          ),
        drop: async (proposal) => void (await told(client.writing.dropVariant.mutate({ proposal }))),
        use: async (node, proposals) =>
          void (await told(client.writing.useVariants.mutate({ flow: id, node, proposals: [...proposals] }))),
      },
      peopleLink: (node, count) =>
        `/flows/${id}/people?node=${encodeURIComponent(node)}&count=${encodeURIComponent(count)}`,
    };
  }, [client, trpc, queries, id, templateId, email]);
}
