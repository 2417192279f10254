import { checkFlow, createFlow, publishFlow, saveFlow } from '@millrace/services/flows';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { isMillraceError } from '@millrace/base';
import { kinds } from '@millrace/nodes';
import { connectShop, testStore, type TestStore } from '@millrace/services/testing';
import { arbitraryDraft } from '@millrace/templates/arbitraries';
import { parseGraph, type Graph } from '@millrace/flow';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEditor, type Editor } from '../features/editor/store/editor.ts';
import { errorsIn, problemWords } from '../features/editor/problems/problem-words.ts';

let database: TestDatabase;
let store: TestStore;

beforeAll(async () => {
  database = await createTestDatabase();
  store = await testStore(database.url);
  // The store can make codes, so that only the graph can be at fault.
  await connectShop(store.context, 'http://127.0.0.1:99');
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

/** The editor with the real server. */
async function open(graph: Graph): Promise<{ editor: Editor; id: string }> {
  const { context } = store;
  const flow = await createFlow(context, { name: 'Drawn', graph });
  const editor = createEditor(
    {
      id: flow.id,
      name: flow.name,
      state: 'draft',
      graph: parseGraph(graph),
      revision: flow.revision,
      version: null,
    },
    kinds,
    {
      save: async (draft, revision) => ({
        revision: (await saveFlow(context, { id: flow.id, graph: draft, revision })).revision,
      }),
      check: async (draft) => (await checkFlow(context, { id: flow.id, graph: draft })).problems,
    },
  );
  return { editor, id: flow.id };
}

async function looked(editor: Editor): Promise<void> {
  editor.check();
  await expect.poll(() => editor.store.getState().checked, { interval: 5, timeout: 20_000 }).toBe('yes');
}

test('the editor lists no blocking problem exactly when publishing is accepted, for any flow', async () => {
  let accepted = 0;
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(arbitraryDraft(3), async (graph) => {
      const { editor, id } = await open(graph);
      await looked(editor);
      const { problems, checked } = editor.store.getState();
      const published = await publishFlow(store.context, { id }).then(
        () => true,
        (error: unknown) => {
          if (isMillraceError(error) && error.code === 'flow-has-problems') return false;
          throw error;
        },
      );
      editor.stop();
      expect({ published, blocking: errorsIn(problems) }).toEqual({
        published,
        blocking: published ? 0 : (expect.any(Number) as number),
      });
      expect(errorsIn(problems) === 0).toBe(published);
      if (problemWords(problems, checked).button === 'No problems') expect(published).toBe(true);
      if (published) accepted += 1;
      else refused += 1;
    }),
    { numRuns: 120 },
  );
  // The test would prove nothing if all graphs were valid or all invalid.
  expect(accepted).toBeGreaterThan(10);
  expect(refused).toBeGreaterThan(10);
}, 180_000);

test('every refusal names its steps in the editor, and pressing the fixes gives a flow that can be published', async () => {
  let mended = 0;
  await fc.assert(
    fc.asyncProperty(arbitraryDraft(2), async (graph) => {
      const { editor, id } = await open(graph);
      await looked(editor);
      for (let press = 0; press < 60; press += 1) {
        const next = editor.store
          .getState()
          .problems.find((problem) => problem.severity === 'error' && problem.fix);
        if (!next?.fix) break;
        editor.edit.fix(next.fix);
        await looked(editor);
      }
      const left = editor.store.getState().problems.filter((problem) => problem.severity === 'error');
      for (const problem of left) expect(problem.sentence).toMatch(/^\S.{10,}[.!?]$/s);
      expect(await editor.autosave.flush()).toBe(true);
      editor.stop();
      if (left.length > 0) return;
      expect((await publishFlow(store.context, { id, revision: editor.autosave.revision() })).version).toBe(
        1,
      );
      mended += 1;
    }),
    { numRuns: 40 },
  );
  expect(mended).toBeGreaterThan(5);
}, 180_000);

test('a subject that lacks a default is advice with a press that adds one, and stops nothing', async () => {
  const { editor, id } = await open(
    parseGraph({
      schemaVersion: 2,
      subject: 'customer',
      nodes: [
        { id: 'trigger', kind: 'event-trigger', config: { event: 'customer-subscribed' } },
        {
          id: 'mail',
          kind: 'send-email',
          config: {
            content: { subject: 'Hi {{ customer.firstName }}', blocks: [{ type: 'text', text: 'Welcome' }] },
          },
        },
      ],
      edges: [{ id: 'e', from: 'trigger', port: 'next', to: 'mail' }],
    }),
  );
  await looked(editor);
  const { problems } = editor.store.getState();
  const remark = problems.find(({ code }) => code === 'default-missing');
  expect(remark).toMatchObject({
    severity: 'warning',
    node: 'mail',
    field: 'content.subject',
    fix: { title: 'Use “there” where it is empty' },
  });
  expect(errorsIn(problems)).toBe(0);
  expect((await publishFlow(store.context, { id })).version).toBe(1);
  editor.edit.fix(remark!.fix!);
  await looked(editor);
  expect(editor.store.getState().problems.map(({ code }) => code)).not.toContain('default-missing');
  expect(editor.store.getState().document.nodes['mail']?.config['content']).toMatchObject({
    subject: 'Hi {{ customer.firstName | default: "there" }}',
  });
  editor.stop();
});
