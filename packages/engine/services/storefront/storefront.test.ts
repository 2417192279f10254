import type { Context } from '@millrace/core/verb';
import { newId } from '@millrace/db';
import { knownStorefront, submitForm } from '@millrace/run/storefront';
import { beforeEach, describe, expect, test } from 'vitest';
import { callerWithout } from '../testing/callers.ts';
import { oneStore, type OneStore } from '../testing/one-store.ts';
import { listAudit } from '../settings/audit.ts';
import { listMessageLog } from '../message-log/test-messages.ts';
import { createForm, deleteForm, listForms, updateForm } from './edit-forms.ts';
import { readStorefront, saveStorefront, showIdentitySecret } from './edit-storefront.ts';
import { sendConfirmations } from './send-confirmations.ts';

let here: OneStore;
let context: Context;
oneStore((made) => {
  here = made;
});
beforeEach(async () => {
  context = await here.store.other();
});
const settings = {
  heading: 'News',
  button: 'Sign up',
  consentWords: 'We write to you.',
  thanks: 'Thank you',
  mailSubject: 'Confirm',
  mailText: 'Press the button.',
  mailButton: 'Confirm',
};

describe('the snippet of a store', () => {
  test('is set up once, keeps its key, and changes where it is told to', async () => {
    expect(await readStorefront(context, {})).toMatchObject({ storefront: null });
    const made = await saveStorefront(context, {
      origins: ['Shop.Example', 'https://shop.example/', 'http://localhost:8080'],
    });
    expect(made.siteKey).toMatch(/^[a-z0-9]{20}$/);
    expect(made.origins).toEqual(['https://shop.example', 'http://localhost:8080']);
    expect(await saveStorefront(context, { takesCarts: false })).toEqual({ ...made, takesCarts: false });
    expect((await readStorefront(context, {})).storefront).toMatchObject({
      siteKey: made.siteKey,
      takesCarts: false,
    });
    expect((await saveStorefront(await here.store.other(), {})).siteKey).not.toBe(made.siteKey);
  });

  test.each([
    [{ origins: ['http://shop.example'] }],
    [{ origins: ['https://shop.example/path'] }],
    [{ origins: ['https://user:word@shop.example'] }],
    [{ origins: ['nonsense'] }],
    [{ origins: [''] }],
    [{ origins: Array.from({ length: 21 }, (_, number) => `https://${number}.example`) }],
  ])('refuses %j', async (input) => {
    await expect(saveStorefront(context, input)).rejects.toMatchObject({ code: 'input-invalid' });
    expect((await readStorefront(context, {})).storefront).toBeNull();
  });

  test('is for those who may, and shows its secret to owners, who are written down', async () => {
    await expect(showIdentitySecret(context, {})).rejects.toMatchObject({ code: 'not-found' });
    await saveStorefront(context, {});
    const { secret } = await showIdentitySecret(context, {});
    expect(secret).toMatch(/^[\w-]{43}$/);
    await expect(showIdentitySecret(callerWithout(context, 'keys:write'), {})).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await expect(saveStorefront(callerWithout(context, 'settings:write'), {})).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await expect(saveStorefront(context, { connectionId: newId() })).rejects.toMatchObject({
      code: 'not-found',
    });
    const { items } = await listAudit(context, {});
    expect(items.map(({ action }) => action)).toEqual(['storefront-secret-shown', 'storefront-changed']);
    expect(JSON.stringify(items)).not.toContain(secret);
  });
});

describe('forms', () => {
  test('are made, changed and removed, each under a name of its own', async () => {
    const form = await createForm(context, { kind: 'sign-up', name: 'Footer', settings });
    expect(form).toMatchObject({ live: true, submitted: 0, settings: { asksName: false, popUp: null } });
    await expect(createForm(context, { kind: 'waitlist', name: 'FOOTER', settings })).rejects.toMatchObject({
      code: 'already-exists',
    });
    const popUp = { after: null, scrolled: null, leaving: false };
    await expect(
      updateForm(context, { id: form.id, settings: { ...settings, popUp } }),
    ).rejects.toMatchObject({ code: 'input-invalid' });
    expect(await updateForm(context, { id: form.id, name: 'Foot', live: false })).toMatchObject({
      name: 'Foot',
      live: false,
    });
    expect(await listForms(await here.store.other(), {})).toEqual([]);
    await expect(deleteForm(await here.store.other(), { id: form.id })).rejects.toMatchObject({
      code: 'not-found',
    });
    await deleteForm(context, { id: form.id });
    expect(await listForms(context, {})).toEqual([]);
  });
});

describe('the mail by which somebody confirms', () => {
  const send = async () => {
    while (await sendConfirmations(here.store.db, here.store.contextOf));
  };
  const states = async () =>
    here.store.db.inWorkspace(context.workspaceId, async (tx) =>
      (await tx<{ state: string }[]>`select state from storefront_submissions`).map(({ state }) => state),
    );
  const submit = async () => {
    const { siteKey } = await saveStorefront(context, { origins: ['https://shop.example'] });
    const { id } = await createForm(context, { kind: 'sign-up', name: 'Footer', settings });
    const storefront = await knownStorefront(here.store.db, siteKey);
    await submitForm(context, storefront!, id, { email: 'ann@example.com' });
  };

  test('is sent once, and is in the message log', async () => {
    await submit();
    await send();
    await send();
    expect(await states()).toEqual(['sent']);
    const { items } = await listMessageLog(context, { status: 'confirmation' });
    expect(items).toMatchObject([{ to: 'ann@example.com', subject: 'Confirm', status: 'confirmation' }]);
    expect((await listMessageLog(context, { status: 'test' })).items).toEqual([]);
  });

  test('is not sent again after a crash in the middle, and is forgotten after a week', async () => {
    await submit();
    await here.store.db.inWorkspace(
      context.workspaceId,
      (tx) => tx`update storefront_submissions set state = 'sending'`,
    );
    await send();
    expect(await states()).toEqual(['sending']);
    expect((await listMessageLog(context, {})).items).toEqual([]);
    await here.store.db.inWorkspace(
      context.workspaceId,
      (tx) => tx`update storefront_submissions set expires_at = ${context.now() - 1}`,
    );
    await send();
    expect(await states()).toEqual([]);
  });

  test('goes to nobody whose mailbox refused or who complained', async () => {
    await here.store.db.inWorkspace(
      context.workspaceId,
      (tx) => tx`insert into suppressions (workspace_id, channel, address, reason, at)
        values (${context.workspaceId}, 'email', 'ann@example.com', 'complained', ${context.now()})`,
    );
    await submit();
    expect(await states()).toEqual([]);
  });
});
