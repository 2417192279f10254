import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConnection } from './connections.ts';
import { readStore, updateStore } from './workspace.ts';
import { testSend } from '../message-log/test-send.ts';
import { testStore, type TestStore } from '../testing/index.ts';

let database: TestDatabase;
let store: TestStore;
beforeAll(async () => {
  database = await createTestDatabase();
  store = await testStore(database.url);
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const LISTS = [
  'a@example.com,b@example.com',
  'Shop <a@example.com>',
  'a@example.com\r\nBcc: b@example.com',
  'a\u0000@example.com',
  'a@example',
];

describe('sender and recipient of a message', () => {
  it.each(LISTS)('are one address each, and %j is refused in every field', async (address) => {
    await expect(updateStore(store.context, { settings: { fromEmail: address } })).rejects.toMatchObject({
      code: 'input-invalid',
    });
    const smtp = { host: 'mail.example.com', fromAddress: 'a@example.com' };
    for (const field of ['fromAddress', 'replyTo'])
      await expect(
        createConnection(store.context, { connector: 'smtp', config: { ...smtp, [field]: address } }),
      ).rejects.toMatchObject({
        code: expect.stringMatching(/invalid/),
      });
    const content = { subject: 'Hi', blocks: [{ type: 'text', text: 'Hi' }] };
    await expect(testSend(store.context, { channel: 'email', content, to: address })).rejects.toMatchObject({
      code: 'input-invalid',
    });
    await expect(
      testSend(store.context, { channel: 'sms', content: { text: 'Hi' }, to: `+1415555010,${address}` }),
    ).rejects.toMatchObject({
      code: 'input-invalid',
    });
  });

  it('are stored in one spelling', async () => {
    expect(
      (await updateStore(store.context, { settings: { fromEmail: ' Hallo@Bücher.example ' } })).fromEmail,
    ).toBe('Hallo@xn--bcher-kva.example');
    expect((await updateStore(store.context, { settings: { fromEmail: '' } })).fromEmail).toBe('');
  });

  it('count as not set when stored before addresses were checked, and other settings are kept', async () => {
    const stored = { fromEmail: 'a@example.com, b@example.com', fromName: 'North', marginFloor: 0.3 };
    await store.db.inWorkspace(
      store.context.workspaceId,
      (tx) =>
        tx`update workspaces set settings = ${tx.json(stored)}
          where workspace_id = ${store.context.workspaceId}`,
    );
    expect(await readStore(store.context, {})).toMatchObject({
      fromEmail: '',
      fromName: 'North',
      marginFloor: 0.3,
    });
  });
});
