import type { Context } from '@millrace/core/verb';
import { GUARDRAILS } from '@millrace/guardrails';
import { beforeEach, describe, expect, test } from 'vitest';
import { callerWithout } from '../testing/callers.ts';
import { oneStore, type OneStore } from '../testing/one-store.ts';
import { listAudit } from './audit.ts';
import { readGuardrails, updateGuardrails } from './guardrails.ts';
import { readStore, updateStore } from './workspace.ts';

let here: OneStore;
let context: Context;
oneStore((made) => {
  here = made;
});
beforeEach(async () => {
  context = await here.store.other();
});

const stored = (settings: object) =>
  here.store.db.inWorkspace(
    context.workspaceId,
    (tx) =>
      tx`update workspaces set settings = ${tx.json(settings as never)} where workspace_id = ${context.workspaceId}`,
  );
const keep = (settings: object) =>
  here.store.db.inWorkspace(
    context.workspaceId,
    (tx) =>
      tx`insert into guardrail_settings (workspace_id, settings, updated_at) values (${context.workspaceId}, ${tx.json(settings as never)}, ${here.store.clock.now()})`,
  );

describe('the settings of the store', () => {
  test('change where they are named, and all others stay', async () => {
    const before = await readStore(context, {});
    const changed = await updateStore(context, {
      name: 'Fern',
      currency: 'EUR',
      zone: 'Europe/Berlin',
      settings: { marginFloor: 0.25, brandColor: '#123456' },
    });
    expect(changed).toEqual({
      ...before,
      name: 'Fern',
      currency: 'EUR',
      zone: 'Europe/Berlin',
      marginFloor: 0.25,
      brandColor: '#123456',
    });
    expect(await updateStore(context, { settings: { fromName: 'Fern & Co' } })).toEqual({
      ...changed,
      fromName: 'Fern & Co',
    });
    expect(await updateStore(context, {})).toEqual({ ...changed, fromName: 'Fern & Co' });
    expect(await readStore(context, {})).toEqual({ ...changed, fromName: 'Fern & Co' });
  });

  test.each([
    [{ currency: 'MOON' }],
    [{ zone: 'Mars/Olympus' }],
    [{ name: '' }],
    [{ settings: { marginFloor: 1 } }],
    [{ settings: { keepMonths: 2 } }],
    [{ settings: { brandColor: 'red' } }],
    [{ settings: { language: 'English' } }],
    [{ settings: { surely: 'unknown' } }],
  ])('that cannot be are refused, and nothing changes: %j', async (input) => {
    const before = await readStore(context, {});
    await expect(updateStore(context, { ...(input as object) })).rejects.toMatchObject({
      code: 'input-invalid',
    });
    expect(await readStore(context, {})).toEqual(before);
  });

  test('can be changed though an older release stored what this one would not take', async () => {
    await stored({ fromEmail: 'a@example.com, b@example.com', oldSetting: true, marginFloor: 0.3 });
    expect(await updateStore(context, { settings: { fromName: 'Fern' } })).toMatchObject({
      fromName: 'Fern',
      fromEmail: '',
      marginFloor: 0.3,
    });
    expect(await updateStore(context, { name: 'Fern' })).toMatchObject({ name: 'Fern', marginFloor: 0.3 });
    await expect(updateStore(context, { settings: { oldSetting: true } })).rejects.toMatchObject({
      code: 'input-invalid',
    });
  });

  test('are changed by whoever may, with who it was', async () => {
    await expect(updateStore(callerWithout(context, 'settings:write'), { name: 'X' })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await expect(readStore(callerWithout(context, 'settings:read'), {})).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await updateStore(context, { name: 'Fern' });
    expect((await listAudit(context, {})).items).toMatchObject([
      { action: 'store-changed', actorName: 'Test' },
    ]);
  });
});

describe('the guardrails', () => {
  test('are told in the order they run, with their settings as they come by themselves', async () => {
    const { settings, checks } = await readGuardrails(context, {});
    expect(checks.map(({ id }) => id)).toEqual(GUARDRAILS.map(({ id }) => id));
    for (const { id, title, summary, schema, reasons } of checks) {
      expect(title.trim() && summary.trim(), id).toBeTruthy();
      expect(schema, id).toMatchObject({ type: 'object' });
      for (const words of Object.values(reasons)) expect(words, id).toMatch(/^\S.*\S$/);
      expect(settings[id], id).toEqual(GUARDRAILS.find((check) => check.id === id)!.settings.parse({}));
    }
  });

  test('that are named are replaced, and the others stay', async () => {
    const { settings: before } = await readGuardrails(context, {});
    const cap = { on: true, perChannel: 3, total: 4 };
    const { settings } = await updateGuardrails(context, { settings: { 'frequency-cap': cap } });
    expect(settings['frequency-cap']).toMatchObject(cap);
    expect({ ...settings, 'frequency-cap': null }).toEqual({ ...before, 'frequency-cap': null });
    const { settings: after } = await updateGuardrails(context, {
      settings: { 'quiet-hours': { on: false } },
    });
    expect(after['frequency-cap']).toEqual(settings['frequency-cap']);
    expect(after['quiet-hours']).toMatchObject({ on: false });
    // What is left out of a check that is named comes by itself again.
    const { settings: again } = await updateGuardrails(context, { settings: { 'frequency-cap': {} } });
    expect(again['frequency-cap']).toEqual(before['frequency-cap']);
    expect((await readGuardrails(context, {})).settings).toEqual(again);
  });

  test.each([
    [{ 'frequency-cap': { perChannel: -1 } }],
    [{ 'quiet-hours': { from: 'late' } }],
    [{ 'surely-unknown': {} }],
    [{ 'frequency-cap': { surely: 'unknown' } }],
  ])('cannot be set to %j', async (settings) => {
    const before = await readGuardrails(context, {});
    await expect(updateGuardrails(context, { settings: settings as never })).rejects.toMatchObject({
      code: 'input-invalid',
    });
    expect(await readGuardrails(context, {})).toEqual(before);
  });

  test('can be changed though an older release stored what this one would not take', async () => {
    await keep({
      'gone-check': { on: true },
      'quiet-hours': { from: 'late' },
      'frequency-cap': { on: false },
    });
    const { settings } = await updateGuardrails(context, { settings: { 'hold-limit': {} } });
    expect(settings['frequency-cap']).toMatchObject({ on: false });
    expect(settings).not.toHaveProperty('gone-check');
    expect((await readGuardrails(context, {})).settings).toEqual(settings);
  });

  test('are for those who may see and change settings, of their own workspace', async () => {
    await expect(readGuardrails(callerWithout(context, 'settings:read'), {})).rejects.toMatchObject({
      code: 'not-allowed',
    });
    const reader = callerWithout(context, 'settings:write');
    await expect(updateGuardrails(reader, { settings: {} })).rejects.toMatchObject({ code: 'not-allowed' });
    const other = await here.store.other();
    await updateGuardrails(other, { settings: { 'quiet-hours': { on: false } } });
    expect((await readGuardrails(context, {})).settings['quiet-hours']).toMatchObject({ on: true });
  });
});
